#include "harness/results/condition.h"

#include <algorithm>
#include <cmath>
#include <type_traits>

#include "harness/base/check.h"

namespace stampede {

namespace {

// 2^64, beyond which no double equals a 64-bit integer.
constexpr double kBeyondIntegers = 18446744073709551616.0;

// `number` is finite.
std::partial_ordering compare_mixed(std::uint64_t count, double number) {
  if (number < 0) return std::partial_ordering::greater;
  if (number >= kBeyondIntegers) return std::partial_ordering::less;
  const double whole = std::floor(number);
  const auto integer = static_cast<std::uint64_t>(whole);
  if (count != integer) return count <=> integer;
  return number > whole ? std::partial_ordering::less : std::partial_ordering::equivalent;
}

ConditionVerdict judge(const Comparison& comparison, const MetricValue& actual) {
  const std::partial_ordering ordering = compare(actual, comparison.limit);
  if (ordering == std::partial_ordering::unordered) return ConditionVerdict::kNoValue;
  return satisfies(ordering, comparison.comparator) ? ConditionVerdict::kHolds : ConditionVerdict::kFails;
}

}  // namespace

std::string Comparison::subject() const {
  return phase == kWholeRun ? metric->name : metric->name + "@" + phase;
}

Evaluation evaluate(const Condition& condition, const MetricLookup& lookup) {
  Evaluation evaluation;
  for (const Comparison& comparison : condition.comparisons) {
    evaluation.actual.push_back(lookup(*comparison.metric, comparison.phase));
    evaluation.verdict = std::max(evaluation.verdict, judge(comparison, evaluation.actual.back()));
  }
  return evaluation;
}

std::partial_ordering compare(const MetricValue& a, const MetricValue& b) {
  return std::visit(
      []<typename A, typename B>(const A& left, const B& right) -> std::partial_ordering {
        if constexpr (std::is_same_v<A, std::monostate> || std::is_same_v<B, std::monostate>) {
          return std::partial_ordering::unordered;
        } else if constexpr (std::is_same_v<A, B>) {
          return left <=> right;
        } else if constexpr (std::is_same_v<B, double>) {
          return compare_mixed(left, right);
        } else {
          return 0 <=> compare_mixed(right, left);
        }
      },
      a, b);
}

bool satisfies(std::partial_ordering ordering, Comparator comparator) {
  switch (comparator) {
    case Comparator::kLess:
      return ordering < 0;
    case Comparator::kLessOrEqual:
      return ordering <= 0;
    case Comparator::kGreater:
      return ordering > 0;
    case Comparator::kGreaterOrEqual:
      return ordering >= 0;
    case Comparator::kEqual:
      return ordering == 0;
    case Comparator::kNotEqual:
      return ordering != 0;
  }
  STAMPEDE_CHECK(false);
}

MetricLookup lookup_in(const PooledCells& pooled) {
  return [&pooled](const Metric& metric, std::string_view phase) -> MetricValue {
    if (phase == kWholeRun) return metric.value({pooled.window, pooled.servers});
    const auto found = std::ranges::find(pooled.phases, phase, &Phase::name);
    if (found == pooled.phases.end()) return std::monostate{};
    return metric.value({found->window, pooled.servers});
  };
}

}  // namespace stampede
