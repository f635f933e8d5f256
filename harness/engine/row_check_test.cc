#include "harness/engine/row_check.h"

#include <gmock/gmock.h>

#include "strategies/builtins.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::unique_ptr<Guard> no_guard(const AxisArguments&) {
  return nullptr;
}
std::unique_ptr<EvictionPolicy> no_policy(const EvictionArguments&) {
  return nullptr;
}
std::unique_ptr<Strategy> no_strategy(const Environment&, const OptionValues&) {
  return nullptr;
}

OptionSpec places() {
  return {.name = "places", .type = OptionType::kCount, .default_text = "2", .help = "loads at a time", .min = "1"};
}

AxisRow<Guard> turnstile() {
  return {"turnstile", "a few loads of a key at a time", {places()}, no_guard};
}

class RowMistakes : public ::testing::Test {
 protected:
  // Beside the built-in tables, or those given.
  static std::vector<std::string> mistakes(const Tables& rows) {
    const Tables builtins = {builtin_strategies(), builtin_evictions()};
    const EarlierRows earlier[] = {{"the program", builtins}};
    return row_mistakes(rows, earlier);
  }
  static std::vector<std::string> mistakes(const AxisRow<Guard>& row) {
    return mistakes(Tables{.strategies = {.guard = {row}}});
  }
  static std::vector<std::string> mistakes(const PresetRow& preset) {
    return mistakes(Tables{.strategies = {.guard = {turnstile()}, .presets = {preset}}});
  }
  static std::vector<std::string> mistakes(const OptionSpec& option) {
    AxisRow<Guard> row = turnstile();
    row.options = {option};
    return mistakes(row);
  }
};

TEST_F(RowMistakes, AreNoneInTheTablesThatComeWithTheProgram) {
  EXPECT_THAT(row_mistakes({builtin_strategies(), builtin_evictions()}), IsEmpty());
}

TEST_F(RowMistakes, AreNoneInProperRows) {
  EXPECT_THAT(mistakes(turnstile()), IsEmpty());
  EXPECT_THAT(
      mistakes(PresetRow{
          .name = "wide", .summary = "eight places", .axes = {{"guard", "turnstile"}}, .defaults = {{"places", "8"}}}),
      IsEmpty());
  EXPECT_THAT(
      mistakes(PresetRow{.name = "own", .summary = "one of its own", .options = {places()}, .make = no_strategy}),
      IsEmpty());
  EXPECT_THAT(mistakes(Tables{.evictions = {{"newest", "the newest goes", {places()}, no_policy}}}), IsEmpty());
}

TEST_F(RowMistakes, NamesAreFreeAndCanBeWrittenInAScenario) {
  AxisRow<Guard> row = turnstile();
  row.name = "turn stile";
  EXPECT_THAT(mistakes(row), ElementsAre("guard: 'turn stile' is not a name: up to 64 letters, digits, '-' and '_', "
                                         "beginning with a letter or digit"));
  row.name = "lock";
  EXPECT_THAT(mistakes(row), ElementsAre("guard 'lock': the name is taken by the program"));
  EXPECT_THAT(mistakes(Tables{.evictions = {{"lru", "again", {}, no_policy}}}),
              ElementsAre("eviction policy 'lru': the name is taken by the program"));
  EXPECT_THAT(mistakes(Tables{.strategies = {.guard = {turnstile(), turnstile()}}}),
              ElementsAre("guard 'turnstile': it is there twice"));
  for (const std::string name : {"preset", "ttl", "guard"}) {
    EXPECT_THAT(mistakes(PresetRow{.name = name, .summary = "hidden"}),
                ElementsAre("strategy '" + name + "': the name means something else in a scenario"));
  }
}

TEST_F(RowMistakes, NamesOfOneTableMayBeUsedInAnother) {
  AxisRow<Guard> row = turnstile();
  row.name = "ttl";  // a freshness
  EXPECT_THAT(mistakes(row), IsEmpty());
}

