// Entries of `strategies` that make no strategy.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class BadStrategies : public ::testing::TestWithParam<BadScenario> {};

TEST_P(BadStrategies, AreRefusedWithAKindText) {
  const BadScenario& bad = GetParam();
  EXPECT_EQ(errors_of(bad.yaml), bad.errors);
  EXPECT_FALSE(load_text(bad.yaml).scenario.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadStrategies,
    testing::Values(
        BadScenario{"Unknown", completed("strategies: [xfetsh]\n"),
                    "t.yaml:1:14: error: unknown strategy 'xfetsh' in 'strategies[0]'; did you mean 'xfetch'?\n"
                    "strategies: [xfetsh]\n"
                    "             ^\n"},
        BadScenario{"UnknownWithOptions", completed("strategies: [{xfetsh: {beta: 2}}]\n"),
                    "t.yaml:1:15: error: unknown strategy 'xfetsh' in 'strategies[0]'; did you mean 'xfetch'?\n"
                    "strategies: [{xfetsh: {beta: 2}}]\n"
                    "              ^\n"},
        BadScenario{"UnknownPreset", completed("strategies: [{name: a, preset: xfetsh}]\n"),
                    "t.yaml:1:32: error: unknown strategy 'xfetsh' in 'strategies[0]'; did you mean 'xfetch'?\n"
                    "strategies: [{name: a, preset: xfetsh}]\n"
                    "                               ^\n"},
        BadScenario{"UnknownAxisValue", completed("strategies: [{name: a, guard: lok}]\n"),
                    "t.yaml:1:31: error: unknown guard 'lok' in 'strategies[0].guard'; did you mean 'lock'?\n"
                    "strategies: [{name: a, guard: lok}]\n"
                    "                              ^\n"},
        BadScenario{"OptionsOfAnAxisValueWithoutAny", completed("strategies: [{name: a, guard: {none: {wait: 1s}}}]\n"),
                    "t.yaml:1:39: error: unknown key 'wait' in 'strategies[0].guard.none'; it has no keys\n"
                    "strategies: [{name: a, guard: {none: {wait: 1s}}}]\n"
                    "                                      ^\n"},
        BadScenario{"NamedTwice", completed("strategies: [cache-aside, {name: cache-aside, preset: locked}]\n"),
                    "t.yaml:1:34: error: two strategies are named 'cache-aside': give one another name with 'name:'\n"
                    "strategies: [cache-aside, {name: cache-aside, preset: locked}]\n"
                    "                                 ^\n"},
        BadScenario{"ReservedName", completed("strategies: [{name: baseline, preset: locked}]\n"),
                    "t.yaml:1:21: error: the name 'baseline' is reserved: choose another\n"
                    "strategies: [{name: baseline, preset: locked}]\n"
                    "                    ^\n"},
        BadScenario{"NeitherPresetNorAxes", completed("strategies: [{name: a}]\n"),
                    "t.yaml:1:14: error: a strategy needs 'preset' or at least one axis, e.g. 'freshness: ttl'\n"
                    "strategies: [{name: a}]\n"
                    "             ^\n"},
        BadScenario{"AxesWithoutName", completed("strategies: [{guard: lock}]\n"),
                    "t.yaml:1:14: error: 'strategies[0]' needs 'name' (name in results, unique in the scenario)\n"
                    "strategies: [{guard: lock}]\n"
                    "             ^\n"},
        BadScenario{
            "PresetAndAxes", completed("strategies: [{name: a, preset: locked, freshness: xfetch}]\n"),
            "t.yaml:1:40: error: unknown key 'freshness' in 'strategies[0]'; known are 'name', 'wait', 'order', '"
            "ttl', 'jitter', 'ttl_from', 'timeout', 'cancel_abandoned' and 'late_result'\n"
            "strategies: [{name: a, preset: locked, freshness: xfetch}]\n"
            "                                       ^\n"},
        BadScenario{"SettingBesideThePreset", completed("strategies: [{xfetch: {beta: 2}, ttl: 5s}]\n"),
                    "t.yaml:1:34: error: 'ttl' in 'strategies[0]' must stand inside 'xfetch: {...}'\n"
                    "strategies: [{xfetch: {beta: 2}, ttl: 5s}]\n"
                    "                                 ^\n"},
        BadScenario{"TwoPresetsInOne", completed("strategies: [{xfetch: {beta: 2}, locked: {}}]\n"),
                    "t.yaml:1:34: error: 'locked' in 'strategies[0]' contradicts 'xfetch': give one or the other\n"
                    "strategies: [{xfetch: {beta: 2}, locked: {}}]\n"
                    "                                 ^\n"},
        BadScenario{"Nothing", completed("strategies: [{}]\n"),
                    "t.yaml:1:14: error: 'strategies[0]' needs 'name' (name in results, unique in the scenario)\n"
                    "strategies: [{}]\n"
                    "             ^\n"
                    "t.yaml:1:14: error: a strategy needs 'preset' or at least one axis, e.g. 'freshness: ttl'\n"
                    "strategies: [{}]\n"
                    "             ^\n"},
        BadScenario{"AnEmptyEntry",
                    completed("strategies:\n"
                              "  -\n"
                              "  - locked\n"),
                    "t.yaml:3:3: error: empty entry in a list\n"
                    "  - locked\n"
                    "  ^\n"},
        BadScenario{
            "ListInAList", completed("strategies: [[locked]]\n"),
            "t.yaml:1:14: error: 'strategies[0]' needs one of 'no-cache', 'cache-aside', 'write-through', 'write-"
            "behind', 'refresh-ahead', 'xfetch' and 'locked'\n"
            "strategies: [[locked]]\n"
            "             ^\n"}),
    bad_scenario_name);

}  // namespace
}  // namespace stampede
