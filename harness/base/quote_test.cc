#include "harness/base/quote.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

TEST(Quoted, ShowsShortTextAsItIs) {
  EXPECT_EQ(in_quotes("ttl"), "'ttl'");
  EXPECT_EQ(in_quotes(""), "''");
  EXPECT_EQ(in_quotes("\u20ac"), "'\u20ac'");
}

TEST(Quoted, CutsLongTextBetweenCharacters) {
  EXPECT_EQ(in_quotes(std::string(61, 'x')), "'" + std::string(60, 'x') + "...'");
  EXPECT_EQ(in_quotes(std::string(59, 'x') + "\u20ac"), "'" + std::string(59, 'x') + "...'");
}

TEST(Quoted, HidesControlCharacters) {
  EXPECT_EQ(in_quotes("a\tb\nc\x1b[0m\x7f"), "'a?b?c?[0m?'");
}

TEST(Quoted, HidesTheControlCharactersBeyondAscii) {
  EXPECT_EQ(in_quotes("a\u009b31mb\u0085c\u00a0"), "'a?31mb?c\u00a0'");
}

TEST(Quoted, HidesBytesThatAreNoText) {
  EXPECT_EQ(in_quotes("a\xff\u20ac\xe2\x82"),
            "'a?\u20ac?"
            "?'");
  EXPECT_EQ(without_control_characters("\xe1\n\tx"), "??\tx");
}

TEST(Utf8, CountsCharactersNotBytes) {
  EXPECT_EQ(character_count(""), 0u);
  EXPECT_EQ(character_count("a\u00e4\u20ac\U0001F600"), 4u);
}

TEST(Utf8, IsFoundInvalidAtTheFirstBadByte) {
  constexpr std::size_t kNone = std::string_view::npos;
  EXPECT_EQ(find_invalid_utf8("a\u00e4\u20ac\U0001F600\U0010FFFF"), kNone);
  EXPECT_EQ(find_invalid_utf8("ab\xff"), 2u);
  EXPECT_EQ(find_invalid_utf8("\x80"), 0u);              // a continuation without a start
  EXPECT_EQ(find_invalid_utf8("\xc3"), 0u);              // cut short
  EXPECT_EQ(find_invalid_utf8("\xe2\x82z"), 0u);         // cut short by another character
  EXPECT_EQ(find_invalid_utf8("\xc0\xaf"), 0u);          // overlong
  EXPECT_EQ(find_invalid_utf8("\xe0\x80\xaf"), 0u);      // overlong
  EXPECT_EQ(find_invalid_utf8("\xf0\x80\x80\xaf"), 0u);  // overlong
  EXPECT_EQ(find_invalid_utf8("\xed\xa0\x80"), 0u);      // a surrogate
  EXPECT_EQ(find_invalid_utf8("\xf4\x90\x80\x80"), 0u);  // beyond the last code point
}

}  // namespace
}  // namespace stampede
