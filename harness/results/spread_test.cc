#include "harness/results/spread.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace stampede
