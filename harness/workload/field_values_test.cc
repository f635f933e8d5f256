#include "harness/workload/field_values.h"

#include <gtest/gtest.h>

#include <string>

namespace stampede {
namespace {

TEST(FieldTime, CountsUnitsAndKnowsTheUnitOfItsLastDigit) {
  EXPECT_EQ(parse_field_time("17", kSecond), (FieldTime{17 * kSecond, kSecond}));
  EXPECT_EQ(parse_field_time("17.25", kSecond), (FieldTime{17'250 * kMillisecond, 10 * kMillisecond}));
  EXPECT_EQ(parse_field_time("17.250", kSecond), (FieldTime{17'250 * kMillisecond, kMillisecond}));
  EXPECT_EQ(parse_field_time("0", kNanosecond), (FieldTime{0, kNanosecond}));
  EXPECT_EQ(parse_field_time("007", kMillisecond), (FieldTime{7 * kMillisecond, kMillisecond}));
  EXPECT_EQ(parse_field_time("1372636800123456789", kNanosecond), (FieldTime{1'372'636'800'123'456'789, 1}));
}

TEST(FieldTime, WhatIsFinerThanANanosecondIsCutOff) {
  EXPECT_EQ(parse_field_time("0.1234567899", kSecond), (FieldTime{123'456'789, 1}));
  EXPECT_EQ(parse_field_time("5.9", kNanosecond), (FieldTime{5, 1}));
}

TEST(FieldTime, MayHaveAnExponent) {
  EXPECT_EQ(parse_field_time("1.260000e-01", kMillisecond), (FieldTime{126'000, 1}));
  EXPECT_EQ(parse_field_time("1.26E-01", kSecond), (FieldTime{126 * kMillisecond, kMillisecond}));
  EXPECT_EQ(parse_field_time("1.7000000005e+09", kSecond), (FieldTime{1'700'000'000'500'000'000, 100 * kMillisecond}));
  EXPECT_EQ(parse_field_time("17250e-3", kSecond), parse_field_time("17.250", kSecond));
  EXPECT_EQ(parse_field_time("9999999999.5e-3", kSecond), parse_field_time("9999999.9995", kSecond));
  EXPECT_EQ(parse_field_time("0e5", kSecond), (FieldTime{0, kSecond}));
}

TEST(FieldTime, AnExponentMakesNoTimeCoarserThanTheUnitOfItsColumn) {
  EXPECT_EQ(parse_field_time("1.5e3", kSecond), (FieldTime{1500 * kSecond, kSecond}));
  EXPECT_EQ(parse_field_time("5e-12", kSecond), (FieldTime{0, 1}));
}

TEST(FieldTime, OtherSpellingsAreNoTimes) {
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1e", "1e+", "e3", "1e3.5", "-1e3", "1e-", "0x10", ".5", "5.",
                           ".", "1.2.3", "1,5", "abc", "1.x"}) {
    EXPECT_EQ(parse_field_time(text, kSecond), std::nullopt) << text;
  }
}

TEST(FieldTime, TheRangeEndsWithThatOfInstants) {
  EXPECT_EQ(parse_field_time("9223372035.999999999", kSecond), (FieldTime{9'223'372'035'999'999'999, 1}));
  EXPECT_EQ(parse_field_time("9223372036", kSecond), std::nullopt);
  EXPECT_EQ(parse_field_time("9223372036854775805", kNanosecond), (FieldTime{9'223'372'036'854'775'805, 1}));
  EXPECT_EQ(parse_field_time("9223372036854775806", kNanosecond), std::nullopt);
  EXPECT_EQ(parse_field_time("9999999999999999999", kNanosecond), std::nullopt);
  EXPECT_EQ(parse_field_time("99999999999999999999999", kNanosecond), std::nullopt);
  EXPECT_EQ(parse_field_time("9.223372036854775805e18", kNanosecond), (FieldTime{9'223'372'036'854'775'805, 1}));
  EXPECT_EQ(parse_field_time("9.223372036854775806e18", kNanosecond), std::nullopt);
  EXPECT_EQ(parse_field_time("1e400", kNanosecond), std::nullopt);
}

TEST(FieldNumber, MayBeWrittenAsADecimal) {
  EXPECT_EQ(parse_field_number("718.0", 1000), 718u);
  EXPECT_EQ(parse_field_number("7.18e+02", 1000), 718u);
  EXPECT_EQ(parse_field_number("71800e-2", 1000), 718u);
  EXPECT_EQ(parse_field_number("1e3", 1000), 1000u);
  EXPECT_EQ(parse_field_number("00000000000000000001", 1000), 1u);
  EXPECT_EQ(parse_field_number("1e3", 999), std::nullopt);
  EXPECT_EQ(parse_field_number("18446744073709551615.0", UINT64_MAX), UINT64_MAX);
}

TEST(FieldNumber, IsAWholeNumberUpToItsBound) {
  EXPECT_EQ(parse_field_number("0", 10), 0u);
  EXPECT_EQ(parse_field_number("10", 10), 10u);
  EXPECT_EQ(parse_field_number("11", 10), std::nullopt);
  EXPECT_EQ(parse_field_number("9999999999999999999", UINT64_MAX), 9'999'999'999'999'999'999u);
  for (const char* text :
       {"", "-1", "1.5", "1.", "15e-1", "1e20", "18446744073709551616.0", "1k", " 1", "18446744073709551616"}) {
    EXPECT_EQ(parse_field_number(text, UINT64_MAX), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace stampede
