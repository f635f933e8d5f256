// How a number differs between repetitions.
#pragma once

#include <optional>
#include <span>

namespace stampede {

struct Spread {
  double mean;
  std::optional<double> standard_deviation;  // of the sample (n - 1); nothing for a single value
};

// Nothing for no values. Sums in the order given, so that equal inputs give equal bits.
std::optional<Spread> spread_of(std::span<const double> values);

}  // namespace stampede
