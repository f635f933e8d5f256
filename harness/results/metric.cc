#include "harness/results/metric.h"

#include "harness/base/check.h"

namespace stampede {

std::string_view unit_name(MetricUnit unit) {
  switch (unit) {
    case MetricUnit::kCount:
      return "count";
    case MetricUnit::kRatio:
      return "ratio";
    case MetricUnit::kNanoseconds:
      return "nanoseconds";
    case MetricUnit::kPerSecond:
      return "per second";
    case MetricUnit::kBytes:
      return "bytes";
  }
  STAMPEDE_CHECK(false);
}

std::string_view direction_name(MetricDirection direction) {
  switch (direction) {
    case MetricDirection::kLowerIsBetter:
      return "lower is better";
    case MetricDirection::kHigherIsBetter:
      return "higher is better";
    case MetricDirection::kNeither:
      return "neither";
  }
  STAMPEDE_CHECK(false);
}

std::optional<double> number_of(const MetricValue& value) {
  if (const auto* count = std::get_if<std::uint64_t>(&value)) return static_cast<double>(*count);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  return std::nullopt;
}

}  // namespace stampede
