#include "harness/results/spread.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace stampede {

namespace {

// Student's t at 97.5 %: of 1 to 30 degrees of freedom, and of the numbers that tables give above.
constexpr std::array kStudent = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                 2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                 2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};

// Between two numbers of the table that of the smaller one, which is larger.
double student(std::size_t degrees_of_freedom) {
  if (degrees_of_freedom <= kStudent.size()) return kStudent[degrees_of_freedom - 1];
  return degrees_of_freedom < 60 ? 2.042 : degrees_of_freedom < 120 ? 2.000 : 1.980;
}

}  // namespace

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

std::optional<MeanInterval> interval_of_mean(std::span<const double> values) {
  if (values.size() < 2) return std::nullopt;
  const Spread spread = *spread_of(values);
  const double half =
      student(values.size() - 1) * *spread.standard_deviation / std::sqrt(static_cast<double>(values.size()));
  return MeanInterval{spread.mean - half, spread.mean + half};
}

std::optional<MeanInterval> interval_of_difference(std::span<const double> from, std::span<const double> to) {
  if (std::min(from.size(), to.size()) < 2) return std::nullopt;
  const auto variance_of_mean = [](const Spread& spread, std::size_t count) {
    return *spread.standard_deviation * *spread.standard_deviation / static_cast<double>(count);
  };
  const Spread before = *spread_of(from);
  const Spread after = *spread_of(to);
  const double error = std::sqrt(variance_of_mean(before, from.size()) + variance_of_mean(after, to.size()));
  const double half = student(std::min(from.size(), to.size()) - 1) * error;
  const double difference = after.mean - before.mean;
  return MeanInterval{difference - half, difference + half};
}

}  // namespace stampede
