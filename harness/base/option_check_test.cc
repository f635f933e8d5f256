#include "harness/base/option_check.h"

#include <gtest/gtest.h>

#include <functional>

namespace stampede {
namespace {

OptionSpec places() {
  return {.name = "places",
          .type = OptionType::kCount,
          .default_text = "2",
          .help = "loads of a key at a time",
          .min = "1",
          .max = "1k"};
}

OptionSpec order() {
  return {.name = "order",
          .type = OptionType::kChoice,
          .default_text = "after",
          .help = "before or after",
          .choices = {"before", "after"}};
}

std::string mistake(OptionSpec spec, const std::function<void(OptionSpec&)>& change) {
  change(spec);
  return option_mistake(spec);
}

TEST(OptionMistake, IsNoneInAProperDeclaration) {
  EXPECT_EQ(option_mistake(places()), "");
  EXPECT_EQ(option_mistake(order()), "");
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.default_text = ""; }), "") << "it must be given, then";
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.max = ""; }), "");
  EXPECT_EQ(mistake(places(),
                    [](OptionSpec& spec) {
                      spec.max = "10";
                      spec.default_text = "10";
                    }),
            "");
}

TEST(OptionMistake, NamesAreLowerCaseWords) {
  const std::string expected =
      "its name must be at most 64 lower-case letters, digits and '_', beginning with a letter";
  for (const std::string& name : {std::string(), std::string("Places"), std::string("2nd"), std::string("a-b"),
                                  std::string("a b"), std::string(65, 'a')}) {
    EXPECT_EQ(mistake(places(), [&](OptionSpec& spec) { spec.name = name; }), expected) << name;
  }
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.name = "max_2"; }), "");
}

TEST(OptionMistake, HelpIsOneLine) {
  for (const char* help : {"", "two\nlines", "a\ttab", "no utf-8: \xff"}) {
    EXPECT_EQ(mistake(places(), [&](OptionSpec& spec) { spec.help = help; }), "its help must be one line of text");
  }
}

TEST(OptionMistake, DefaultsAreValuesAUserCouldGive) {
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.default_text = "two"; }),
            "its default is wrong: 'two' is not a count, e.g. '50k'");
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.default_text = "0k"; }),
            "its default is wrong: '0k' is too small: at least 1");
  EXPECT_EQ(mistake(order(), [](OptionSpec& spec) { spec.default_text = "during"; }),
            "its default is wrong: 'during' is not one of 'before', 'after'");
}

TEST(OptionMistake, BoundsLeaveRoom) {
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.min = "few"; }),
            "its bound 'few' is wrong: 'few' is not a count, e.g. '50k'");
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.max = "1s"; }),
            "its bound '1s' is wrong: '1s' is not a count, e.g. '50k'");
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.min = "2k"; }), "no value is at least 2k and at most 1k");
  EXPECT_EQ(mistake(order(), [](OptionSpec& spec) { spec.min = "after"; }),
            "it has bounds, but its values have no order");
}

TEST(OptionMistake, ChoicesDiffer) {
  EXPECT_EQ(mistake(order(), [](OptionSpec& spec) { spec.choices.clear(); }), "it is a choice without choices");
  EXPECT_EQ(mistake(order(), [](OptionSpec& spec) { spec.choices.push_back("before"); }),
            "its choice 'before' is there twice");
  EXPECT_EQ(mistake(order(), [](OptionSpec& spec) { spec.choices.push_back(""); }),
            "one of its choices is not one line of text");
  EXPECT_EQ(mistake(places(), [](OptionSpec& spec) { spec.choices = {"1"}; }), "it has choices, but is no choice");
}

}  // namespace
}  // namespace stampede
