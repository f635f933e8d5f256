#include "harness/workload/key_interner.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "harness/base/random.h"

namespace stampede {
namespace {

using namespace std::string_view_literals;

TEST(KeyInterner, NumbersKeysInOrderOfFirstAppearance) {
  KeyInterner keys;
  EXPECT_EQ(keys.intern("b"), 0u);
  EXPECT_EQ(keys.intern("a"), 1u);
  EXPECT_EQ(keys.intern("17"), 2u);
  EXPECT_EQ(keys.intern("b"), 0u);
  EXPECT_EQ(keys.intern("17"), 2u);
  EXPECT_EQ(keys.count(), 3u);
}

TEST(KeyInterner, DifferentTextsAreDifferentKeys) {
  KeyInterner keys;
  Key expected = 0;
  for (const std::string_view text : {""sv, "0"sv, "00"sv, "7"sv, "07"sv, "+7"sv, "7.0"sv, "7 "sv, "\0"sv, "\0\0"sv,
                                      "9999999999999999999"sv, "09999999999999999999"sv, "18446744073709551616"sv,
                                      "18446744073709551615"sv, "28446744073709551615"sv, "a"sv, "A"sv, "aa"sv}) {
    EXPECT_EQ(keys.intern(text), expected++) << text;
  }
}

TEST(KeyInterner, NumbersUpToTheLastAreKeys) {
  KeyInterner keys;
  EXPECT_EQ(keys.intern(UINT64_MAX), 0u);
  EXPECT_EQ(keys.intern(std::uint64_t{0}), 1u);
  EXPECT_EQ(keys.intern(UINT64_MAX), 0u);
}

TEST(KeyInterner, OneKeyTooManyIsRefusedAndTheKnownOnesStayKnown) {
  KeyInterner keys(2);
  EXPECT_EQ(keys.intern("a"), 0u);
  EXPECT_EQ(keys.intern("1"), 1u);
  EXPECT_EQ(keys.intern("b"), std::nullopt);
  EXPECT_EQ(keys.intern("2"), std::nullopt);
  EXPECT_EQ(keys.intern("a"), 0u);
  EXPECT_EQ(keys.intern("1"), 1u);
  EXPECT_EQ(keys.count(), 2u);
}

TEST(KeyInterner, AgreesWithAMapOnRandomTexts) {
  const RandomStream random(11, "texts");
  KeyInterner keys;
  std::map<std::string, Key> model;
  for (std::uint64_t i = 0; i < 200'000; ++i) {
    const std::uint64_t bits = below(random.at(i, 0), 40'000);
    std::string text = std::to_string(bits);
    if (bits % 3 == 0) text += std::string(bits % 100, 'x');
    if (bits % 10'000 == 0) text += std::string(300'000, 'y');  // longer than a block of the arena
    const auto [known, is_new] = model.try_emplace(text, static_cast<Key>(model.size()));
    ASSERT_EQ(keys.intern(text), known->second) << text;
  }
  EXPECT_EQ(keys.count(), model.size());
}

}  // namespace
}  // namespace stampede
