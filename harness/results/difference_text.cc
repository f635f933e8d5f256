#include "harness/results/difference_text.h"

#include <cmath>

#include "harness/results/metric_text.h"
#include "harness/results/short_number.h"

namespace stampede {

std::string difference_text(MetricUnit unit, std::optional<double> difference) {
  if (!difference) return "-";
  if (*difference == 0) return "0";
  const bool in_full = unit == MetricUnit::kCount || unit == MetricUnit::kBytes;
  std::string text = metric_text(unit, std::abs(*difference), in_full ? 5 : 3);
  if (unit == MetricUnit::kRatio) text.replace(text.size() - 1, 1, "pp");
  return (*difference > 0 ? '+' : '-') + text;
}

std::string ratio_text(std::optional<double> ratio) {
  return ratio ? 'x' + short_number(*ratio) : "-";
}

}  // namespace stampede
