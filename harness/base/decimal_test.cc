#include "harness/base/decimal.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

void expect_decimal(std::string_view text, std::string_view digits, std::int64_t power) {
  ASSERT_EQ(decimal_length(text), text.size()) << text;
  const Decimal number = read_decimal(text);
  EXPECT_EQ(number.digits, digits) << text;
  EXPECT_EQ(number.power, power) << text;
}

TEST(Decimal, IsItsSignificantDigitsTimesAPowerOfTen) {
  expect_decimal("123", "123", 0);
  expect_decimal("1200", "12", 2);
  expect_decimal("1.5", "15", -1);
  expect_decimal("0.0050", "5", -3);
  expect_decimal("007", "7", 0);
}

TEST(Decimal, MayHaveAnExponent) {
  expect_decimal("1e3", "1", 3);
  expect_decimal("1E+3", "1", 3);
  expect_decimal("2.0e-05", "2", -5);
  expect_decimal("9.90e-1", "99", -2);
  expect_decimal("12.5e1", "125", 0);
  expect_decimal("1e0", "1", 0);
}

TEST(Decimal, ZeroHasNeitherDigitsNorPower) {
  for (const char* zero : {"0", "0.000", "0e9", "0.0e-9", "000"}) expect_decimal(zero, "", 0);
}

TEST(Decimal, AnExponentThatNothingMakesUpForIsCutOff) {
  expect_decimal("1e1000000000", "1", 1'000'000'000);
  expect_decimal("1e99999999999999999999", "1", 1'000'000'000);
  expect_decimal("1e-99999999999999999999", "1", -1'000'000'000);
}

TEST(Decimal, EndsWhereNothingCompletesIt) {
  EXPECT_EQ(decimal_length("1.5e"), 3u);
  EXPECT_EQ(decimal_length("1.5e+"), 3u);
  EXPECT_EQ(decimal_length("1.5ex"), 3u);
  EXPECT_EQ(decimal_length("1.e5"), 1u);
  EXPECT_EQ(decimal_length("1e5.5"), 3u);
  EXPECT_EQ(decimal_length("1e3s"), 3u);
  for (const char* none : {"", ".5", "-1", "+1", "e3", "x", " 1"}) EXPECT_EQ(decimal_length(none), 0u) << none;
}

}  // namespace
}  // namespace stampede
