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

TEST(FieldTime, OtherSpellingsAreNoTimes) {
  for (const char* text : {"", "-1", "+1", " 1", "1 ", "1e3", "0x10", ".5", "5.", ".", "1.2.3", "1,5", "abc", "1.x"}) {
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
}

TEST(FieldNumber, IsAWholeNumberUpToItsBound) {
  EXPECT_EQ(parse_field_number("0", 10), 0u);
  EXPECT_EQ(parse_field_number("10", 10), 10u);
  EXPECT_EQ(parse_field_number("11", 10), std::nullopt);
  EXPECT_EQ(parse_field_number("9999999999999999999", UINT64_MAX), 9'999'999'999'999'999'999u);
  for (const char* text : {"", "-1", "1.0", "1k", " 1", "18446744073709551616", "00000000000000000001"}) {
    EXPECT_EQ(parse_field_number(text, UINT64_MAX), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace stampede
