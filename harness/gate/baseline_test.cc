// Baselines: what they keep, how they are read back, and when they may be compared.
#include "harness/gate/baseline.h"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/gate/baseline_change.h"
#include "harness/gate/baseline_json.h"
#include "harness/gate/baseline_match.h"
#include "harness/results/json_mutation_testing.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;

Result sample() {
  Result result = result_of({cell_of_everything("locked", 7), cell_of_everything("lru", 7)});
  result.scenario_json = R"({"version":1,"name":"example","seed":7,"repetitions":1,"cache":{"ttl":"1s"},)"
                         R"("strategies":[{"name":"locked","wait":"none"},{"name":"lru"}],"gate":[]})";
  return result;
}

std::string changed(const std::string& from, const std::string& to) {
  std::string json = sample().scenario_json;
  json.replace(json.find(from), from.size(), to);
  return json;
}

std::string baseline_mistake(const std::string& text) {
  const auto read = read_baseline("b.json", text);
  const auto* problem = std::get_if<ResultProblem>(&read);
  return problem == nullptr ? "none" : problem->message;
}

TEST(Baseline, KeepsIntegersAndDigestsOfEachPhase) {
  const Baseline baseline = baseline_of(sample(), "because");
  EXPECT_EQ(baseline.seeds, (std::vector<std::uint64_t>{7}));
  const BaselineStrategy& locked = baseline.strategies.at("locked");
  EXPECT_EQ(locked.digests.at(7), "0123456789abcdef");
  EXPECT_EQ(locked.phases.at("all").metrics.at("read.hit"), MetricValue(std::uint64_t{20}));
  EXPECT_EQ(locked.phases.at("flush").metrics.at("read.latency.p99"), MetricValue());
  EXPECT_EQ(locked.phases.size(), 4u);
  EXPECT_EQ(locked.phases.at("all").histograms.size(), 7u);
}

TEST(Baseline, ADigestOfAHistogramTellsWhatPercentilesDoNot) {
  Result other = sample();
  other.cells[0].window.reads.latency = Histogram();
  for (std::int64_t i = 1; i <= 1000; ++i) other.cells[0].window.reads.latency.record(i == 500 ? 501 : i);
  const auto digest = [](const Result& result) {
    return baseline_of(result, "").strategies.at("locked").phases.at("all").histograms.at("read.latency");
  };
  EXPECT_NE(digest(sample()), digest(other));
  EXPECT_EQ(digest(sample()), digest(sample()));
}

TEST(BaselineFile, IsReadBackWithoutLoss) {
  const Baseline baseline = baseline_of(sample(), "because");
  const auto read = read_baseline("b.json", baseline_text(baseline));
  ASSERT_TRUE(std::holds_alternative<Baseline>(read)) << baseline_mistake(baseline_text(baseline));
  EXPECT_EQ(std::get<Baseline>(read), baseline);
  EXPECT_EQ(baseline_text(std::get<Baseline>(read)), baseline_text(baseline));
}

TEST(BaselineFile, HasOneValueALineSortedByName) {
  const std::string text = baseline_text(baseline_of(sample(), "because"));
  EXPECT_THAT(text, StartsWith("{\n  \"schema\": \"stampede.baseline/1\",\n"));
  EXPECT_THAT(text, HasSubstr("            \"cache.hits\": 501,\n"));
  EXPECT_THAT(text, HasSubstr("            \"hit_ratio\": 0.4444444444444444,\n"));
  EXPECT_LT(text.find("\"cache.hits\""), text.find("\"hit_ratio\""));
  EXPECT_TRUE(is_baseline(text));
  EXPECT_FALSE(is_baseline("{\"schema\": \"stampede.result/1\"}"));
}

TEST(BaselineFile, EditedByHandIsRefused) {
  std::string text = baseline_text(baseline_of(sample(), "because"));
  const std::string number = "\"cache.hits\": 501";
  text.replace(text.find(number), number.size(), "\"cache.hits\": 499");
  EXPECT_EQ(baseline_mistake(text),
            "b.json: error: checksum: the file was edited by hand: it does not hold what a run measured");
}

TEST(BaselineFile, MayBeSpelledAnotherWay) {
  const Baseline baseline = baseline_of(sample(), "because");
  const Json json = Json::parse(baseline_text(baseline));
  EXPECT_EQ(std::get<Baseline>(read_baseline("b.json", json.dump())), baseline) << "the checksum is over what it says";
}

TEST(BaselineFile, CutOffAnywhereIsAnError) {
  const std::string text = baseline_text(baseline_of(sample(), "because"));
  for (std::size_t length = 0; length + 2 < text.size(); length += 97) {
    EXPECT_THAT(baseline_mistake(text.substr(0, length)),
                HasSubstr("error: it ends in the middle: the file was cut off"))
        << length;
  }
}

