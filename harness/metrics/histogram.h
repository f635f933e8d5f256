// A log-linear histogram: counts of non-negative integers, exact to two or three significant digits at every size.
//
// Source: G. Tene, HdrHistogram (hdrhistogram.org). The buckets are those of an HdrHistogram with a lowest discernible
// value of 1 and 256 (two digits) or 2048 (three) sub-buckets, so histograms export to its formats without loss:
// values below the number of sub-buckets have a bucket each, and every doubling above shares half as many buckets.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/quantity.h"

namespace stampede {

// Merging adds buckets and loses nothing; percentiles are read from merged histograms, never averaged. Storage is one
// array of counts up to the largest value seen: about 200 KiB for 10 s in nanoseconds at three digits, 27 KiB at two.
class Histogram {
 public:
  enum class Digits : std::uint8_t { kTwo, kThree };

  struct Bucket {
    std::uint32_t index;
    std::uint64_t count;
    bool operator==(const Bucket&) const = default;
  };

  explicit Histogram(Digits digits = Digits::kThree) : digits_(digits), half_bits_(half_bits(digits)) {}

  // Adds one value, or `count` equal ones, in [0, INT64_MAX]; a negative value is a programming mistake.
  void record(std::int64_t value) { record(value, 1); }
  void record(std::int64_t value, std::uint64_t count) {
    STAMPEDE_CHECK(value >= 0);
    if (count == 0) [[unlikely]]
      return;
    const std::size_t index = index_of(static_cast<std::uint64_t>(value), half_bits_);
    if (index >= counts_.size()) [[unlikely]]
      grow_to(index);
    counts_[index] += count;
    count_ += count;
    sum_ += static_cast<Uint128>(value) * count;
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
  }

  // Adds everything the other one holds. Different digits are a programming mistake.
  void merge(const Histogram& other);

  Digits digits() const { return digits_; }
  std::uint64_t count() const { return count_; }
  Uint128 sum() const { return sum_; }  // exact
  // Exact; nothing if nothing was recorded.
  std::optional<std::int64_t> min() const { return if_any(min_); }
  std::optional<std::int64_t> max() const { return if_any(max_); }
  std::optional<double> mean() const;

  // The value at quantile q = numerator / denominator in [0, 1], a ratio because 0.999 is not a binary number: the
  // highest value equivalent to that of rank ceil(q * count), at least 1, but never above the exact maximum. Nothing
  // if nothing was recorded.
  std::optional<std::int64_t> percentile(std::uint32_t numerator, std::uint32_t denominator) const;

  // The buckets that are not empty, ascending by index.
  std::vector<Bucket> buckets() const;

  // The histogram that had these `buckets()`, minimum, maximum (both 0 if there is no bucket) and sum, or nothing if
  // none can have had them: the pairs come from a file.
  static std::optional<Histogram> from_buckets(Digits digits, std::span<const Bucket> buckets, std::int64_t min,
                                               std::int64_t max, Uint128 sum);

  // The geometry: the number of buckets for 0 .. INT64_MAX, the one that holds a value, the values one holds.
  static std::uint32_t bucket_count(Digits digits);
  static std::uint32_t bucket_of(Digits digits, std::int64_t value);
  static std::int64_t lowest_value(Digits digits, std::uint32_t index);
  static std::int64_t highest_value(Digits digits, std::uint32_t index);

  // Same digits, same buckets, same count, sum, minimum and maximum.
  bool operator==(const Histogram&) const = default;

 private:
  // Log2 of half the number of sub-buckets: of the buckets that share one doubling.
  static constexpr int half_bits(Digits digits) { return digits == Digits::kTwo ? 7 : 10; }

  static std::size_t index_of(std::uint64_t value, int half_bits) {
    const std::uint64_t linear = (std::uint64_t{2} << half_bits) - 1;
    const int shift = 63 - half_bits - std::countl_zero(value | linear);
    return (static_cast<std::size_t>(shift) << half_bits) + static_cast<std::size_t>(value >> shift);
  }

  std::optional<std::int64_t> if_any(std::int64_t value) const {
    return count_ == 0 ? std::nullopt : std::optional(value);
  }
  void grow_to(std::size_t index);

  Digits digits_;
  int half_bits_;
  std::vector<std::uint64_t> counts_;  // as long as the largest index needs, in whole doublings
  std::uint64_t count_ = 0;
  Uint128 sum_ = 0;
  std::int64_t min_ = std::numeric_limits<std::int64_t>::max();
  std::int64_t max_ = 0;
};

}  // namespace stampede
