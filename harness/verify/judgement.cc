#include "harness/verify/judgement.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

#include "harness/base/check.h"
#include "harness/base/quote.h"

namespace stampede {

namespace {

// What arithmetic in doubles may lose on the way to a value that is exact.
constexpr double kRounding = 1e-12;

bool agrees(const OracleCase& oracle, double expected, double measured, double tolerance) {
  const double slack = kRounding * std::abs(expected);
  if (oracle.at_most) return measured <= expected + slack;
  if (oracle.at_least) return measured >= expected - slack;
  return std::abs(measured - expected) <= tolerance + slack;
}

const Formula& target(const OracleCase& oracle) {
  if (oracle.at_most) return *oracle.at_most;
  if (oracle.at_least) return *oracle.at_least;
  STAMPEDE_CHECK(oracle.expect.has_value());
  return *oracle.expect;
}

Finding begin(const OracleRun& run, const OracleCase& oracle) {
  return {.oracle = oracle,
          .scenario = std::filesystem::path(run.scenario).filename().string(),
          .strategy = oracle.strategy,
          .settings = run.settings,
          .expected = target(oracle).value()};
}

Finding judge_case(const OracleRun& run, const OracleCase& oracle, const std::vector<PooledCells>& strategies,
                   double widening) {
  Finding finding = begin(run, oracle);
  const auto strategy = oracle.strategy.empty()
                            ? strategies.begin()
                            : std::ranges::find(strategies, oracle.strategy, &PooledCells::strategy);
  if (strategy == strategies.end()) {
    finding.note = "the result has no strategy " + in_quotes(oracle.strategy);
    return finding;
  }
  finding.strategy = strategy->strategy;
  finding.tolerance = oracle.kind == OracleKind::kStatistical ? oracle.tolerance * widening : oracle.tolerance;
  finding.measured = oracle.measure.value(*strategy);
  if (!finding.measured || !finding.expected) {
    finding.note = "the result has no value for it";
    return finding;
  }
  finding.verdict = agrees(oracle, *finding.expected, *finding.measured, finding.tolerance) ? OracleVerdict::kAgrees
                                                                                            : OracleVerdict::kDiffers;
  return finding;
}

}  // namespace

std::string_view oracle_verdict_name(OracleVerdict verdict) {
  constexpr std::array<std::string_view, 4> kNames = {"ok", "FAIL", "NO VALUE", "not tried"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::vector<Finding> judge(const OracleRun& run, const Result& result, double widening) {
  const std::vector<PooledCells> strategies = pool_cells(result);
  std::vector<Finding> findings;
  for (const OracleCase& oracle : run.cases) findings.push_back(judge_case(run, oracle, strategies, widening));
  return findings;
}

std::vector<Finding> not_tried(const OracleRun& run, const std::string& note) {
  std::vector<Finding> findings;
  for (const OracleCase& oracle : run.cases) {
    findings.push_back(begin(run, oracle));
    findings.back().verdict = OracleVerdict::kNotTried;
    findings.back().note = note;
  }
  return findings;
}

}  // namespace stampede
