// Draws from any discrete distribution in constant time, from one 64-bit draw and one place in memory.
//
// Source: A. J. Walker, "An efficient method for generating discrete random variables with general distributions", ACM
// TOMS 3 (1977); M. D. Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE TSE 17
// (1991). Built without work lists by the sweep of L. Huebschle-Schneider and P. Sanders, "Parallel Weighted Random
// Sampling", ESA 2019, which descending weights make a single pass in place.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "harness/base/quantity.h"
#include "harness/base/random.h"

namespace stampede {

// Immutable; copies share the table, which takes 8 bytes per outcome (and nothing more while it is built).
//
// `size` columns of equal mass each belong to two outcomes: to their own below a threshold and to an alias above it.
// Weights are rounded to 2^-32 of a column and the table is then built in integers, so it is the same everywhere.
class AliasTable {
 public:
  // Outcomes 0 .. size-1 with probability proportional to weight(i): finite, >= 0, non-increasing (up to rounding) and
  // not all 0. size in [1, kMaxKeys].
  AliasTable(std::uint64_t size, const std::function<double(std::uint64_t)>& weight);

  std::uint32_t sample(std::uint64_t bits) const {
    const Uint128 product = static_cast<Uint128>(bits) * size_;
    const auto own = static_cast<std::uint32_t>(product >> 64);
    const auto coin = static_cast<std::uint32_t>(static_cast<std::uint64_t>(product) >> 32);
    const std::uint64_t column = columns_[own];
    return coin < threshold(column) ? own : alias(column);
  }

  // Hints that `sample(bits)` will be asked for soon. Always inlined: g++ takes a function that only prefetches for one
  // without effect, and drops calls of it.
  [[gnu::always_inline]] void prefetch(std::uint64_t bits) const { __builtin_prefetch(&columns_[below(bits, size_)]); }

  std::uint64_t size() const { return size_; }

  // The probability of an outcome as the table has it, by a pass over all columns.
  double probability(std::uint32_t outcome) const;

 private:
  static constexpr std::uint64_t kColumn = std::uint64_t{1} << 32;  // the mass of one column

  static constexpr std::uint64_t pack(std::uint64_t threshold, std::uint64_t alias) { return threshold << 32 | alias; }
  static constexpr std::uint64_t full(std::uint64_t outcome) { return pack(0, outcome); }  // its own alias
  static constexpr std::uint32_t threshold(std::uint64_t column) { return static_cast<std::uint32_t>(column >> 32); }
  static constexpr std::uint32_t alias(std::uint64_t column) { return static_cast<std::uint32_t>(column); }

  void sweep(std::uint64_t* columns) const;

  std::uint64_t size_;
  std::shared_ptr<const std::uint64_t[]> columns_;
};

}  // namespace stampede
