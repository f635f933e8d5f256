// Text that is no YAML, or more of YAML than a scenario may use.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class BadYaml : public ::testing::TestWithParam<BadScenario> {};

TEST_P(BadYaml, AreRefusedWithAKindText) {
  const BadScenario& bad = GetParam();
  EXPECT_EQ(errors_of(bad.yaml), bad.errors);
  EXPECT_FALSE(load_text(bad.yaml).scenario.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadYaml,
    testing::Values(BadScenario{"Alias",
                                completed("cache: &c {ttl: 5s}\n"
                                          "store: *c\n"),
                                "t.yaml:1:8: error: anchors ('&') are not allowed here\n"
                                "cache: &c {ttl: 5s}\n"
                                "       ^\n"
                                "t.yaml:2:8: error: aliases ('*') are not allowed here: write the value out\n"
                                "store: *c\n"
                                "       ^\n"},
                    BadScenario{"UnknownAlias", completed("cache: *c\n"),
                                "t.yaml:1:8: error: aliases ('*') are not allowed here: write the value out\n"
                                "cache: *c\n"
                                "       ^\n"},
                    BadScenario{"Anchor", completed("seed: &s 1\n"),
                                "t.yaml:1:7: error: anchors ('&') are not allowed here\n"
                                "seed: &s 1\n"
                                "      ^\n"},
                    BadScenario{"Tag", completed("seed: !!str 1\n"),
                                "t.yaml:1:7: error: tags ('!') are not allowed here\n"
                                "seed: !!str 1\n"
                                "      ^\n"},
                    BadScenario{"CustomTag", completed("cache: !exec {ttl: 5s}\n"),
                                "t.yaml:1:8: error: tags ('!') are not allowed here\n"
                                "cache: !exec {ttl: 5s}\n"
                                "       ^\n"},
                    BadScenario{"MergeKey",
                                completed("cache:\n"
                                          "  <<: {ttl: 5s}\n"),
                                "t.yaml:2:3: error: merge keys ('<<') are not allowed here: write the settings out\n"
                                "  <<: {ttl: 5s}\n"
                                "  ^\n"},
                    BadScenario{"MapAsKey", completed("cache: {{a: 1}: 2}\n"),
                                "t.yaml:1:9: error: a key must be a word, not a map or a list\n"
                                "cache: {{a: 1}: 2}\n"
                                "        ^\n"},
                    BadScenario{"MissingKey", completed("cache: {: 2}\n"),
                                "t.yaml:1:9: error: a key is missing here\n"
                                "cache: {: 2}\n"
                                "        ^\n"},
                    BadScenario{"SecondDocument",
                                "seed: 1\n"
                                "name: t\n"
                                "duration: 1m\n"
                                "workload: {arrivals: {poisson: {rate: 1/s}}, keys: single}\n"
                                "store: {latency: 5ms}\n"
                                "strategies: [cache-aside]\n"
                                "---\n"
                                "seed: 2\n",
                                "t.yaml:7:1: error: a second document starts here; only one is allowed\n"
                                "---\n"
                                "^\n"},
                    BadScenario{"UnclosedList", completed("strategies: [locked\n"),
                                "t.yaml:2:5: error: not valid YAML: end of sequence flow not found\n"
                                "name: t\n"
                                "    ^\n"},
                    BadScenario{"UnclosedQuote", completed("description: \"all the rest\n"),
                                "t.yaml:1:14: error: this quote is never closed\n"
                                "description: \"all the rest\n"
                                "             ^\n"},
                    BadScenario{"TabIndentation",
                                completed("cache:\n"
                                          "\tttl: 5s\n"),
                                "t.yaml:2:5: error: not valid YAML: lines are indented with spaces, not with tabs\n"
                                "\tttl: 5s\n"
                                "\t   ^\n"},
                    BadScenario{"TooDeep", completed("cache: " + std::string(33, '[') + std::string(33, ']') + "\n"),
                                "t.yaml:1:39: error: nested more than 32 levels deep\n"
                                "cache: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n"
                                "                                      ^\n"},
                    BadScenario{"AList",
                                "- name: t\n"
                                "- duration: 1m\n",
                                "t.yaml:1:1: error: the scenario must be a map of settings, 'key: value', not a list\n"
                                "- name: t\n"
                                "^\n"},
                    BadScenario{
                        "AWord", "scenario\n",
                        "t.yaml:1:1: error: the scenario must be a map of settings, 'key: value', not a single value\n"
                        "scenario\n"
                        "^\n"},
                    BadScenario{"Nothing", "", "t.yaml:1:1: error: nothing here but comments and blanks\n"},
                    BadScenario{"OnlyComments", "# name: t\n",
                                "t.yaml:1:1: error: nothing here but comments and blanks\n"
                                "# name: t\n"
                                "^\n"},
                    BadScenario{"OnlyAComma", ",\n",
                                "t.yaml:1:1: error: nothing here but comments and blanks\n"
                                ",\n"
                                "^\n"},
                    BadScenario{"LongKey", completed(std::string(1100, 'x') + ": 1\n"),
                                "t.yaml:1:1101: error: a key is longer than 1024 characters\n..." +
                                    std::string(60, 'x') + ": 1\n" + std::string(63, ' ') + "^\n"}),
    bad_scenario_name);

}  // namespace
}  // namespace stampede
