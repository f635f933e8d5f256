#include "harness/base/options.h"

#include <gtest/gtest.h>

#include <limits>

#include "harness/base/option_text.h"

namespace stampede {
namespace {

OptionSpec spec(OptionType type, std::string min = "", std::string max = "") {
  return {.name = "x", .type = type, .default_text = "", .help = "help", .min = std::move(min), .max = std::move(max)};
}

TEST(OptionText, BecomesTheValueOfItsType) {
  EXPECT_EQ(parse_option(spec(OptionType::kDuration), "5ms").value(), OptionValue(std::int64_t{5'000'000}));
  EXPECT_EQ(parse_option(spec(OptionType::kDurationOrNone), "none").value(), OptionValue(kNever));
  EXPECT_EQ(parse_option(spec(OptionType::kCount), "10k").value(), OptionValue(std::int64_t{10'000}));
  EXPECT_EQ(parse_option(spec(OptionType::kCountOrUnlimited), "unlimited").value(),
            OptionValue(std::numeric_limits<std::int64_t>::max()));
  EXPECT_EQ(parse_option(spec(OptionType::kSize), "1KiB").value(), OptionValue(std::int64_t{1024}));
  EXPECT_EQ(parse_option(spec(OptionType::kRate), "5/s").value(), OptionValue(Rate::per_second(5)));
  EXPECT_EQ(parse_option(spec(OptionType::kShare), "5%").value(), OptionValue(Share::percent(5)));
  EXPECT_EQ(parse_option(spec(OptionType::kNumber), "1.5").value(), OptionValue(1.5));
  EXPECT_EQ(parse_option(spec(OptionType::kFlag), "true").value(), OptionValue(true));
  EXPECT_EQ(parse_option(spec(OptionType::kText), "any text").value(), OptionValue(std::string("any text")));
}

TEST(OptionText, NamesTheWordThatWouldDoAsWell) {
  EXPECT_EQ(parse_option(spec(OptionType::kDurationOrNone), "60").reason(),
            "a duration needs a unit, e.g. '60s' (or 'none')");
  EXPECT_EQ(parse_option(spec(OptionType::kCountOrUnlimited), "lots").reason(),
            "'lots' is not a count, e.g. '50k' (or 'unlimited')");
}

TEST(OptionText, KeepsToInclusiveBounds) {
  const OptionSpec share = spec(OptionType::kShare, "0%", "100%");
  EXPECT_TRUE(parse_option(share, "0%").ok());
  EXPECT_TRUE(parse_option(share, "100%").ok());
  EXPECT_EQ(parse_option(share, "100.1%").reason(), "'100.1%' is too large: at most 100%");
  EXPECT_EQ(parse_option(spec(OptionType::kDuration, "1ms"), "999us").reason(), "'999us' is too small: at least 1ms");
  EXPECT_EQ(parse_option(spec(OptionType::kRate, "", "1k/s"), "2/ms").reason(), "'2/ms' is too large: at most 1k/s");
  EXPECT_TRUE(parse_option(spec(OptionType::kRate, "", "1k/s"), "60k/m").ok());
  EXPECT_EQ(parse_option(spec(OptionType::kNumber, "0.5"), "0.25").reason(), "'0.25' is too small: at least 0.5");
}

TEST(OptionText, DoesNotBoundTheWordForWithoutLimit) {
  EXPECT_TRUE(parse_option(spec(OptionType::kCountOrUnlimited, "1", "1M"), "unlimited").ok());
  EXPECT_TRUE(parse_option(spec(OptionType::kDurationOrNone, "1ns", "1h"), "none").ok());
}

TEST(OptionText, OffersTheChoices) {
  OptionSpec choice = spec(OptionType::kChoice);
  choice.choices = {"block", "write-through"};
  EXPECT_EQ(parse_option(choice, "block").value(), OptionValue(std::string("block")));
  EXPECT_EQ(parse_option(choice, "blok").reason(),
            "'blok' is not one of 'block', 'write-through'; did you mean 'block'?");
  choice.choices = {"block"};
  EXPECT_EQ(parse_option(choice, "drop").reason(), "'drop' is not 'block'");
}

TEST(OptionText, IsFormattedSoThatItParsesBack) {
  const auto again = [](OptionType type, const char* text) {
    return format_option(spec(type), parse_option(spec(type), text).value());
  };
  EXPECT_EQ(again(OptionType::kDuration, "60s"), "1m");
  EXPECT_EQ(again(OptionType::kDurationOrNone, "none"), "none");
  EXPECT_EQ(again(OptionType::kCount, "1000"), "1k");
  EXPECT_EQ(again(OptionType::kCountOrUnlimited, "unlimited"), "unlimited");
  EXPECT_EQ(again(OptionType::kSize, "1024B"), "1KiB");
  EXPECT_EQ(again(OptionType::kRate, "2k/s"), "2000/s");
  EXPECT_EQ(again(OptionType::kShare, "80.0%"), "80%");
  EXPECT_EQ(again(OptionType::kNumber, "1.50"), "1.5");
  EXPECT_EQ(again(OptionType::kFlag, "false"), "false");
  EXPECT_EQ(again(OptionType::kText, "a b"), "a b");
}

TEST(OptionValues, AreThereByNameAndType) {
  const std::vector<OptionSpec> specs = {{"wait", OptionType::kDurationOrNone, "none", "help"},
                                         {"batch", OptionType::kCount, "128", "help"},
                                         {"beta", OptionType::kNumber, "1", "help"},
                                         {"allocate", OptionType::kFlag, "true", "help"},
                                         {"label", OptionType::kText, "some text", "help"},
                                         {"threshold", OptionType::kShare, "80%", "help"},
                                         {"speed", OptionType::kRate, "5/s", "help"}};
  const OptionValues values = default_values(specs);
  EXPECT_EQ(values.duration("wait"), kNever);
  EXPECT_EQ(values.count("batch"), 128);
  EXPECT_EQ(values.number("beta"), 1.0);
  EXPECT_TRUE(values.flag("allocate"));
  EXPECT_EQ(values.text("label"), "some text");
  EXPECT_EQ(values.share("threshold"), Share::percent(80));
  EXPECT_EQ(values.rate("speed"), Rate::per_second(5));
}

TEST(OptionValues, KeepTheValueSetLast) {
  OptionValues values;
  values.set("batch", std::int64_t{1});
  values.set("batch", std::int64_t{2});
  EXPECT_EQ(values.count("batch"), 2);
}

TEST(OptionValuesDeathTest, StopTheProgramWhenAskedForWhatWasNotDeclared) {
  OptionValues values;
  values.set("batch", std::int64_t{1});
  EXPECT_EXIT(values.count("batches"), ::testing::ExitedWithCode(70), "internal error");
  EXPECT_EXIT(values.number("batch"), ::testing::ExitedWithCode(70), "internal error");
}

}  // namespace
}  // namespace stampede
