// How a metric differs between things that were measured alike, and whether that is more than luck.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

// One of the things that are compared: a strategy of a result.
struct Subject {
  std::string name;  // e.g. "locked", or "before"
  const PooledCells* pooled;
};

enum class DifferenceVerdict {
  kEqual,
  kBetter,
  kWorse,
  kChanged,       // the metric has no better side, one of the two has no value, or too few repetitions have one
  kWithinSpread,  // the spread over repetitions covers the difference
};

// "equal", "better", "worse", "changed", "within spread".
std::string_view verdict_name(DifferenceVerdict verdict);

// Of another subject against the base, all repetitions pooled.
struct Difference {
  std::optional<double> difference;  // other - base, in the metric's unit; nothing if one of them has no value
  std::optional<double> ratio;       // other / base; nothing over zero either
  DifferenceVerdict verdict = DifferenceVerdict::kEqual;
};

struct DifferenceRow {
  const Metric* metric;
  std::vector<MetricValue> values;      // one for each subject
  std::vector<Difference> differences;  // of each but the first, against the first
};

// The same metrics of several subjects, the first of which is the base.
struct DifferenceTable {
  std::vector<std::string> names;  // of the subjects
  std::vector<DifferenceRow> rows;
  std::size_t repetitions = 0;         // that each subject was compared by; the most, if they are not paired
  bool paired = true;                  // by seeds that all subjects have
  std::vector<std::string> with_more;  // subjects with repetitions that did not count, because others lack their seeds
  bool equally_long = true;            // what was measured, all repetitions together
};

// Compares the phase `phase` of the subjects, all of which have it; "all" is the whole. REQUIRES: two or more.
//
// Repetitions whose seed all subjects have met the same traffic: if there are any, they alone count, and are compared
// in pairs. A difference counts when the 95 % confidence interval of its mean over the repetitions (Student's t) lies
// on one side of zero; the mean is over the differences in pairs, else it is the difference of the means, with the
// degrees of freedom of the smaller number. A single repetition has no spread: with the virtual clock its numbers are
// exact. Counts and totals over measured times that are not equally long are `kChanged` at most.
DifferenceTable differences(std::span<const Subject> subjects, std::string_view phase,
                            std::span<const Metric* const> metrics);

// Whether the subject measured that phase.
bool has_phase(const PooledCells& pooled, std::string_view phase);

// The metrics of the tables: what one looks at first. In the order of the catalogue.
std::vector<const Metric*> main_metrics();

// The strategy that others are best compared with: the first that answered any read from its cache, so that a floor
// without one is not it; else the first. REQUIRES: not empty.
std::size_t default_reference(std::span<const PooledCells> strategies);

}  // namespace stampede
