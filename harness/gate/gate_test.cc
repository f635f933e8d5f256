// Each verdict of the gate, as people read it.
#include "harness/gate/gate.h"

#include <gmock/gmock.h>

#include "harness/gate/gate_text.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr Date kToday{std::chrono::year(2026), std::chrono::month(6), std::chrono::day(15)};

Result two_strategies() {
  Result result = result_of({cell_of_everything("locked", 7), cell_of_everything("lru", 7)});
  result.environment.settings.clear();
  result.scenario_json = R"({"version":1,"name":"example","strategies":[{"name":"locked"},{"name":"lru"}],)"
                         R"("timeline":[{"at":"1s","name":"flush"},{"at":"9s","name":"crash"}]})";
  return result;
}

// A gate in which every test writes what it is about.
struct TestedGate {
  Result result = two_strategies();
  std::vector<std::string> checks = {};
  std::optional<Result> accepted = {};  // as a baseline
  std::optional<Result> before = {};    // of a statistical gate
  GatePolicy policy = default_policy();

  GatedResult judge() const {
    std::vector<GateLine> lines;
    for (const std::string& check : checks) lines.push_back({check, {"policy.yaml", 3, 5, "", ""}});
    GateInput input{.file = "r.json", .result = &result, .strategies = pool_cells(result), .all = pool_cells(result)};
    auto placed = checks_for(result, lines);
    EXPECT_TRUE(std::holds_alternative<std::vector<PlacedCheck>>(placed)) << "a check is wrong";
    input.checks = std::get<std::vector<PlacedCheck>>(placed);
    if (accepted) {
      input.baseline = baseline_of(*accepted, "because");
      input.baseline_file = "b.json";
    }
    if (before) {
      input.before = &*before;
      input.baseline = baseline_of(*before, "");
      input.baseline_file = "before.json";
    }
    Waivers waivers(policy.waivers, kToday);
    return judge_result(input, policy, waivers);
  }

  std::string text() const { return gate_text({.results = {judge()}}, {}); }
  GateVerdict worst() const { return GateReport{.results = {judge()}}.worst(); }
};

TEST(Gate, PassesWhatIsWithinItsLimits) {
  EXPECT_EQ((TestedGate{.checks = {"locked: store.errors <= 306", "hit_ratio >= 40%"}}.text()),
            "example: virtual clock, seed 7\n"
            "\n"
            "      check                         actual  limit  margin\n"
            "PASS  locked: store.errors <= 306      306    306  0% left\n"
            "PASS  locked: hit_ratio >= 40%     44.444%    40%  4.44pp left\n"
            "PASS  lru: hit_ratio >= 40%        44.444%    40%  4.44pp left\n"
            "\n"
            "3 PASS\n");
}

TEST(Gate, ShowsFailedChecksFirstWithPlaceMarginAndCommand) {
  TestedGate gate{.checks = {"hit_ratio >= 40%", "locked: writes.lost == 0", "lru: store.errors <= 255"}};
  gate.result.environment.settings = {"cache.ttl=1s", "name=it's"};
  EXPECT_EQ(gate.text(),
            "example: virtual clock, seed 7\n"
            "\n"
            "      check                      actual  limit  margin\n"
            "FAIL  locked: writes.lost == 0      205      0  differs by +205\n"
            "      at policy.yaml:3\n"
            "FAIL  lru: store.errors <= 255      306    255  20.0% over\n"
            "      at policy.yaml:3\n"
            "PASS  locked: hit_ratio >= 40%  44.444%    40%  4.44pp left\n"
            "PASS  lru: hit_ratio >= 40%     44.444%    40%  4.44pp left\n"
            "\n"
            "to measure it again:\n"
            "    stampede run example.yaml --set cache.ttl=1s --set 'name=it'\\''s'\n"
            "\n"
            "2 FAIL, 2 PASS\n");
}

TEST(Gate, TheCommandMeasuresWhatIsComparedAsWell) {
  TestedGate gate{.checks = {"locked: store.errors <= 50% of lru.store.errors"}};
  gate.result.cells.push_back(cell_of_everything("other", 7));
  const GatedResult gated = gate.judge();
  EXPECT_EQ(gated.judgements[0].verdict, GateVerdict::kFail);
  EXPECT_EQ(limit_text(gated.judgements[0]), "153");
  EXPECT_EQ(gated.reproduce, "stampede run example.yaml --strategy locked --strategy lru");
}

