#include "harness/gate/margin.h"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "harness/results/difference_text.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

bool is_upper_bound(Comparator comparator) {
  return comparator == Comparator::kLess || comparator == Comparator::kLessOrEqual;
}

// A distance from `base`: in percent of it where that says something, else as a difference of the metric.
std::string distance_text(const Metric& metric, double distance, double base) {
  if (metric.unit == MetricUnit::kRatio || base == 0) {
    const std::string text = difference_text(metric.unit, distance);
    return distance == 0 ? text : text.substr(1);
  }
  return short_number(100 * distance / base) + "%";
}

}  // namespace

std::string margin_text(const Metric& metric, const MetricValue& actual, Comparator comparator,
                        const MetricValue& limit) {
  const auto value = number_of(actual);
  const auto bound = number_of(limit);
  if (!value || !bound) return "-";
  if (comparator == Comparator::kEqual || comparator == Comparator::kNotEqual) {
    return *value == *bound ? "equal" : "differs by " + difference_text(metric.unit, *value - *bound);
  }
  const double room = is_upper_bound(comparator) ? *bound - *value : *value - *bound;
  const char* word = room >= 0 ? "left" : is_upper_bound(comparator) ? "over" : "short";
  return fmt::format("{} {}", distance_text(metric, std::abs(room), *bound), word);
}

ChangeSide side_of(const Metric& metric, const MetricValue& from, const MetricValue& to) {
  if (from == to) return ChangeSide::kNone;
  const std::partial_ordering ordering = compare(to, from);
  if (ordering == std::partial_ordering::equivalent) return ChangeSide::kNone;
  if (ordering == std::partial_ordering::unordered || metric.direction == MetricDirection::kNeither) {
    return ChangeSide::kUnknown;
  }
  const bool better = (ordering < 0) == (metric.direction == MetricDirection::kLowerIsBetter);
  return better ? ChangeSide::kBetter : ChangeSide::kWorse;
}

std::string change_text(const Metric& metric, const MetricValue& from, const MetricValue& to) {
  const auto base = number_of(from);
  const auto value = number_of(to);
  if (!base || !value) return base ? "gone" : value ? "appeared" : "-";
  const ChangeSide side = side_of(metric, from, to);
  if (side == ChangeSide::kNone) return "equal";
  const std::string sign = *value > *base ? "+" : "-";
  const char* word = side == ChangeSide::kBetter ? " better" : side == ChangeSide::kWorse ? " worse" : "";
  return sign + distance_text(metric, std::abs(*value - *base), *base) + word;
}

double relative_change(const MetricValue& from, const MetricValue& to) {
  const double base = *number_of(from);
  const double change = std::abs(*number_of(to) - base);
  if (base == 0) return change == 0 ? 0 : std::numeric_limits<double>::infinity();
  return change / base;
}

}  // namespace stampede
