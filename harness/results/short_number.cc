#include "harness/results/short_number.h"

#include <fmt/format.h>

#include <cmath>
#include <string_view>

#include "harness/base/check.h"

namespace stampede {

namespace {

// Below 999.5, which would round to a fourth digit.
std::string three_digits(double number) {
  if (number < 9.995) return fmt::format("{:.2f}", number);
  if (number < 99.95) return fmt::format("{:.1f}", number);
  return fmt::format("{:.0f}", number);
}

}  // namespace

std::string short_count(std::uint64_t count) {
  constexpr std::string_view kPrefixes = "kMGTPE";
  if (count < 10'000) return std::to_string(count);
  auto scaled = static_cast<double>(count);
  for (const char prefix : kPrefixes) {
    scaled /= 1000;
    if (scaled < 999.5) return three_digits(scaled) + prefix;
  }
  STAMPEDE_CHECK(false);
}

std::string short_number(double number) {
  STAMPEDE_CHECK(std::isfinite(number) && number >= 0);
  if (number == 0) return "0";
  if (number < 0.001) return "<.001";
  if (number < 0.9995) return fmt::format("{:.3f}", number);
  if (number < 999.5) return three_digits(number);
  if (number < 99'999.5) return fmt::format("{:.0f}", number);
  if (number < 1e18) return short_count(static_cast<std::uint64_t>(number));
  return fmt::format("{:.0e}", number);
}

std::string short_percent(double ratio) {
  STAMPEDE_CHECK(ratio >= 0 && ratio <= 1);
  if (ratio == 0) return "0";
  if (ratio == 1) return "100";
  const double hundredths = std::floor(ratio * 10'000);
  return hundredths == 0 ? "<.01" : fmt::format("{:.2f}", hundredths / 100);
}

}  // namespace stampede