TEST(Gate, JudgesPhases) {
  EXPECT_THAT((TestedGate{.checks = {"locked: store.errors@after flush <= 300"}}.text()),
              HasSubstr("FAIL  locked: store.errors@after flush <= 300     306    300  2.00% over\n"));
}

TEST(Gate, HasNoDataWhereNothingOrTooLittleWasMeasured) {
  EXPECT_EQ((TestedGate{.checks = {"locked: read.latency.p50@flush <= 5ms", "locked: read.latency.p99 <= 5ms",
                                   "locked: read.latency.p50@crash <= 5ms"}}
                 .text()),
            "example: virtual clock, seed 7\n"
            "\n"
            "         check                                  actual  limit  margin\n"
            "NO_DATA  locked: read.latency.p50@flush <= 5ms       -    5ms\n"
            "         nothing of it was measured\n"
            "         at policy.yaml:3\n"
            "NO_DATA  locked: read.latency.p99 <= 5ms         990ns    5ms\n"
            "         only 10 values lie above it, 100 are needed\n"
            "         at policy.yaml:3\n"
            "NO_DATA  locked: read.latency.p50@crash <= 5ms       -    5ms\n"
            "         the run did not come to the phase 'crash'\n"
            "         at policy.yaml:3\n"
            "\n"
            "to measure it again:\n"
            "    stampede run example.yaml --strategy locked\n"
            "\n"
            "3 NO_DATA\n");
}

TEST(Gate, APercentileIsJudgedWithAsManyValuesAsThePolicyWants) {
  TestedGate gate{.checks = {"locked: read.latency.p99 <= 5ms"}};
  gate.policy.tail = 10;
  EXPECT_EQ(gate.worst(), GateVerdict::kPass);
}

TEST(Gate, IsSatisfiedWithWhatIsAsInTheBaseline) {
  EXPECT_THAT((TestedGate{.accepted = two_strategies()}.text()),
              testing::MatchesRegex("example: virtual clock, seed 7, compared with b.json\n"
                                    "\n"
                                    "PASS  locked: all [0-9]+ values as in the baseline\n"
                                    "PASS  lru: all [0-9]+ values as in the baseline\n"
                                    "\n"
                                    "2 PASS\n"));
}

TEST(Gate, EveryDifferenceIsShownAndWhatIsWorseFails) {
  TestedGate gate{.accepted = two_strategies()};
  Window& window = gate.result.cells[0].window;
  window.store.errors = 312;
  window.store.retries = 300;
  window.writes.committed = 204;
  gate.result.cells[0].digest = "ffff";
  EXPECT_THAT(gate.text(),
              testing::MatchesRegex("example: virtual clock, seed 7, compared with b.json\n"
                                    "\n"
                                    "          check                                     actual  limit  margin\n"
                                    "FAIL      locked: store.errors no worse than baseline\n"
                                    "                                                       312    306  .1.96% worse\n"
                                    "CHANGED   locked: writes.committed no worse than baseline\n"
                                    "                                                       204    203  .0.493%\n"
                                    "CHANGED   locked: digest of seed 7 beside baseline\n"
                                    "          requests ended in another way or order\n"
                                    "IMPROVED  locked: store.retries no worse than baseline\n"
                                    "                                                       300    311  .3.54% better\n"
                                    "PASS      lru: all [0-9]+ values as in the baseline\n"
                                    "\n"
                                    "to measure it again:\n"
                                    "    stampede run example.yaml --strategy locked\n"
                                    "\n"
                                    "to accept what was measured, after a review:\n"
                                    "    stampede baseline r.json -o b.json --reason '...'\n"
                                    "\n"
                                    "1 FAIL, 2 CHANGED, 1 IMPROVED, 1 PASS\n"));
}

// The judgement of one metric of `locked`, after it became `errors` instead of 306.
Judgement errors_judged(const std::string& policy, std::uint64_t errors) {
  TestedGate gate{.accepted = two_strategies()};
  gate.policy.baseline = {{"store.errors", "*", parse_change_policy(policy).value()}};
  gate.result.cells[0].window.store.errors = errors;
  return gate.judge().judgements.front();
}

