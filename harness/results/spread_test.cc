#include "harness/results/spread.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace stampede {
namespace {

TEST(Spread, OfNothingIsNothing) {
  EXPECT_FALSE(spread_of({}).has_value());
}

TEST(Spread, OfOneValueHasNoDeviation) {
  const std::vector<double> one = {7};
  EXPECT_EQ(spread_of(one)->mean, 7);
  EXPECT_FALSE(spread_of(one)->standard_deviation.has_value());
}

TEST(Spread, DividesTheSquaresByOneLessThanTheValues) {
  const std::vector<double> values = {2, 4, 4, 4, 5, 5, 7, 9};
  EXPECT_EQ(spread_of(values)->mean, 5);
  EXPECT_DOUBLE_EQ(*spread_of(values)->standard_deviation, 2.1380899352993950);  // sqrt(32 / 7)
}

TEST(MeanInterval, IsStudents) {
  const std::vector<double> values = {1, 2, 3};
  const MeanInterval interval = *interval_of_mean(values);
  EXPECT_NEAR(interval.low, 2 - 4.302653 / std::sqrt(3), 1e-3);  // t to seven digits
  EXPECT_NEAR(interval.high, 2 + 4.302653 / std::sqrt(3), 1e-3);
}

TEST(MeanInterval, OfADifferenceIsWelchs) {
  const std::vector<double> from = {1, 2, 3, 4};
  const std::vector<double> to = {11, 13, 15, 17, 19};
  const MeanInterval interval = *interval_of_difference(from, to);  // 12.5 +- 3.182 * sqrt(5/12 + 2)
  EXPECT_NEAR(interval.low, 12.5 - 3.182 * 1.5545632, 1e-6);
  EXPECT_NEAR(interval.high, 12.5 + 3.182 * 1.5545632, 1e-6);
}

TEST(MeanInterval, NeedsTwoValues) {
  const std::vector<double> one = {1};
  const std::vector<double> two = {1, 2};
  EXPECT_FALSE(interval_of_mean(one).has_value());
  EXPECT_FALSE(interval_of_difference(one, two).has_value());
  EXPECT_FALSE(interval_of_difference(two, one).has_value());
}

TEST(MeanInterval, NarrowsWithTheNumberOfValuesAsTablesSay) {
  const auto half_width = [](int count) {
    std::vector<double> values;
    for (int i = 0; i < count; ++i) values.push_back(i % 2);
    const MeanInterval interval = *interval_of_mean(values);
    const double error = *spread_of(values)->standard_deviation / std::sqrt(count);
    return (interval.high - interval.low) / 2 / error;
  };
  EXPECT_NEAR(half_width(2), 12.706, 1e-9);
  EXPECT_NEAR(half_width(31), 2.042, 1e-9);
  EXPECT_NEAR(half_width(60), 2.042, 1e-9) << "59 are not yet 60";
  EXPECT_NEAR(half_width(61), 2.000, 1e-9);
  EXPECT_NEAR(half_width(1000), 1.980, 1e-9);
}

}  // namespace
}  // namespace stampede
