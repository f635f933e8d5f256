// The middle of some values: half of them are at most it, half at least.
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace stampede {

// Of an even number, halfway between the middle two. REQUIRES: ascending, not empty.
inline double median_of_sorted(std::span<const double> values) {
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : values[middle - 1] / 2 + values[middle] / 2;
}

// REQUIRES: not empty.
inline double median_of(std::vector<double> values) {
  std::ranges::sort(values);
  return median_of_sorted(values);
}

}  // namespace stampede
