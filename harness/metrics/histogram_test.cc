#include "harness/metrics/histogram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "harness/base/random.h"

namespace stampede {
namespace {

using Bucket = Histogram::Bucket;
using Digits = Histogram::Digits;
using ::testing::ElementsAre;
using ::testing::ExitedWithCode;

constexpr std::int64_t kLargest = std::numeric_limits<std::int64_t>::max();
constexpr Digits kBothDigits[] = {Digits::kTwo, Digits::kThree};

Histogram histogram_of(const std::vector<std::int64_t>& values, Digits digits = Digits::kThree) {
  Histogram histogram(digits);
  for (const std::int64_t value : values) histogram.record(value);
  return histogram;
}

// Values of every magnitude: uniform bits, cut to a random length.
std::vector<std::int64_t> values_of_every_magnitude(std::uint64_t count, std::uint64_t seed = 1) {
  const RandomStream random(seed, "values");
  std::vector<std::int64_t> values;
  for (std::uint64_t n = 0; n < count; ++n) {
    values.push_back(static_cast<std::int64_t>(random.at(n) >> (1 + below(random.at(n, 0), 63))));
  }
  return values;
}

std::int64_t highest_equivalent(Digits digits, std::int64_t value) {
  return Histogram::highest_value(digits, Histogram::bucket_of(digits, value));
}

TEST(Histogram, OfNothingHasNoStatistics) {
  const Histogram nothing;
  EXPECT_EQ(nothing.count(), 0u);
  EXPECT_EQ(nothing.sum(), Uint128{0});
  EXPECT_EQ(nothing.min(), std::nullopt);
  EXPECT_EQ(nothing.max(), std::nullopt);
  EXPECT_EQ(nothing.mean(), std::nullopt);
  EXPECT_EQ(nothing.percentile(99, 100), std::nullopt);
  EXPECT_TRUE(nothing.buckets().empty());
}

TEST(Histogram, KeepsCountSumMinimumMaximumAndMeanExactly) {
  const Histogram histogram = histogram_of({1'234'567'891, 3, 1'000'000'007});
  EXPECT_EQ(histogram.count(), 3u);
  EXPECT_EQ(histogram.sum(), Uint128{2'234'567'901});
  EXPECT_EQ(histogram.min(), 3);
  EXPECT_EQ(histogram.max(), 1'234'567'891);
  EXPECT_EQ(histogram.mean(), 744'855'967.0);
}

TEST(Histogram, HasTheBucketsOfHdrHistogram) {
  // Three digits: 2048 values of width 1, then 1024 buckets for each doubling.
  const Digits three = Digits::kThree;
  EXPECT_EQ(Histogram::bucket_of(three, 2047), 2047u);
  EXPECT_EQ(Histogram::bucket_of(three, 2048), 2048u);
  EXPECT_EQ(Histogram::bucket_of(three, 2049), 2048u);
  EXPECT_EQ(Histogram::bucket_of(three, 4095), 3071u);
  EXPECT_EQ(Histogram::bucket_of(three, 4096), 3072u);
  EXPECT_EQ(Histogram::bucket_count(three), 54u * 1024);
  // Two digits: 256 and 128.
  EXPECT_EQ(Histogram::bucket_of(Digits::kTwo, 255), 255u);
  EXPECT_EQ(Histogram::bucket_of(Digits::kTwo, 257), 256u);
  EXPECT_EQ(Histogram::bucket_of(Digits::kTwo, 512), 384u);
  EXPECT_EQ(Histogram::bucket_count(Digits::kTwo), 57u * 128);
}

TEST(Histogram, CoversEveryValueWithoutGapOrOverlap) {
  for (const Digits digits : kBothDigits) {
    std::int64_t next = 0;
    for (std::uint32_t index = 0; index < Histogram::bucket_count(digits); ++index) {
      ASSERT_EQ(Histogram::lowest_value(digits, index), next);
      ASSERT_EQ(Histogram::bucket_of(digits, next), index);
      const std::int64_t highest = Histogram::highest_value(digits, index);
      ASSERT_EQ(Histogram::bucket_of(digits, highest), index);
      next = highest == kLargest ? 0 : highest + 1;
    }
    EXPECT_EQ(next, 0) << "the last bucket ends at the largest value";
  }
}

TEST(Histogram, ResolvesEveryValueToItsDigits) {
  for (const std::int64_t value : values_of_every_magnitude(100'000)) {
    ASSERT_LE(highest_equivalent(Digits::kThree, value) - value, value / 1000);
    ASSERT_LE(highest_equivalent(Digits::kTwo, value) - value, value / 100);
  }
}

TEST(Histogram, AgreesWithSortedValues) {
  for (const Digits digits : kBothDigits) {
    std::vector<std::int64_t> values = values_of_every_magnitude(10'000);
    const Histogram histogram = histogram_of(values, digits);
    std::sort(values.begin(), values.end());
    EXPECT_EQ(histogram.min(), values.front());
    EXPECT_EQ(histogram.max(), values.back());
    for (std::uint32_t rank = 1; rank <= 10'000; ++rank) {
      const std::int64_t expected = std::min(highest_equivalent(digits, values[rank - 1]), values.back());
      ASSERT_EQ(histogram.percentile(rank, 10'000), expected) << rank;
    }
  }
}

TEST(Percentile, IsTheValueOfTheRankRoundedUp) {
  std::vector<std::int64_t> values;
  for (int value = 1; value <= 1000; ++value) values.push_back(value);
  const Histogram histogram = histogram_of(values);
  EXPECT_EQ(histogram.percentile(0, 100), 1);
  EXPECT_EQ(histogram.percentile(1, 1000), 1);
  EXPECT_EQ(histogram.percentile(50, 100), 500);
  EXPECT_EQ(histogram.percentile(99, 100), 990);
  EXPECT_EQ(histogram.percentile(999, 1000), 999);
  EXPECT_EQ(histogram.percentile(9991, 10'000), 1000);
  EXPECT_EQ(histogram.percentile(1, 1), 1000);
}

TEST(Percentile, OfOneValueIsThatValue) {
  for (const std::uint32_t percent : {0u, 1u, 50u, 100u}) {
    EXPECT_EQ(histogram_of({123'456'789}).percentile(percent, 100), 123'456'789);
  }
}

TEST(Percentile, NeverExceedsTheMaximum) {
  const Histogram histogram = histogram_of({1'000'000, 1'000'001});
  EXPECT_EQ(histogram.percentile(50, 100), 1'000'001);  // both are in one bucket, which ends at 1'000'447
  EXPECT_EQ(highest_equivalent(Digits::kThree, 1'000'000), 1'000'447);
}

TEST(Percentile, IsExactForCountsBeyondThirtyTwoBits) {
  Histogram histogram;
  histogram.record(1, 999'000'000'000);
  histogram.record(2, 1'000'000'000);
  EXPECT_EQ(histogram.percentile(999, 1000), 1);
  EXPECT_EQ(histogram.percentile(999'001, 1'000'000), 2);
}

TEST(Histogram, RecordsManyEqualValuesAtOnce) {
  Histogram one_by_one;
  for (int i = 0; i < 1000; ++i) one_by_one.record(777'777);
  Histogram at_once;
  at_once.record(777'777, 1000);
  EXPECT_EQ(at_once, one_by_one);
  at_once.record(kLargest, 0);
  EXPECT_EQ(at_once, one_by_one);
}

TEST(Histogram, HoldsTheLargestValuesWithoutOverflow) {
  Histogram histogram;
  histogram.record(kLargest, 1'000'000);
  histogram.record(0);
  EXPECT_EQ(histogram.sum(), static_cast<Uint128>(kLargest) * 1'000'000);
  EXPECT_EQ(histogram.percentile(1, 1), kLargest);
  EXPECT_EQ(histogram.percentile(0, 1), 0);
  EXPECT_THAT(histogram.buckets(), ElementsAre(Bucket{0, 1}, Bucket{54 * 1024 - 1, 1'000'000}));
}

TEST(Merge, EqualsRecordingEverythingInOneHistogram) {
  for (const Digits digits : kBothDigits) {
    const std::vector<std::int64_t> left = values_of_every_magnitude(1000, 1);
    const std::vector<std::int64_t> right = {5, 6, 7};
    std::vector<std::int64_t> all = left;
    all.insert(all.end(), right.begin(), right.end());

    Histogram left_first = histogram_of(left, digits);
    left_first.merge(histogram_of(right, digits));
    Histogram right_first = histogram_of(right, digits);
    right_first.merge(histogram_of(left, digits));
    EXPECT_EQ(left_first, histogram_of(all, digits));
    EXPECT_EQ(right_first, histogram_of(all, digits));
  }
}

TEST(Merge, WithNothingChangesNothing) {
  const Histogram some = histogram_of({1, 100'000});
  Histogram merged = some;
  merged.merge(Histogram());
  EXPECT_EQ(merged, some);
  Histogram other;
  other.merge(some);
  EXPECT_EQ(other, some);
}

TEST(Merge, WithItselfDoublesEveryCount) {
  Histogram histogram = histogram_of({3, 3, 9});
  histogram.merge(histogram);
  EXPECT_EQ(histogram, histogram_of({3, 3, 3, 3, 9, 9}));
}

TEST(Merge, IsAssociative) {
  const Histogram a = histogram_of(values_of_every_magnitude(100, 1));
  const Histogram b = histogram_of(values_of_every_magnitude(100, 2));
  const Histogram c = histogram_of(values_of_every_magnitude(100, 3));
  Histogram ab_c = a;
  ab_c.merge(b);
  ab_c.merge(c);
  Histogram bc = b;
  bc.merge(c);
  Histogram a_bc = a;
  a_bc.merge(bc);
  EXPECT_EQ(ab_c, a_bc);
}

TEST(Histogram, ComesBackFromItsBuckets) {
  for (const Digits digits : kBothDigits) {
    const Histogram histogram = histogram_of(values_of_every_magnitude(1000), digits);
    EXPECT_EQ(Histogram::from_buckets(digits, histogram.buckets(), *histogram.min(), *histogram.max(), histogram.sum()),
              histogram);
  }
  EXPECT_EQ(Histogram::from_buckets(Digits::kThree, {}, 0, 0, 0), Histogram());
}

TEST(FromBuckets, RefusesWhatNoHistogramHolds) {
  const auto is_possible = [](const std::vector<Bucket>& buckets, std::int64_t min, std::int64_t max, Uint128 sum) {
    return Histogram::from_buckets(Digits::kThree, buckets, min, max, sum).has_value();
  };
  EXPECT_TRUE(is_possible({{3, 1}, {2048, 2}}, 3, 2049, 4100));
  EXPECT_FALSE(is_possible({{2048, 2}, {3, 1}}, 3, 2049, 4100)) << "not ascending";
  EXPECT_FALSE(is_possible({{3, 1}, {3, 2}}, 3, 3, 9)) << "twice the same bucket";
  EXPECT_FALSE(is_possible({{3, 0}, {2048, 2}}, 3, 2049, 4097)) << "an empty bucket";
  EXPECT_FALSE(is_possible({{3, 1}, {54 * 1024, 2}}, 3, kLargest, 4100)) << "beyond the last bucket";
  EXPECT_FALSE(is_possible({{54 * 1024, 1}, {3, 1}}, 3, 3, 6)) << "beyond the last bucket, not at the end";
  EXPECT_FALSE(is_possible({{3, 1}, {2048, 2}}, 4, 2049, 4100)) << "the minimum is in another bucket";
  EXPECT_FALSE(is_possible({{3, 1}, {2048, 2}}, 3, 2050, 4100)) << "the maximum is in another bucket";
  EXPECT_FALSE(is_possible({{3, 1}, {2048, 2}}, -3, 2049, 4100)) << "a negative minimum";
  EXPECT_FALSE(is_possible({{2048, 2}}, 2049, 2048, 4097)) << "the minimum above the maximum";
  EXPECT_FALSE(is_possible({{3, 1}, {2048, 2}}, 3, 2049, 4098)) << "a sum too small";
  EXPECT_FALSE(is_possible({{3, 1}, {2048, 2}}, 3, 2049, 4102)) << "a sum too large";
  EXPECT_FALSE(is_possible({{3, ~0ull}, {4, 1}}, 3, 4, 1)) << "more values than can be counted";
  EXPECT_FALSE(is_possible({}, 0, 1, 1)) << "a maximum of nothing";
}

TEST(Histogram, DiffersByDigitsSumMinimumAndMaximum) {
  EXPECT_NE(Histogram(Digits::kTwo), Histogram(Digits::kThree));
  EXPECT_NE(histogram_of({4096, 4096}), histogram_of({4096, 4097}));
  EXPECT_EQ(histogram_of({4096, 4097}), histogram_of({4097, 4096}));
}

TEST(Histogram, RefusesProgrammingMistakes) {
  EXPECT_EXIT(Histogram().record(-1), ExitedWithCode(70), "value >= 0");
  EXPECT_EXIT(Histogram().merge(Histogram(Digits::kTwo)), ExitedWithCode(70), "digits_ == other.digits_");
  EXPECT_EXIT(Histogram().percentile(2, 1), ExitedWithCode(70), "numerator <= denominator");
  EXPECT_EXIT(Histogram().percentile(0, 0), ExitedWithCode(70), "denominator > 0");
  EXPECT_EXIT(Histogram::lowest_value(Digits::kThree, 54 * 1024), ExitedWithCode(70), "index < bucket_count");
}

}  // namespace
}  // namespace stampede
