#include "harness/results/metric_text.h"

#include <fmt/format.h>

#include <array>

#include "harness/base/check.h"
#include "harness/base/unit_tables.h"

namespace stampede {

namespace {

// By the number of digits: where they are all used up before the point, and more would need an exponent.
constexpr std::array<double, 6> kLongFrom = {0, 9.5, 99.5, 999.5, 9'999.5, 99'999.5};

std::string digits_text(double number, int digits) {
  if (number != 0 && number < 0.0001) return "<.0001";
  const bool is_long = number >= kLongFrom[static_cast<std::size_t>(digits)];
  return is_long ? fmt::format("{:.0f}", number) : fmt::format("{:.{}g}", number, digits);
}

std::string duration_text(double nanoseconds, int digits) {
  const Unit* unit = &kDurationUnits[0];
  for (const Unit& larger : kDurationUnits) {
    const bool fits = static_cast<double>(larger.factor) <= nanoseconds;
    if (larger.factor <= kSecond && fits) unit = &larger;
  }
  return digits_text(nanoseconds / static_cast<double>(unit->factor), digits) + std::string(unit->name);
}

std::string digits_text(MetricUnit unit, double number, int digits) {
  switch (unit) {
    case MetricUnit::kCount:
      return digits_text(number, digits);
    case MetricUnit::kRatio:
      return digits_text(100 * number, digits) + "%";
    case MetricUnit::kNanoseconds:
      return duration_text(number, digits);
    case MetricUnit::kPerSecond:
      return digits_text(number, digits) + "/s";
    case MetricUnit::kBytes:
      return digits_text(number, digits) + "B";
  }
  STAMPEDE_CHECK(false);
}

}  // namespace

std::string metric_text(MetricUnit unit, const MetricValue& value, int digits) {
  if (const auto* number = std::get_if<double>(&value)) return digits_text(unit, *number, digits);
  const auto* count = std::get_if<std::uint64_t>(&value);
  if (count == nullptr) return "-";
  if (unit == MetricUnit::kCount) return std::to_string(*count);
  if (unit == MetricUnit::kBytes) return std::to_string(*count) + "B";
  return digits_text(unit, static_cast<double>(*count), digits);
}

}  // namespace stampede
