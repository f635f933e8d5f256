// Many tests at once: how small a p must be when a whole family of metrics had its chance to be unlucky.
//
// Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6,
// 1979. The chance of any false alarm stays below alpha, whatever the tests have to do with each other.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace stampede {

// Each p as if it were alone, in the order given: Holm's procedure at alpha rejects those whose adjusted p is at most
// alpha. The smallest of n is multiplied by n, the next by n - 1, and so on; none ends below a smaller one, or above 1.
std::vector<double> holm_adjusted(std::span<const double> p_values);

// The fewest pairs with which a one-sided signed-rank test can reject anything in a family of that size: the smallest n
// whose smallest p, 2^-n, is below alpha / family. REQUIRES: family >= 1, alpha in (0, 1).
std::size_t runs_needed(std::size_t family, double alpha);

}  // namespace stampede
