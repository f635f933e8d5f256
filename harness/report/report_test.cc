#include "harness/report/report.h"

#include <gmock/gmock.h>

#include <gtest/gtest.h>
#include <algorithm>

#include <nlohmann/json.hpp>
#include <set>

#include "harness/report/report_json.h"
#include "harness/report/report_markdown.h"
#include "harness/report/testing.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

Report report(const std::vector<std::pair<std::string, Result>>& files, const std::string& reference = "") {
  std::vector<ReportInput> inputs;
  for (const auto& [file, result] : files) inputs.push_back({file, result, std::string("not asked for")});
  return make_report(std::move(inputs), reference);
}

Result named(const std::string& name, std::uint64_t loads = 100) {
  Result result = result_that_tells({{.strategy = "a", .loads = loads}, {.strategy = "b", .loads = 200}});
  result.scenario_name = name;
  return result;
}

std::vector<std::string> titles(const Report& report) {
  std::vector<std::string> titles = {report.title};
  for (const ResultSection& section : report.sections) titles.push_back(section.id + " = " + section.title);
  return titles;
}

TEST(Report, OfOneResultHasItsNameAndItsVerdict) {
  const Report one = report({{"out/x.result.json", named("x")}});
  EXPECT_THAT(titles(one), ElementsAre("x", "x = x"));
  EXPECT_EQ(one.verdict.headline, one.sections[0].verdict.headline);
  EXPECT_TRUE(one.overview.empty());
  EXPECT_TRUE(one.side_by_side.empty());
}

TEST(Report, OfOneScenarioPutsTheResultsSideBySide) {
  const Report two = report({{"x/before.result.json", named("x")}, {"x/after.result.json", named("x", 150)}});
  EXPECT_THAT(titles(two), ElementsAre("x: before, after", "x-before = x: before", "x-after = x: after"));
  ASSERT_EQ(two.side_by_side.size(), 1U);
  const SideBySide& side = two.side_by_side[0];
  EXPECT_THAT(side.labels, ElementsAre("before", "after"));
  std::vector<std::string> rows;
  for (const SideBySide::Row& row : side.rows) {
    rows.push_back(row.strategy + " " + row.metric + " " + row.values[0] + " " + row.values[1] + " " + row.difference +
                   " " + row.ratio + " " + row.verdict);
  }
  EXPECT_THAT(rows, testing::Contains("a store.reads_per_second 10/s 15/s +5/s x1.50 worse"));
  EXPECT_THAT(rows, Not(testing::Contains(::testing::StartsWith("b ")))) << "nothing changed";
  EXPECT_TRUE(two.overview.empty());
}

TEST(Report, SaysWhereScenariosOfOneNameDiffer) {
  Result other = named("x");
  other.scenario_digest = "0000000000000000";
  other.cells.pop_back();
  const Report two = report({{"a.json", named("x")}, {"b.json", other}});
  EXPECT_THAT(two.side_by_side.at(0).remarks,
              ElementsAre(HasSubstr("The scenario of b is not that of a"), "b is not in all of the results."));
}

TEST(Report, OfSeveralScenariosHasAnOverview) {
  const Report three = report({{"x.json", named("x")}, {"y.json", named("y")}, {"z.json", named("z")}});
  EXPECT_THAT(titles(three), ElementsAre("3 scenarios", "x = x", "y = y", "z = z"));
  EXPECT_FALSE(three.overview.empty());
  EXPECT_TRUE(three.side_by_side.empty());
}

TEST(Report, NoTwoSectionsHaveTheSameId) {
  const Report same = report(
      {{"a/r.json", named("x")}, {"b/r.json", named("x")}, {"b/r.json", named("x")}, {"hostile", named("../<x>")}});
  std::set<std::string> ids;
  for (const ResultSection& section : same.sections) {
    EXPECT_TRUE(ids.insert(section.id).second) << section.id;
    EXPECT_EQ(section.id.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"),
              std::string::npos)
        << section.id;
  }
}

TEST(Report, OfAShardIsOnlyThatComplete) {
  Result result = named("x");
  result.shard = Shard{.index = 2, .of = 3};
  const ResultSection section = report({{"x.json", result}}).sections[0];
  const auto validity = std::ranges::find(section.card, "validity", &NamedText::name);
  ASSERT_NE(validity, section.card.end());
  EXPECT_EQ(validity->text, "shard 2 of 3 is complete: every request that was due was started");
}

