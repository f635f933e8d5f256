#include "harness/base/unit_patterns.h"

#include <gtest/gtest.h>

#include <regex>
#include <string_view>
#include <vector>

#include "harness/base/random.h"
#include "harness/base/units.h"

namespace stampede {
namespace {

bool matches(const std::string& text, const std::string& pattern) {
  return std::regex_match(text, std::regex(pattern));
}

// Texts made of what quantities are made of, most of them wrong.
std::vector<std::string> texts() {
  const std::vector<std::string> pieces = {"0", "1",  "10", "7",  "05",  ".",  ".5", "d",   "h",   "m",
                                           "s", "ms", "us", "ns", "k",   "M",  "G",  "B",   "KB",  "/",
                                           "%", "x",  "-",  " ",  "MiB", "GB", "e3", "E+2", "e-1", ""};
  const RandomStream random(1, "texts");
  std::vector<std::string> made;
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    std::string text;
    for (std::uint64_t k = 0; k < 2 + i % 5; ++k) text += pieces[random.at(i, k) % pieces.size()];
    made.push_back(std::move(text));
  }
  return made;
}

// Reasons that a pattern cannot see.
bool is_about_amount(const std::string& reason) {
  return reason.find(" is finer than ") != std::string::npos || reason.find(" is out of range ") != std::string::npos;
}

template <typename T>
void expect_agreement(Parsed<T> (*parse)(std::string_view), const std::string& pattern) {
  const std::regex regex(pattern);
  int valid = 0;
  for (const std::string& text : texts()) {
    const Parsed<T> parsed = parse(text);
    const bool matched = std::regex_match(text, regex);
    valid += parsed.ok() ? 1 : 0;
    if (parsed.ok()) {
      EXPECT_TRUE(matched) << text;
    } else if (matched) {
      EXPECT_TRUE(is_about_amount(parsed.reason())) << text << ": " << parsed.reason();
    }
  }
  EXPECT_GT(valid, 20);
}

TEST(UnitPatterns, AdmitWhatTheParsersReadAndNothingOfAnotherShape) {
  expect_agreement(parse_duration, duration_pattern());
  expect_agreement(parse_size, size_pattern());
  expect_agreement(parse_rate, rate_pattern());
  expect_agreement(parse_count, count_pattern());
  expect_agreement(parse_share, share_pattern());
}

TEST(UnitPatterns, OfCountsTellThoseThatAreTextsForYaml) {
  for (const char* text : {"10k", "1e4", "1e1k", "1.5e+01"})
    EXPECT_TRUE(matches(text, count_as_text_pattern())) << text;
  for (const char* number : {"10000", "1.5", "e4", "1e"}) {
    EXPECT_FALSE(matches(number, count_as_text_pattern())) << number;
  }
  EXPECT_TRUE(matches("1e4", number_as_text_pattern()));
  EXPECT_FALSE(matches("10k", number_as_text_pattern()));
  EXPECT_FALSE(matches("1.5", number_as_text_pattern()));
}

TEST(UnitPatterns, OfSharesOfAWholeEndAtAHundredPercent) {
  for (const char* share : {"0%", "9.5%", "10%", "99.9%", "100%", "100.00%"}) {
    EXPECT_TRUE(matches(share, share_of_whole_pattern())) << share;
  }
  for (const char* share : {"100.1%", "101%", "200%", "1000%", "05%", "%"}) {
    EXPECT_FALSE(matches(share, share_of_whole_pattern())) << share;
  }
}

TEST(UnitPatterns, CanExcludeZero) {
  EXPECT_TRUE(matches("1ns", not_zero(duration_pattern())));
  EXPECT_TRUE(matches("0.01s", not_zero(duration_pattern())));
  EXPECT_FALSE(matches("0s", not_zero(duration_pattern())));
  EXPECT_FALSE(matches("0h0.00s", not_zero(duration_pattern())));
}

}  // namespace
}  // namespace stampede
