#include "harness/results/difference_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "harness/results/metric_text.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

double three_digits(double number) {
  const std::string text = fmt::format("{:.2e}", number);
  double rounded = number;
  std::from_chars(text.data(), text.data() + text.size(), rounded);
  return rounded;
}

}  // namespace

std::string difference_text(MetricUnit unit, std::optional<double> difference) {
  if (!difference) return "-";
  if (*difference == 0) return "0";
  const bool in_full = unit == MetricUnit::kCount || unit == MetricUnit::kBytes;
  const double size = std::abs(*difference);
  std::string text = metric_text(unit, in_full ? size : three_digits(size));
  if (unit == MetricUnit::kRatio) text.replace(text.size() - 1, 1, "pp");
  return (*difference > 0 ? '+' : '-') + text;
}

std::string ratio_text(std::optional<double> ratio) {
  return ratio ? 'x' + short_number(*ratio) : "-";
}

}  // namespace stampede
