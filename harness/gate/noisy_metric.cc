#include "harness/gate/noisy_metric.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

#include "harness/base/check.h"
#include "harness/base/math.h"
#include "harness/gate/holm.h"
#include "harness/gate/median.h"
#include "harness/gate/signed_rank.h"

namespace stampede {

namespace {

constexpr double kIntervalAlpha = 0.05;  // intervals of 95 %, whatever the test's level

void check(const NoisyMetric& metric) {
  STAMPEDE_CHECK(metric.direction != MetricDirection::kNeither);
  STAMPEDE_CHECK(metric.relative_floor >= 0 && metric.absolute_floor >= 0);
  const auto good = [](double value) { return std::isfinite(value) && value >= 0; };
  for (const NoisyPair& pair : metric.pairs) STAMPEDE_CHECK(good(pair.before) && good(pair.after));
}

bool has_ratios(const NoisyMetric& metric) {
  return std::ranges::none_of(metric.pairs, [](const NoisyPair& pair) { return pair.before == 0 || pair.after == 0; });
}

std::vector<double> differences(const NoisyMetric& metric) {
  std::vector<double> values;
  for (const NoisyPair& pair : metric.pairs) values.push_back(pair.after - pair.before);
  return values;
}

// A difference of logarithms: the ratio itself could overflow.
std::vector<double> log_ratios(const NoisyMetric& metric) {
  std::vector<double> values;
  for (const NoisyPair& pair : metric.pairs) values.push_back(natural_log(pair.after) - natural_log(pair.before));
  return values;
}

double median_before(const NoisyMetric& metric) {
  std::vector<double> values;
  for (const NoisyPair& pair : metric.pairs) values.push_back(pair.before);
  return median_of(std::move(values));
}

NoisyChange mapped(const Shift& shift, const std::function<double(double)>& map) {
  return {.estimate = map(shift.estimate), .low = map(shift.low), .high = map(shift.high)};
}

struct Measured {
  NoisyFinding finding;
  double p_worse = 1;  // alone
  double p_better = 1;
};

Measured measure(const NoisyMetric& metric) {
  Measured measured;
  measured.finding.metric = metric.name;
  if (metric.pairs.empty()) return measured;
  const std::vector<double> plain = differences(metric);
  const Shift absolute = shift_of(plain, kIntervalAlpha);
  measured.finding.absolute = mapped(absolute, std::identity());
  SignedRankTest test;
  if (has_ratios(metric)) {
    const std::vector<double> logs = log_ratios(metric);
    test = signed_rank_test(logs);
    measured.finding.relative = mapped(shift_of(logs, kIntervalAlpha), [](double log) { return natural_exp(log) - 1; });
  } else {
    test = signed_rank_test(plain);
    const double base = median_before(metric);
    measured.finding.relative = mapped(absolute, [base](double change) { return change == 0 ? 0 : change / base; });
  }
  const bool lower_is_better = metric.direction == MetricDirection::kLowerIsBetter;
  measured.p_worse = lower_is_better ? test.p_above : test.p_below;
  measured.p_better = lower_is_better ? test.p_below : test.p_above;
  return measured;
}

// The change turned so that what is worse is positive.
NoisyChange worsening(const NoisyChange& change, MetricDirection direction) {
  if (direction == MetricDirection::kLowerIsBetter) return change;
  return {.estimate = -change.estimate, .low = -change.high, .high = -change.low};
}

std::string percent(double share) {
  return fmt::format("{:.3g}%", 100 * share);
}

std::string too_noisy(double most, double tolerated) {
  const std::string by = std::isfinite(most) ? "by up to " + percent(most) : "by any amount";
  return "may be worse " + by + ", and " + percent(tolerated) +
         " is tolerated: measure more pairs, or on a machine with less to do";
}

void decide(const NoisyMetric& metric, std::size_t needed, double alpha, NoisyFinding& finding) {
  if (metric.pairs.size() < needed) {
    finding.reason = too_few_pairs(needed, metric.pairs.size());
    return;
  }
  const NoisyChange relative = worsening(*finding.relative, metric.direction);
  const NoisyChange absolute = worsening(*finding.absolute, metric.direction);
  const auto beyond_floors = [&](double sign) {
    return sign * relative.estimate > metric.relative_floor && sign * absolute.estimate > metric.absolute_floor;
  };
  if (finding.p_worse < alpha && beyond_floors(1)) {
    finding.verdict = NoisyVerdict::kFail;
  } else if (finding.p_better < alpha && beyond_floors(-1)) {
    finding.verdict = NoisyVerdict::kImproved;
  } else if (relative.high <= metric.relative_floor || absolute.high <= metric.absolute_floor) {
    finding.verdict = NoisyVerdict::kPass;
  } else {
    finding.reason = too_noisy(relative.high, metric.relative_floor);
  }
}

}  // namespace

std::string_view noisy_verdict_name(NoisyVerdict verdict) {
  constexpr std::array<std::string_view, 4> kNames = {"PASS", "IMPROVED", "FAIL", "INCONCLUSIVE"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string too_few_pairs(std::size_t needed, std::size_t given) {
  return fmt::format("needs at least {} {}, has {}", needed, needed == 1 ? "pair" : "pairs", given);
}

std::vector<NoisyFinding> judge_noisy(std::span<const NoisyMetric> family, double alpha) {
  std::vector<NoisyFinding> findings;
  if (family.empty()) return findings;
  std::vector<double> p_worse;
  std::vector<double> p_better;
  for (const NoisyMetric& metric : family) {
    check(metric);
    Measured measured = measure(metric);
    findings.push_back(std::move(measured.finding));
    p_worse.push_back(measured.p_worse);
    p_better.push_back(measured.p_better);
  }
  p_worse = holm_adjusted(p_worse);
  p_better = holm_adjusted(p_better);
  const std::size_t needed = runs_needed(family.size(), alpha);
  for (std::size_t i = 0; i < family.size(); ++i) {
    findings[i].p_worse = p_worse[i];
    findings[i].p_better = p_better[i];
    decide(family[i], needed, alpha, findings[i]);
  }
  return findings;
}

}  // namespace stampede
