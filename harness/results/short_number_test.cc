#include "harness/results/short_number.h"

#include <gtest/gtest.h>

#include <limits>

namespace stampede {
namespace {

TEST(ShortNumber, CountsUpToFourDigitsAreExact) {
  EXPECT_EQ(short_count(0), "0");
  EXPECT_EQ(short_count(9999), "9999");
}

TEST(ShortNumber, LargerCountsHaveThreeDigitsAndAPrefix) {
  EXPECT_EQ(short_count(10'000), "10.0k");
  EXPECT_EQ(short_count(12'345), "12.3k");
  EXPECT_EQ(short_count(99'949), "99.9k");
  EXPECT_EQ(short_count(99'950), "100k");
  EXPECT_EQ(short_count(999'499), "999k");
  EXPECT_EQ(short_count(999'500), "1.00M");
  EXPECT_EQ(short_count(1'234'567'890), "1.23G");
  EXPECT_EQ(short_count(std::numeric_limits<std::uint64_t>::max()), "18.4E");
}

TEST(ShortNumber, NumbersHaveThreeDigits) {
  EXPECT_EQ(short_number(0), "0");
  EXPECT_EQ(short_number(0.0009), "<.001");
  EXPECT_EQ(short_number(0.1239), "0.124");
  EXPECT_EQ(short_number(0.9996), "1.00");
  EXPECT_EQ(short_number(1.239), "1.24");
  EXPECT_EQ(short_number(9.996), "10.0");
  EXPECT_EQ(short_number(99.96), "100");
  EXPECT_EQ(short_number(12'345.4), "12345");
  EXPECT_EQ(short_number(123'456), "123k");
}

TEST(ShortNumber, PercentIsCutSoThatAHundredMeansAll) {
  EXPECT_EQ(short_percent(0), "0");
  EXPECT_EQ(short_percent(0.00001), "<.01");
  EXPECT_EQ(short_percent(0.95319), "95.31");
  EXPECT_EQ(short_percent(0.999999), "99.99");
  EXPECT_EQ(short_percent(1), "100");
}

TEST(ShortNumber, NeverNeedsMoreThanFiveCharacters) {
  for (double number = 1e-5; number < 1e20; number *= 1.37) EXPECT_LE(short_number(number).size(), 5U) << number;
  for (double number = 1; number < 1e19; number *= 1.37) {
    EXPECT_LE(short_count(static_cast<std::uint64_t>(number)).size(), 5U) << number;
  }
  for (double ratio = 1e-6; ratio < 1; ratio *= 1.01) EXPECT_LE(short_percent(ratio).size(), 5U) << ratio;
}

}  // namespace
}  // namespace stampede
