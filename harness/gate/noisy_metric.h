// The judge of numbers that carry noise, such as the seconds a run took: measured in pairs, one run of each side right
// after the other, and judged as a family, because who looks at many numbers finds one that looks bad.
//
// A metric is worse if a test says that it is no luck, and the estimate that it matters; it passes only if its interval
// shows that it is not worse by more than what is tolerated. Everything else is inconclusive, and never green: too few
// or too noisy runs are no evidence that nothing happened.
//
// Source: the exact signed-rank test of signed_rank.h on the logarithms of the ratios, adjusted by Holm's procedure;
// passing by the interval is the test of non-inferiority of D. J. Schuirmann, "A comparison of the two one-sided tests
// procedure and the power approach", Journal of Pharmacokinetics and Biopharmaceutics 15, 1987.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/results/metric.h"

namespace stampede {

// The same metric of two runs that differ in nothing but the side they belong to.
struct NoisyPair {
  double before;
  double after;
};

struct NoisyMetric {
  std::string name;
  MetricDirection direction = MetricDirection::kLowerIsBetter;
  std::vector<NoisyPair> pairs;
  double relative_floor = 0.05;  // changes up to here do not matter, as a share of `before` ...
  double absolute_floor = 0;     // ... nor those up to here, in the metric's unit
};

struct NoisyChange {
  double estimate;
  double low;  // the ends of its 95 % interval, which may be infinite
  double high;
};

enum class NoisyVerdict { kPass, kImproved, kFail, kInconclusive };

std::string_view noisy_verdict_name(NoisyVerdict verdict);  // "PASS", "IMPROVED", "FAIL", "INCONCLUSIVE"

struct NoisyFinding {
  std::string metric;
  NoisyVerdict verdict = NoisyVerdict::kInconclusive;
  std::string reason;                   // why it is inconclusive and what to do: one line; else empty
  std::optional<NoisyChange> relative;  // 0.05: `after` is 5 % larger; nothing without a pair
  std::optional<NoisyChange> absolute;  // after - before
  double p_worse = 1;                   // adjusted for the family
  double p_better = 1;
};

// "needs at least 8 pairs, has 5".
std::string too_few_pairs(std::size_t needed, std::size_t given);

// In the order of `family`. Each metric that is judged together with others counts as one of the family, with or
// without pairs.
//
// Fails: adjusted p of being worse below `alpha`, and the estimate worse by more than both floors. Improved: the same
// on the better side. Passes: the interval of the change is nowhere worse by more than the relative floor, or nowhere
// by more than the absolute one. A metric with fewer pairs than runs_needed(family, alpha) is inconclusive.
//
// Tested are the logarithms of the ratios after / before, whose shift is the relative change. If any value of a metric
// is 0 it has no ratios: then the plain differences are tested, and the relative change is the absolute one over the
// median of `before`, infinite over 0. No pair is dropped for being an outlier.
//
// REQUIRES: alpha in (0, 1), values finite and >= 0, floors >= 0, metrics with a better side.
std::vector<NoisyFinding> judge_noisy(std::span<const NoisyMetric> family, double alpha = 0.05);

}  // namespace stampede
