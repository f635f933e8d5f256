// Conditions on metrics: `read.latency.p99@after flush <= 500ms and requests.failed == 0`.
//
//   CONDITION   COMPARISON [and COMPARISON]...
//   COMPARISON  METRIC[@PHASE] OP LIMIT      OP: <= < >= > == !=
//
// The phase is everything between '@' and the operator, without the blanks around it. The limit is written with the
// metric's unit: durations (100ms) for nanoseconds, shares (95%) or numbers (0.95) for ratios, counts (10k) or numbers
// (1.5) for counts, rates (200/s) or numbers for what is per second, sizes (64MiB) for bytes.
#pragma once

#include <compare>
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/base/units.h"
#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

inline constexpr std::string_view kWholeRun = "all";  // the phase meant when none is named

enum class Comparator { kLess, kLessOrEqual, kGreater, kGreaterOrEqual, kEqual, kNotEqual };

struct Comparison {
  const Metric* metric = nullptr;  // of the catalogue
  std::string phase = std::string(kWholeRun);
  Comparator comparator = Comparator::kEqual;
  MetricValue limit;  // never nothing; nanoseconds, bytes and whole counts are integers
  // Where each part begins in the text, in bytes. Without a phase, `phase_at` is where the metric ends.
  std::size_t metric_at = 0;
  std::size_t phase_at = 0;
  std::size_t comparator_at = 0;
  std::size_t limit_at = 0;

  // "read.latency.p99@after flush"
  std::string subject() const;
};

// All comparisons must hold. At least one.
struct Condition {
  std::string text;  // as it was written
  std::vector<Comparison> comparisons;
};

struct ConditionMistake {
  std::size_t offset = 0;  // in bytes
  std::string message;     // one line, lower case, no full stop
};

// `phases` are those a result can have besides `all`. Never both empty: the mistakes come in the order of the text.
std::variant<Condition, std::vector<ConditionMistake>> parse_condition(std::string_view text,
                                                                       std::span<const std::string> phases);

enum class ConditionVerdict { kHolds, kNoValue, kFails };

struct Evaluation {
  ConditionVerdict verdict = ConditionVerdict::kHolds;
  std::vector<MetricValue> actual;  // one for each comparison, in their order
};

// A value as it is compared with that metric, or why the text is none.
Parsed<MetricValue> parse_metric_value(const Metric& metric, std::string_view text);

// What a metric is in a phase; nothing if it has no value there, or there is no such phase.
using MetricLookup = std::function<MetricValue(const Metric& metric, std::string_view phase)>;

// A comparison with nothing does not hold, not even `!=`: the verdict is then kNoValue, unless another comparison
// fails.
Evaluation evaluate(const Condition& condition, const MetricLookup& lookup);

// Values in order, exactly: integers as integers, and an integer with a double as the numbers they are. Unordered if
// either is nothing. Ratios are doubles and limits the nearest ones, so that 19 of 20 is equal to 95%.
std::partial_ordering compare(const MetricValue& a, const MetricValue& b);

// Whether values in that order meet the comparison. REQUIRES: the order is known.
bool satisfies(std::partial_ordering ordering, Comparator comparator);

// Looks metrics up in the pooled repetitions of a strategy, which must outlive it.
MetricLookup lookup_in(const PooledCells& pooled);

}  // namespace stampede
