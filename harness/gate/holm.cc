#include "harness/gate/holm.h"

#include <algorithm>
#include <numeric>

#include "harness/base/check.h"
#include "harness/base/insertion_sort.h"

namespace stampede {

std::vector<double> holm_adjusted(std::span<const double> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  insertion_sort(order, [&](std::size_t index) { return p_values[index]; });
  std::vector<double> adjusted(p_values.size());
  double at_least = 0;
  for (std::size_t step = 0; step < order.size(); ++step) {
    const double alone = static_cast<double>(order.size() - step) * p_values[order[step]];
    at_least = std::max(at_least, std::min(1.0, alone));
    adjusted[order[step]] = at_least;
  }
  return adjusted;
}

std::size_t runs_needed(std::size_t family, double alpha) {
  STAMPEDE_CHECK(family >= 1 && alpha > 0 && alpha < 1);
  std::size_t runs = 0;
  // In the form in which holm_adjusted has it, so that both round alike.
  for (double smallest = 1; static_cast<double>(family) * smallest >= alpha; smallest /= 2) ++runs;
  return runs;
}

}  // namespace stampede
