#include "harness/gate/worsening.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/base/units.h"
#include "harness/gate/baseline_judge.h"
#include "harness/gate/limit_judge.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

bool can_get_worse(const Judgement& judgement) {
  return judgement.verdict == GateVerdict::kPass || judgement.verdict == GateVerdict::kImproved;
}

class SelfTest {
 public:
  SelfTest(const GateInput& input, const GatePolicy& policy, Share by)
      : input_(input),
        policy_(policy),
        by_(by),
        measured_(baseline_of(*input.result, "")),
        match_(measured_, input.baseline ? &*input.baseline : nullptr) {}

  std::vector<SelfTestRow> run() {
    for (const PlacedCheck& placed : input_.checks) {
      for (const PooledCells& strategy : input_.strategies) {
        if (placed.check.applies_to(strategy.strategy)) try_check(placed, strategy);
      }
    }
    if (input_.before == nullptr && input_.baseline) {
      for (const PooledCells& strategy : input_.strategies) try_baseline(strategy.strategy);
    }
    return std::move(rows_);
  }

 private:
  SelfTestRow& add_row(const std::string& strategy, const std::string& check) {
    return rows_.emplace_back(
        SelfTestRow{.scenario = input_.result->scenario_name, .strategy = strategy, .check = check, .remark = {}});
  }

  void try_check(const PlacedCheck& placed, const PooledCells& strategy) {
    const LimitJudge judge(input_.all, match_, policy_.tail);
    const Judgement before = judge.judge(placed, strategy);
    SelfTestRow& row = add_row(strategy.strategy, placed.check.expression());
    if (!can_get_worse(before)) {
      row.worsened = 0;
      row.remark = fmt::format("is {} already", gate_verdict_name(before.verdict));
      return;
    }
    const MetricValue worse = worsened(*placed.check.metric, before.actual, by_);
    const Judgement after = judge.judge(placed, strategy, worse);
    row.caught = after.verdict == GateVerdict::kFail ? 1 : 0;
    if (row.caught == 0) row.remark = fmt::format("allows it: {}", after.margin);
  }

  void try_baseline(const std::string& name) {
    SelfTestRow& row = add_row(name, "");
    if (const auto obstacle = match_.obstacle(name)) {
      row.check = "is as in the baseline";
      row.worsened = 0;
      row.remark = fmt::format("is {} already", gate_verdict_name(obstacle->verdict));
      return;
    }
    const BaselineJudge judge(measured_, match_, policy_);
    row.worsened = 0;
    for (const auto& [phase, window] : match_.accepted(name).phases) {
      for (const auto& [metric_name, accepted] : window.metrics) {
        const Metric* metric = find_metric(metric_name);
        if (metric == nullptr || !number_of(accepted) || metric->direction == MetricDirection::kNeither) continue;
        const MetricValue worse = worsened(*metric, accepted, by_);
        if (worse == accepted) continue;  // as bad as it can be
        ++row.worsened;
        if (judge.judge(name, phase, *metric, accepted, worse).verdict == GateVerdict::kFail) ++row.caught;
      }
    }
    row.check = fmt::format("{} values of the baseline", row.worsened);
    if (row.caught < row.worsened) row.remark = fmt::format("the policy allows {} of them", row.worsened - row.caught);
  }

  const GateInput& input_;
  const GatePolicy& policy_;
  const Share by_;
  const Baseline measured_;
  const BaselineMatch match_;
  std::vector<SelfTestRow> rows_;
};

}  // namespace

MetricValue worsened(const Metric& metric, const MetricValue& value, Share by) {
  const bool lower_is_worse = metric.direction == MetricDirection::kHigherIsBetter;
  const Share factor = {lower_is_worse ? Share::kWhole - by.ppb : Share::kWhole + by.ppb};
  if (const auto* count = std::get_if<std::uint64_t>(&value)) {
    const double scaled = *number_of(share_of(factor, value));
    if (lower_is_worse) return std::min(static_cast<std::uint64_t>(std::floor(scaled)), *count - (*count > 0 ? 1 : 0));
    return std::max(static_cast<std::uint64_t>(std::ceil(scaled)), *count + 1);
  }
  const std::optional<double> number = number_of(value);
  if (!number) return value;
  const double scaled = *number * static_cast<double>(factor.ppb) / static_cast<double>(Share::kWhole);
  const double share = static_cast<double>(by.ppb) / static_cast<double>(Share::kWhole);
  if (*number == 0 && !lower_is_worse) return metric.unit == MetricUnit::kRatio ? std::min(1.0, share) : share;
  return scaled;
}

std::vector<SelfTestRow> self_test(const GateInput& input, const GatePolicy& policy, Share by) {
  return SelfTest(input, policy, by).run();
}

std::string self_test_text(const std::vector<SelfTestRow>& rows, Share by) {
  std::string text = fmt::format("worse by {}, one value at a time:\n\n", format_share(by));
  std::size_t worsened = 0;
  std::size_t caught = 0;
  for (const SelfTestRow& row : rows) {
    worsened += row.worsened;
    caught += row.caught;
    const char* word = row.worsened == 0            ? "not tried"
                       : row.caught == row.worsened ? "caught"
                       : row.caught > 0             ? "partly"
                                                    : "not caught";
    text += fmt::format("{:<10}  {}: {}: {}{}\n", word, row.scenario, row.strategy, row.check,
                        row.remark.empty() ? "" : " (" + row.remark + ")");
  }
  return text + fmt::format("\n{} of {} caught\n", caught, worsened);
}

bool catches_anything(const std::vector<SelfTestRow>& rows) {
  return std::ranges::any_of(rows, [](const SelfTestRow& row) { return row.caught > 0; });
}

}  // namespace stampede
