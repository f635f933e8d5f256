#include "harness/results/spread.h"

#include <cmath>

namespace stampede {

std::optional<Spread> spread_of(std::span<const double> values) {
  if (values.empty()) return std::nullopt;
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  Spread spread{.mean = sum / count, .standard_deviation = std::nullopt};
  if (values.size() == 1) return spread;
  double squares = 0;
  for (const double value : values) squares += (value - spread.mean) * (value - spread.mean);
  spread.standard_deviation = std::sqrt(squares / (count - 1));  // IEEE 754 rounds a root correctly everywhere
  return spread;
}

}  // namespace stampede