TEST_F(RowMistakes, ARowHasASummaryAndIsMade) {
  AxisRow<Guard> row = turnstile();
  row.summary = "";
  row.make = nullptr;
  EXPECT_THAT(mistakes(row), ElementsAre("guard 'turnstile': its summary must be one line of text",
                                         "guard 'turnstile': it lacks the function that makes it ('make')"));
  EXPECT_THAT(mistakes(Tables{.evictions = {{"newest", "the newest goes", {}, nullptr}}}),
              ElementsAre("eviction policy 'newest': it lacks the function that makes it ('make')"));
}

TEST_F(RowMistakes, OptionsAreWellFormedAndDiffer) {
  OptionSpec option = places();
  option.default_text = "0";
  EXPECT_THAT(mistakes(option), ElementsAre("guard 'turnstile': option 'places': its default is wrong: '0' is too "
                                            "small: at least 1"));
  option = {.name = "label", .type = OptionType::kText, .default_text = "a: b", .help = "a text"};
  EXPECT_THAT(mistakes(option),
              ElementsAre("guard 'turnstile': option 'label': its default 'a: b' would have to be quoted in YAML"));
  option = places();
  option.name = "ttl";
  EXPECT_THAT(mistakes(option), ElementsAre("guard 'turnstile': option 'ttl': the name means something else in a "
                                            "scenario"));
  AxisRow<Guard> row = turnstile();
  row.options.push_back(places());
  EXPECT_THAT(mistakes(row), ElementsAre("guard 'turnstile': option 'places': it is there twice"));
}

TEST_F(RowMistakes, APresetNamesAxesAndValuesThatExist) {
  EXPECT_THAT(mistakes(PresetRow{.name = "wide", .summary = "wide", .axes = {{"gaurd", "lock"}}}),
              ElementsAre("strategy 'wide': there is no axis 'gaurd'; did you mean 'guard'?"));
  EXPECT_THAT(mistakes(PresetRow{.name = "wide", .summary = "wide", .axes = {{"guard", "turnstyle"}}}),
              ElementsAre("strategy 'wide': guard has no value 'turnstyle'; did you mean 'turnstile'?"));
}

TEST_F(RowMistakes, APresetHasTheOptionsOfItsAxesUnlessItIsOneOfItsOwn) {
  EXPECT_THAT(mistakes(PresetRow{.name = "wide", .summary = "wide", .options = {places()}}),
              ElementsAre("strategy 'wide': its options are those of its axes; only one with 'make' has its own"));
  EXPECT_THAT(mistakes(PresetRow{.name = "own", .summary = "own", .axes = {{"guard", "lock"}}, .make = no_strategy}),
              ElementsAre("strategy 'own': it is a strategy of its own ('make'), and has no axes"));
  AxisRow<Guard> patient = turnstile();
  patient.options.push_back({.name = "beta", .type = OptionType::kNumber, .default_text = "1", .help = "a number"});
  const PresetRow both = {.name = "both", .summary = "both", .axes = {{"freshness", "xfetch"}, {"guard", "turnstile"}}};
  EXPECT_THAT(mistakes(Tables{.strategies = {.guard = {patient}, .presets = {both}}}),
              ElementsAre("strategy 'both': both freshness and guard have an option 'beta'"));
}

TEST_F(RowMistakes, APresetChangesDefaultsOfOptionsItHas) {
  PresetRow preset = {
      .name = "wide", .summary = "wide", .axes = {{"guard", "turnstile"}}, .defaults = {{"place", "8"}}};
  EXPECT_THAT(mistakes(preset), ElementsAre("strategy 'wide': it has a default for 'place', but no such option"));
  preset.defaults = {{"places", "none"}};
  EXPECT_THAT(mistakes(preset), ElementsAre("strategy 'wide': option 'places': its default is wrong: 'none' is not a "
                                            "count, e.g. '50k'"));
}

}  // namespace
}  // namespace stampede
