#include "harness/results/scenario_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stampede {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> changes(const std::string& from, const std::string& to) {
  std::vector<std::string> texts;
  for (const ScenarioChange& change : scenario_changes(from, to)) {
    texts.push_back(change.path + ": " + change.from + " -> " + change.to);
  }
  return texts;
}

TEST(ScenarioChanges, NameEachSettingByItsPath) {
  EXPECT_THAT(changes(R"({"seed": 1, "cache": {"ttl": "60s", "jitter": "0%"}})",
                      R"({"seed": 2, "cache": {"ttl": "30s", "jitter": "0%"}})"),
              ElementsAre("seed: 1 -> 2", "cache.ttl: 60s -> 30s"));
  EXPECT_THAT(changes(R"({"seed": 1})", R"({"seed": 1})"), ElementsAre());
}

TEST(ScenarioChanges, TellWhatOnlyOneHas) {
  EXPECT_THAT(changes(R"({"a": 1, "b": {"c": true}})", R"({"b": {"c": true, "d": null}})"),
              ElementsAre("a: 1 -> absent", "b.d: absent -> null"));
}

TEST(ScenarioChanges, ShowAlternativesAsAWhole) {
  EXPECT_THAT(
      changes(R"({"arrivals": {"constant": {"rate": "5/s"}}})", R"({"arrivals": {"poisson": {"rate": "5/s"}}})"),
      ElementsAre(R"(arrivals: {"constant":{"rate":"5/s"}} -> {"poisson":{"rate":"5/s"}})"));
}

TEST(ScenarioChanges, FindItemsOfListsByTheirNames) {
  EXPECT_THAT(changes(R"({"strategies": [{"name": "a", "wait": "1s"}, {"name": "b"}]})",
                      R"({"strategies": [{"name": "c"}, {"name": "a", "wait": "2s"}]})"),
              ElementsAre("strategies[a].wait: 1s -> 2s", R"(strategies[b]: {"name":"b"} -> absent)",
                          R"(strategies[c]: absent -> {"name":"c"})"));
  EXPECT_THAT(changes(R"({"s": [{"name": "a"}, {"name": "b"}]})", R"({"s": [{"name": "b"}, {"name": "a"}]})"),
              ElementsAre("s: in one order -> in another"));
}

TEST(ScenarioChanges, TellOnceWhatChangedAlikeInAllItems) {
  EXPECT_THAT(changes(R"({"s": [{"name": "a", "ttl": 1}, {"name": "b", "ttl": 1, "x": 1}, {"name": "c", "ttl": 5}]})",
                      R"({"s": [{"name": "a", "ttl": 2}, {"name": "b", "ttl": 2, "x": 2}]})"),
              ElementsAre("s[*].ttl: 1 -> 2", "s[b].x: 1 -> 2", R"(s[c]: {"name":"c","ttl":5} -> absent)"));
  EXPECT_THAT(changes(R"({"s": [{"name": "a", "ttl": 1}]})", R"({"s": [{"name": "a", "ttl": 2}]})"),
              ElementsAre("s[a].ttl: 1 -> 2"));
}

TEST(ScenarioChanges, ShowListsWithoutNamesAsAWhole) {
  EXPECT_THAT(changes(R"({"a": [1, 2]})", R"({"a": [1, 3]})"), ElementsAre("a: [1,2] -> [1,3]"));
  EXPECT_THAT(changes(R"({"a": [{"name": "x"}, {"name": "x", "b": 1}]})", R"({"a": [{"name": "x"}]})"),
              ElementsAre(R"(a: [{"name":"x"},{"name":"x","b":1}] -> [{"name":"x"}])"));
  EXPECT_THAT(changes(R"({"a": [1]})", R"({"a": {"b": 1}})"), ElementsAre(R"(a: [1] -> {"b":1})"));
}

TEST(ScenarioChanges, AreListedUpToTwenty) {
  std::vector<ScenarioChange> changes(20, {"cache.ttl", "10s", "30s"});
  EXPECT_EQ(change_lines(changes), std::vector<std::string>(20, "cache.ttl: 10s -> 30s"));
  changes.resize(23);
  EXPECT_EQ(change_lines(changes).size(), 21U);
  EXPECT_EQ(change_lines(changes).back(), "and 3 more");
}

TEST(ScenarioChanges, AreShortAndSafeToShow) {
  const std::string longer(70, 'x');
  EXPECT_THAT(changes(R"({"a": ")" + longer + R"("})", R"({"a": "\u001b[31m"})"),
              ElementsAre("a: " + longer.substr(0, 60) + "… -> ?[31m"));
  EXPECT_THAT(changes(R"({"\u001b": 1})", R"({"\u001b": 2})"), ElementsAre("?: 1 -> 2"));
  std::string umlauts;
  for (int i = 0; i < 70; ++i) umlauts += "ä";
  EXPECT_THAT(changes(R"({"a": 1})", R"({"a": ")" + umlauts + R"("})"),
              ElementsAre("a: 1 -> " + umlauts.substr(0, 60) + "…"));
}

}  // namespace
}  // namespace stampede
