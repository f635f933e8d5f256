#include "harness/report/relative_text.h"

#include <fmt/format.h>

#include <optional>

namespace stampede {

std::string relative_text(const MetricValue& value, const MetricValue& reference, bool is_share) {
  const std::optional<double> number = number_of(value);
  const std::optional<double> base = number_of(reference);
  if (!number || !base || *number == *base) return "";
  if (is_share) {
    const double points = 100 * (*number - *base);
    return points > -0.005 && points < 0.005 ? "" : fmt::format("{:+.2f} pt", points);
  }
  if (*base == 0) return "";
  const double ratio = *number / *base;
  if (ratio >= 1000) return fmt::format("x{:.0f}", ratio);
  if (ratio >= 2 || (ratio < 0.5 && ratio > 0.0005)) return fmt::format("x{:.2g}", ratio);
  const double percent = 100 * (ratio - 1);
  if (percent > -0.05 && percent < 0.05) return "";
  return fmt::format("{:+.{}f} %", percent, percent > -10 && percent < 10 ? 1 : 0);
}

}  // namespace stampede