TEST(Report, TellsWhatOneHasToKnowAboutTheRun) {
  Result result = named("x");
  result.cells[1].window.requests.dropped = 7;
  result.cells[0].warnings = {"careful"};
  const ResultSection section = report({{"x.json", result}}).sections[0];
  std::vector<std::string> card;
  for (const NamedText& each : section.card) card.push_back(each.name + ": " + each.text);
  EXPECT_THAT(card, ElementsAre("clock: virtual", "seed: 1", "repetitions: 1", "measured: 10s, after a warm-up of 2s",
                                "offered: 2000/s", "answered: 2000/s", "cache: TTL 10s, jitter 0%, capacity 1k",
                                "store: latency constant 5ms; 4 calls at a time",
                                "validity: complete, but b dropped 7 requests that were due", "computed in: 0s"));
  EXPECT_EQ(section.description, "What is it?");
  EXPECT_THAT(section.warnings, ElementsAre("a: careful"));
  EXPECT_EQ(section.reference, "a");
  EXPECT_THAT(section.scenario, HasSubstr("cache: {capacity: 1k, ttl: 10s, jitter: 0%}\n"));
}

TEST(Report, DefinesTheMetricsItShowsAndNoOthers) {
  const Report one = report({{"x.json", named("x")}});
  std::vector<std::string> metrics;
  for (const MetricDefinition& definition : one.definitions) metrics.push_back(definition.metric);
  EXPECT_THAT(metrics, testing::IsSupersetOf({"hit_ratio", "read.latency.p99", "store.reads_per_second"}));
  EXPECT_THAT(metrics, Not(testing::Contains("writes.lost")));
}

TEST(ReportMarkdown, HasVerdictTablesAndDefinitionsWithEveryNameEscaped) {
  Result result = named("<script>$x|y");
  result.cells[0].strategy = "a*b";
  const std::string text = report_markdown(report({{"x.json", result}}));
  EXPECT_EQ(text.substr(0, text.find("* clock")),
            "# &lt;script&gt;\\$x\\|y\n\n**a\\*b loads the store least.**\n\n"
            "* least load on the store: **a\\*b**, 10/s; next b with 20/s.\n"
            "* No request failed.\n* No strategy had a stampede.\n\nWhat is it?\n\n");
  EXPECT_THAT(text, HasSubstr("| a\\*b | **10.0** best | **100** best |"));
  EXPECT_THAT(text, HasSubstr("| b | 20.0 (x2) | 200 (x2) |"));
  EXPECT_THAT(text, Not(HasSubstr("<script>")));
  EXPECT_THAT(text, HasSubstr("## Definitions\n\n* **hit**: A value within its TTL"));
}

TEST(ReportJson, HoldsEverythingThePageNeeds) {
  const Report two = report(
      {{"a.json", result_of({cell_of_everything("lru", 7), cell_of_everything("fifo", 7)})}, {"b.json", named("x")}});
  const auto json = nlohmann::json::parse(report_json(two, {"0.json", "1.json"}));
  EXPECT_EQ(json["schema"], "stampede.report/1");
  EXPECT_EQ(json["title"], "2 scenarios");
  EXPECT_EQ(json["results"][1]["data"], "1.json");
  EXPECT_EQ(json["results"][0]["anatomy"]["absent"], "not asked for");
  EXPECT_EQ(json["results"][0]["phases"][0]["title"], "before, 0s to 1s");
  EXPECT_EQ(json["overview"]["matrices"][0]["strategies"], (nlohmann::json{"lru", "fifo", "a", "b"}));
  const auto& table = json["results"][1]["tables"][0];
  EXPECT_EQ(table["columns"].size(), table["rows"][0]["cells"].size());
}

TEST(ReportJson, BreaksOnNoByteOfAName) {
  const Report one = report({{"\xff.json", named("x")}});
  EXPECT_EQ(nlohmann::json::parse(report_json(one, {"0.json"}))["results"][0]["file"], "\xef\xbf\xbd.json");
}

}  // namespace
}  // namespace stampede