TEST(Gate, JudgesByThePolicyOfAMetric) {
  EXPECT_EQ(errors_judged("exact", 305).verdict, GateVerdict::kFail);
  EXPECT_EQ(errors_judged("exact", 305).check, "store.errors == baseline");
  EXPECT_EQ(errors_judged("within 2%", 312).verdict, GateVerdict::kChanged);
  EXPECT_EQ(errors_judged("within 2%", 313).verdict, GateVerdict::kFail);
  EXPECT_EQ(errors_judged("within 2%", 313).check, "store.errors within 2% of baseline");
  EXPECT_EQ(errors_judged("within 2%", 290).verdict, GateVerdict::kImproved);
  EXPECT_EQ(errors_judged("info", 9999).verdict, GateVerdict::kChanged);
  EXPECT_EQ(errors_judged("info", 9999).check, "store.errors beside baseline, for information");
}

TEST(Gate, WithinAShareFailsBeyondItEvenIfNobodyKnowsWhichIsWorse) {
  TestedGate gate{.accepted = two_strategies()};
  const auto judged = [&gate](std::uint64_t offered) {
    gate.result.cells[0].window.requests.offered = offered;
    for (const Judgement& judgement : gate.judge().judgements) {
      if (judgement.check == "requests.offered within 2% of baseline") return judgement.verdict;
    }
    return GateVerdict::kPass;
  };
  gate.policy.baseline = {{"requests.offered", "*", parse_change_policy("within 2%").value()}};
  const std::uint64_t before = gate.result.cells[0].window.requests.offered;
  EXPECT_EQ(judged(before), GateVerdict::kPass);
  EXPECT_EQ(judged(before + before / 50), GateVerdict::kChanged);
  EXPECT_EQ(judged(before + before / 50 + 1), GateVerdict::kFail);
  EXPECT_EQ(judged(before - before / 50 - 1), GateVerdict::kFail);
}

TEST(Gate, ExactPolicyFailsOnOrderAndDistributionsAsWell) {
  TestedGate gate{.accepted = two_strategies()};
  gate.policy.baseline = {{"*", "*", parse_change_policy("exact").value()}};
  gate.result.cells[0].digest = "ffff";
  gate.result.cells[1].window.writes.latency.record(1);
  const GatedResult gated = gate.judge();
  EXPECT_EQ(gated.judgements[0].subject(), "locked: digest of seed 7 == baseline");
  EXPECT_THAT(gate.text(), HasSubstr("FAIL  lru: distribution of write.latency == baseline\n"
                                     "      its values are distributed in another way\n"));
}

TEST(Gate, WhatIsNoLongerMeasuredIsNoPass) {
  TestedGate gate{.accepted = two_strategies()};
  gate.result.cells[0].window.reads.latency = Histogram();
  EXPECT_THAT(gate.text(), HasSubstr("NO_DATA  locked: read.latency.p50 no worse than baseline"));
  EXPECT_EQ(gate.worst(), GateVerdict::kNoData);
}

TEST(Gate, WhatIsNoLongerMeasuredIsAChangeWhereThePolicyOnlyInforms) {
  TestedGate gate{.accepted = two_strategies()};
  gate.policy.baseline = {{"*", "*", parse_change_policy("info").value()}};
  gate.result.cells[0].window.reads.latency = Histogram();
  EXPECT_THAT(gate.text(), HasSubstr("CHANGED  locked: read.latency.p50 beside baseline, for information"));
  EXPECT_EQ(gate.worst(), GateVerdict::kPass);
}

TEST(Gate, NothingIsComparedWithAnotherScenario) {
  TestedGate gate{.checks = {"locked: store.errors <= 105% of baseline"}, .accepted = two_strategies()};
  gate.result.scenario_json = R"({"version":1,"name":"example","cache":{"ttl":"2s"}})";
  gate.accepted->scenario_json = R"({"version":1,"name":"example","cache":{"ttl":"1s"}})";
  EXPECT_EQ(gate.text(),
            "example: virtual clock, seed 7, compared with b.json\n"
            "\n"
            "             check                                     actual  limit  margin\n"
            "NO_BASELINE  locked: store.errors <= 105% of baseline     306      -\n"
            "             the scenario changed: cache.ttl: 1s -> 2s\n"
            "             at policy.yaml:3\n"
            "NO_BASELINE  is as in the baseline\n"
            "             the scenario changed: cache.ttl: 1s -> 2s\n"
            "\n"
            "to measure it again:\n"
            "    stampede run example.yaml\n"
            "\n"
            "to accept what was measured, after a review:\n"
            "    stampede baseline r.json -o b.json --reason '...'\n"
            "\n"
            "2 NO_BASELINE\n");
}