TEST(BaselineFile, SaysWhatIsWrong) {
  EXPECT_EQ(baseline_mistake("{}"), "b.json: error: this is no baseline of stampede");
  EXPECT_EQ(baseline_mistake(R"({"schema": "stampede.baseline/2"})"),
            "b.json: error: schema: 'stampede.baseline/2' is no baseline of this version of stampede; that would be "
            "'stampede.baseline/1'");
  Json json = Json::parse(baseline_text(baseline_of(sample(), "because")));
  json["strategies"]["lru"]["digests"] = {{"x", "0"}};
  EXPECT_EQ(baseline_mistake(json.dump()), "b.json: error: strategies.lru.digests: 'x' is no seed");
  json["strategies"]["lru"] = {{"digests", Json::object()}, {"phases", Json::object()}};
  EXPECT_EQ(baseline_mistake(json.dump()), "b.json: error: strategies.lru.phases: the phase 'all' is missing");
  json["strategies"]["lru"] = 5;
  EXPECT_THAT(baseline_mistake(json.dump()), HasSubstr("b.json: error: strategies.lru: "));
}

TEST(BaselineFile, IsNeverBelievedWhenAnythingInItIsChanged) {
  const Baseline baseline = baseline_of(sample(), "because");
  const Json original = Json::parse(baseline_text(baseline));
  JsonMutation mutation(1);
  for (int i = 0; i < 300; ++i) {
    Json json = original;
    mutation.apply(json);
    const auto read = read_baseline("b.json", json.dump());
    const auto* believed = std::get_if<Baseline>(&read);
    EXPECT_TRUE(believed == nullptr || *believed == baseline) << json.dump();
  }
}

// Why a strategy cannot be compared, or "".
std::string obstacle(const Result& result, const Result& accepted, const std::string& strategy = "locked") {
  const Baseline measured = baseline_of(result, "");
  const Baseline before = baseline_of(accepted, "");
  const auto found = BaselineMatch(measured, &before).obstacle(strategy);
  if (!found) return "";
  return std::string(gate_verdict_name(found->verdict)) + ": " + found->reason;
}

TEST(BaselineMatch, WhatDoesNotMatterMayDiffer) {
  EXPECT_EQ(obstacle(sample(), sample()), "");
  Result other = sample();
  other.scenario_json = changed("\"gate\":[]", "\"gate\":[\"hit_ratio >= 5%\"],\"description\":\"a story\"");
  EXPECT_EQ(obstacle(other, sample()), "");
}

TEST(BaselineMatch, AChangedSettingIsNamed) {
  Result other = sample();
  other.scenario_json = changed("1s", "2s");
  EXPECT_EQ(obstacle(other, sample()), "NO_BASELINE: the scenario changed: cache.ttl: 1s -> 2s");
}

TEST(BaselineMatch, AStrategyDependsOnlyOnItsOwnSettings) {
  Result other = sample();
  other.scenario_json = changed(R"("wait":"none")", R"("wait":"1s")");
  EXPECT_EQ(obstacle(other, sample()), "NO_BASELINE: the scenario changed: strategies[locked].wait: none -> 1s");
  EXPECT_EQ(obstacle(other, sample(), "lru"), "");
}

TEST(BaselineMatch, AStrategyMayBeNew) {
  Result more = sample();
  more.cells.push_back(cell_of_everything("xfetch", 7));
  more.scenario_json = changed(R"({"name":"lru"})", R"({"name":"lru"},{"name":"xfetch"})");
  EXPECT_EQ(obstacle(more, sample(), "xfetch"), "NEW: the baseline does not have it");
  EXPECT_EQ(obstacle(more, sample(), "lru"), "") << "the others are what they were";
}

TEST(BaselineMatch, SeedsClockNameAndDataMustBeTheSame) {
  Result other = result_of({cell_of_everything("locked", 1), cell_of_everything("locked", 2)});
  other.scenario_json = sample().scenario_json;
  EXPECT_EQ(obstacle(other, sample()), "NO_BASELINE: the baseline is of seed 7, the result of seeds 1 to 2");
  Result real = sample();
  real.clock = "real";
  EXPECT_EQ(obstacle(real, sample()), "NO_BASELINE: the baseline has the virtual clock");
  Result renamed = sample();
  renamed.scenario_name = "new";
  EXPECT_EQ(obstacle(renamed, sample()), "NO_BASELINE: the baseline is of the scenario 'example'");
  Result data = sample();
  data.data_digest = "ff";
  EXPECT_EQ(obstacle(data, sample()), "NO_BASELINE: the contents of the scenario's data files changed");
}

TEST(BaselineChange, ShowsWhatIsAboutToBeWritten) {
  EXPECT_EQ(baseline_change_text(std::nullopt, baseline_of(sample(), "")), "  a new baseline: 2 strategies, 1 seeds\n");
  EXPECT_EQ(baseline_change_text(baseline_of(sample(), "a"), baseline_of(sample(), "b")),
            "  no difference: it stays as it is\n");
  Result other = sample();
  other.cells[0].window.store.errors = 3060;
  other.cells[0].window.reads.outcomes[0] = 25;
  other.cells[1].digest = "ffff";
  other.scenario_json = changed("1s", "2s");
  const std::string text = baseline_change_text(baseline_of(sample(), ""), baseline_of(other, ""));
  EXPECT_THAT(text, StartsWith("  scenario: cache.ttl: 1s -> 2s\n"));
  EXPECT_THAT(text, HasSubstr("  locked hit_ratio: 44.444% -> 50%  (+5.56pp better)\n"));
  EXPECT_THAT(text, HasSubstr("  locked store.errors: 306 -> 3060  (+900% worse)\n"));
  EXPECT_THAT(text, HasSubstr("  lru: requests or distributions, but no metric\n"));
}

}  // namespace
}  // namespace stampede
