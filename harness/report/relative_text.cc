#include "harness/report/relative_text.h"

#include <fmt/format.h>

#include <optional>

namespace stampede {

std::string relative_text(const MetricValue& value, const MetricValue& reference, bool is_share) {
  const std::optional<double> number = number_of(value);
  const std::optional<double> base = number_of(reference);
  if (!number || !base || *number == *base || *number == 0) return "";
  if (is_share) {
    const double points = 100 * (*number - *base);
    return points > -0.005 && points < 0.005 ? "" : fmt::format("{:+.2f} pp", points);
  }
  if (*base == 0) return "";
  const double ratio = *number / *base;
  if (ratio >= 9.95) return fmt::format("x{:.0f}", ratio);
  if (ratio < 0.001) return "x<.001";
  if (ratio >= 2 || ratio < 0.5) return fmt::format("x{:.2g}", ratio);
  const double percent = 100 * (ratio - 1);
  if (percent > -0.05 && percent < 0.05) return "";
  return fmt::format("{:+.{}f} %", percent, percent > -10 && percent < 10 ? 1 : 0);
}

std::string relative_words(double value, double reference) {
  const double ratio = value / reference;
  if (ratio >= 2 || ratio < 0.5)
    return fmt::format("{:.{}f} times as high", ratio, ratio >= 9.95 ? 0 : ratio < 0.095 ? 3 : 1);
  const double percent = 100 * (ratio < 1 ? 1 - ratio : ratio - 1);
  return fmt::format("{:.{}f} % {}", percent, percent >= 10 ? 0 : 1, ratio < 1 ? "lower" : "higher");
}

}  // namespace stampede