TEST(Gate, StrategiesComeAndGo) {
  TestedGate gate{.accepted = two_strategies()};
  gate.result.cells[1].strategy = "xfetch";
  EXPECT_THAT(gate.text(),
              HasSubstr("MISSING  lru: is in the result\n"
                        "         the baseline has it, the result has not: run it again, or accept that it "
                        "is gone\n"
                        "NEW      xfetch: is as in the baseline\n"
                        "         the baseline does not have it\n"));
  EXPECT_EQ(gate.worst(), GateVerdict::kMissing);
}

TEST(Gate, WhatIsNewMayBeAllowed) {
  TestedGate gate{.accepted = result_of({cell_of_everything("locked", 7)})};
  gate.accepted->scenario_json = gate.result.scenario_json;
  EXPECT_EQ((GateReport{.results = {gate.judge()}}.worst()), GateVerdict::kNew);
  EXPECT_EQ((GateReport{.results = {gate.judge()}, .allow_new = true}.worst()), GateVerdict::kPass);
}

TEST(Gate, APartOfARunIsInvalidWhateverItMeasured) {
  TestedGate interrupted{.checks = {"hit_ratio >= 40%"}};
  interrupted.result.complete = false;
  EXPECT_EQ(interrupted.text(),
            "example: virtual clock, seed 7\n"
            "\n"
            "INVALID  is a valid run\n"
            "         the run was interrupted before its end: run it again\n"
            "\n"
            "1 INVALID\n");
  TestedGate shard{.checks = {"hit_ratio >= 40%"}};
  shard.result.shard = Shard{2, 3};
  EXPECT_THAT(shard.text(), HasSubstr("it is shard 2 of 3: put all of them together with 'stampede merge'\n"));
}

Waiver waiver(const std::string& check, const std::string& until, std::optional<std::string> accept = {}) {
  return {.check = check,
          .strategy = "*",
          .until = parse_date(until).value(),
          .reason = "see #12",
          .accept = accept,
          .place = {}};
}

TEST(Gate, AWaiverHoldsUntilItsLastDay) {
  TestedGate gate{.checks = {"locked: writes.lost == 0"}};
  gate.policy.waivers = {waiver("writes.lost == 0", "2026-06-15")};
  EXPECT_THAT(gate.text(), HasSubstr("WAIVED  locked: writes.lost == 0     205      0  differs by +205\n"
                                     "        waived until 2026-06-15: see #12\n"));
  EXPECT_EQ(gate.worst(), GateVerdict::kPass);
  gate.policy.waivers = {waiver("locked: writes.lost == 0", "2026-06-14")};
  EXPECT_THAT(gate.text(), HasSubstr("      its waiver ended on 2026-06-14\n"));
  EXPECT_EQ(gate.worst(), GateVerdict::kFail);
}

TEST(Gate, AWaiverCoversNoMoreThanItAccepts) {
  TestedGate gate{.checks = {"locked: writes.lost <= 10"}};
  gate.policy.waivers = {waiver("writes.lost <= 10", "2026-12-31", "205")};
  EXPECT_EQ(gate.worst(), GateVerdict::kPass);
  gate.policy.waivers = {waiver("writes.lost <= 10", "2026-12-31", "204")};
  EXPECT_THAT(gate.text(), HasSubstr("      worse than 204, which is waived\n"));
}

TEST(Gate, DifferencesFromABaselineAreWaivedByMetric) {
  TestedGate gate{.accepted = two_strategies()};
  gate.result.cells[0].window.store.errors = 3060;
  gate.policy.waivers = {waiver("store.*", "2026-12-31")};
  EXPECT_THAT(gate.text(), HasSubstr("WAIVED  locked: store.errors no worse than baseline"));
  gate.policy.waivers = {waiver("read.*", "2026-12-31")};
  EXPECT_EQ(gate.worst(), GateVerdict::kFail);
}

