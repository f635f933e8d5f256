#include "harness/results/metric_text.h"

#include <fmt/format.h>

#include "harness/base/check.h"
#include "harness/base/unit_tables.h"

namespace stampede {

namespace {

constexpr double kExponentFrom = 99'999.5;  // where five digits would need an exponent

std::string five_digits(double number) {
  if (number != 0 && number < 0.0001) return "<.0001";
  return number < kExponentFrom ? fmt::format("{:.5g}", number) : fmt::format("{:.0f}", number);
}

std::string duration_text(double nanoseconds) {
  const Unit* unit = &kDurationUnits[0];
  for (const Unit& larger : kDurationUnits) {
    const bool fits = static_cast<double>(larger.factor) <= nanoseconds;
    if (larger.factor <= kSecond && fits) unit = &larger;
  }
  return five_digits(nanoseconds / static_cast<double>(unit->factor)) + std::string(unit->name);
}

std::string text_of(MetricUnit unit, double number) {
  switch (unit) {
    case MetricUnit::kCount:
      return five_digits(number);
    case MetricUnit::kRatio:
      return five_digits(100 * number) + "%";
    case MetricUnit::kNanoseconds:
      return duration_text(number);
    case MetricUnit::kPerSecond:
      return five_digits(number) + "/s";
    case MetricUnit::kBytes:
      return five_digits(number) + "B";
  }
  STAMPEDE_CHECK(false);
}

}  // namespace

std::string metric_text(MetricUnit unit, const MetricValue& value) {
  if (const auto* number = std::get_if<double>(&value)) return text_of(unit, *number);
  const auto* count = std::get_if<std::uint64_t>(&value);
  if (count == nullptr) return "-";
  if (unit == MetricUnit::kCount) return std::to_string(*count);
  if (unit == MetricUnit::kBytes) return std::to_string(*count) + "B";
  return text_of(unit, static_cast<double>(*count));
}

}  // namespace stampede
