#include "harness/metrics/histogram.h"

namespace stampede {

namespace {

// ceil(count * numerator / denominator), at least 1.
std::uint64_t rank_of(std::uint64_t count, std::uint32_t numerator, std::uint32_t denominator) {
  const Uint128 product = static_cast<Uint128>(count) * numerator;
  return std::max<std::uint64_t>(static_cast<std::uint64_t>((product + (denominator - 1)) / denominator), 1);
}

// Whether a histogram of these digits can have these (one or more) buckets: ascending, not empty, in range, countable.
bool are_buckets(Histogram::Digits digits, std::span<const Histogram::Bucket> buckets) {
  std::int64_t previous = -1;
  Uint128 count = 0;
  for (const Histogram::Bucket& bucket : buckets) {
    if (bucket.index <= previous || bucket.count == 0) return false;
    previous = bucket.index;
    count += bucket.count;
  }
  return previous < Histogram::bucket_count(digits) && count <= std::numeric_limits<std::uint64_t>::max();
}

}  // namespace

// In whole doublings, so that the length depends on what was recorded and not on the order.
void Histogram::grow_to(std::size_t index) {
  counts_.resize(((index >> half_bits_) + 1) << half_bits_);
}

void Histogram::merge(const Histogram& other) {
  STAMPEDE_CHECK(digits_ == other.digits_);
  if (other.counts_.size() > counts_.size()) counts_.resize(other.counts_.size());
  for (std::size_t i = 0; i < other.counts_.size(); ++i) counts_[i] += other.counts_[i];
  count_ += other.count_;
  sum_ += other.sum_;
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

std::optional<double> Histogram::mean() const {
  if (count_ == 0) return std::nullopt;
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

std::optional<std::int64_t> Histogram::percentile(std::uint32_t numerator, std::uint32_t denominator) const {
  STAMPEDE_CHECK(denominator > 0 && numerator <= denominator);
  if (count_ == 0) return std::nullopt;
  const std::uint64_t rank = rank_of(count_, numerator, denominator);
  std::size_t index = 0;
  for (std::uint64_t seen = counts_[0]; seen < rank; seen += counts_[index]) ++index;
  return std::min(highest_value(digits_, static_cast<std::uint32_t>(index)), max_);
}

std::vector<Histogram::Bucket> Histogram::buckets() const {
  std::vector<Bucket> buckets;
  for (std::size_t i = 0; i < counts_.size(); ++i) {
    if (counts_[i] > 0) buckets.push_back({static_cast<std::uint32_t>(i), counts_[i]});
  }
  return buckets;
}

std::optional<Histogram> Histogram::from_buckets(Digits digits, std::span<const Bucket> buckets, std::int64_t min,
                                                 std::int64_t max, Uint128 sum) {
  Histogram histogram(digits);
  if (buckets.empty()) return min == 0 && max == 0 && sum == 0 ? std::optional(histogram) : std::nullopt;
  const bool ends_fit = 0 <= min && min <= max && are_buckets(digits, buckets) &&
                        bucket_of(digits, min) == buckets.front().index &&
                        bucket_of(digits, max) == buckets.back().index;
  if (!ends_fit) return std::nullopt;

  histogram.grow_to(buckets.back().index);
  Uint128 lowest_sum = 0;
  Uint128 highest_sum = 0;
  for (const Bucket& bucket : buckets) {
    histogram.counts_[bucket.index] = bucket.count;
    histogram.count_ += bucket.count;
    lowest_sum += static_cast<Uint128>(lowest_value(digits, bucket.index)) * bucket.count;
    highest_sum += static_cast<Uint128>(highest_value(digits, bucket.index)) * bucket.count;
  }
  if (sum < lowest_sum || sum > highest_sum) return std::nullopt;
  histogram.sum_ = sum;
  histogram.min_ = min;
  histogram.max_ = max;
  return histogram;
}

std::uint32_t Histogram::bucket_count(Digits digits) {
  return bucket_of(digits, std::numeric_limits<std::int64_t>::max()) + 1;
}

std::uint32_t Histogram::bucket_of(Digits digits, std::int64_t value) {
  STAMPEDE_CHECK(value >= 0);
  return static_cast<std::uint32_t>(index_of(static_cast<std::uint64_t>(value), half_bits(digits)));
}

std::int64_t Histogram::lowest_value(Digits digits, std::uint32_t index) {
  STAMPEDE_CHECK(index < bucket_count(digits));
  const int half = half_bits(digits);
  const std::uint32_t doubling = index >> half;
  if (doubling <= 1) return index;  // a bucket for each value
  const std::uint32_t shift = doubling - 1;
  return static_cast<std::int64_t>(index - (shift << half)) << shift;
}

std::int64_t Histogram::highest_value(Digits digits, std::uint32_t index) {
  return index + 1 < bucket_count(digits) ? lowest_value(digits, index + 1) - 1
                                          : std::numeric_limits<std::int64_t>::max();
}

}  // namespace stampede