// Of `locked`, a read latency around `mean` microseconds and some noise, with the seeds from 1.
Result noisy(std::size_t runs, std::int64_t mean) {
  std::vector<CellRecord> cells;
  for (std::uint64_t seed = 1; seed <= runs; ++seed) {
    CellRecord cell = cell_of_everything("locked", seed);
    cell.window.reads.latency = Histogram();
    const auto noise = static_cast<std::int64_t>(seed * 7 % 5);
    for (std::int64_t i = 0; i < 100; ++i) cell.window.reads.latency.record(1000 * mean + 10 * noise * mean);
    cells.push_back(std::move(cell));
  }
  Result result = result_of(std::move(cells));
  result.scenario_json = R"({"version":1,"name":"example"})";
  return result;
}

TestedGate statistical(std::size_t runs, std::int64_t before, std::int64_t after) {
  TestedGate gate{.result = noisy(runs, after), .before = noisy(runs, before)};
  gate.policy.statistics.metrics = {gate.policy.statistics.metrics[1]};  // read.latency.p99
  return gate;
}

TEST(StatisticalGate, FailsOnWhatIsNoLuckAndMatters) {
  const TestedGate gate = statistical(15, 100, 110);
  EXPECT_THAT(gate.text(), HasSubstr("FAIL  locked: read.latency.p99 not worse by 5% than before"));
  EXPECT_THAT(gate.text(), HasSubstr("95% interval"));
  EXPECT_EQ(gate.worst(), GateVerdict::kFail);
  EXPECT_THAT(gate.text(), Not(HasSubstr("stampede baseline"))) << "a result is no baseline";
}

TEST(StatisticalGate, PassesWhatIsShownNotToBeWorse) {
  EXPECT_EQ(statistical(15, 100, 100).worst(), GateVerdict::kPass);
  EXPECT_EQ(statistical(15, 100, 102).worst(), GateVerdict::kPass) << "less than 5 % does not matter";
  EXPECT_THAT(statistical(15, 110, 100).text(), HasSubstr("IMPROVED  locked"));
}

TEST(StatisticalGate, DoesNotGuessFromTooFewRuns) {
  const TestedGate gate = statistical(4, 100, 200);
  EXPECT_THAT(gate.text(), HasSubstr("INCONCLUSIVE  locked: read.latency.p99 not worse by 5% than before"));
  EXPECT_THAT(gate.text(), HasSubstr("needs at least 5 pairs, has 4"));
  EXPECT_EQ(gate.worst(), GateVerdict::kInconclusive);
}

TEST(StatisticalGate, ComparesRunsOfTheSameSeedOnly) {
  TestedGate gate = statistical(15, 100, 100);
  for (CellRecord& cell : gate.before->cells) cell.seed += 100;
  EXPECT_THAT(gate.text(), HasSubstr("needs at least 5 pairs, has 0"));
}

TEST(StatisticalGate, NothingIsComparedWithAnotherScenario) {
  TestedGate gate = statistical(15, 100, 100);
  gate.before->scenario_json = R"({"version":1,"name":"example","cache":{"ttl":"2s"}})";
  EXPECT_EQ(gate.worst(), GateVerdict::kNoBaseline);
}

TEST(GateText, CutsLongListsOfDifferences) {
  TestedGate gate{.accepted = two_strategies()};
  gate.result.cells[0].window = Window();
  gate.result.cells[0].window.length = two_strategies().cells[0].window.length;
  EXPECT_THAT(gate.text(),
              ::testing::ContainsRegex("and [0-9]+ more that are CHANGED \\(--format json shows all\\)\n"));
}

TEST(GateText, ColoursVerdictsAndLeavesOutPassesIfAsked) {
  const TestedGate gate{.checks = {"locked: writes.lost == 0", "locked: hit_ratio >= 40%"}};
  const GateReport report{.results = {gate.judge()}};
  EXPECT_THAT(gate_text(report, {.colour = true}), HasSubstr("\x1b[1;31mFAIL\x1b[0m  locked: writes.lost == 0"));
  EXPECT_THAT(gate_text(report, {.only_attention = true}), Not(HasSubstr("hit_ratio")));
}

}  // namespace
}  // namespace stampede
