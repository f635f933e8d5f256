#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/cli/gate_testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;

class GateCommand : public GateTest {
 protected:
  static Outcome gate(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "gate");
    return run(std::move(arguments));
  }

  // Its error, without the line of the exit code.
  static std::string error_of(std::vector<std::string> arguments) {
    const Outcome outcome = gate(std::move(arguments));
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    EXPECT_EQ(outcome.out, "");
    return outcome.err.substr(0, outcome.err.find("exit code"));
  }
};

TEST_F(GateCommand, PassesAResultThatMeetsTheGateOfItsScenario) {
  const Outcome outcome = gate({"r.json"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out,
            "example: virtual clock, seed 7\n"
            "\n"
            "      check                      actual  limit  margin\n"
            "PASS  locked: hit_ratio >= 40%  44.444%    40%  4.44pp left\n"
            "PASS  lru: hit_ratio >= 40%     44.444%    40%  4.44pp left\n"
            "PASS  lru: store.errors <= 306      306    306  0% left\n"
            "\n"
            "3 PASS\n");
}

TEST_F(GateCommand, ExitsWithACodeForEachKindOfVerdict) {
  keep_baseline("b.json", sample());
  keep("worse.json", worse());
  EXPECT_EQ(gate({"worse.json", "--baseline", "b.json"}).code, ExitCode::kGateFailed);
  EXPECT_EQ(gate({"r.json", "--baseline", "none.json"}).code, ExitCode::kNoBaseline);
  EXPECT_EQ(gate({"r.json", "--baseline", "none.json", "--allow-new"}).code, ExitCode::kOk);
  Result partial = sample();
  partial.complete = false;
  keep("partial.json", partial);
  EXPECT_EQ(gate({"partial.json"}).code, ExitCode::kInvalidRun);
  write("p.yaml", "checks: [read.latency.p99 <= 5ms]\n");
  EXPECT_EQ(gate({"r.json", "--policy", "p.yaml"}).code, ExitCode::kInconclusive);
  EXPECT_EQ(gate({"r.json", "worse.json", "--baseline", "b.json"}).code, ExitCode::kGateFailed) << "of several";
}

TEST_F(GateCommand, WithoutAnythingToJudgeByIsAnError) {
  Result bare = sample();
  bare.scenario_json = R"({"version":1,"name":"example","gate":[]})";
  keep("bare.json", bare);
  EXPECT_EQ(error_of({"bare.json"}),
            "error: there is nothing to judge 'bare.json' by: its scenario has no 'gate'\n"
            "  write checks into the scenario or into a file for --policy, or name a --baseline\n");
  EXPECT_EQ(error_of({}), "error: no result given\n  see 'stampede gate --help'\n");
}

TEST_F(GateCommand, JudgesOnlySomeStrategies) {
  EXPECT_EQ(gate({"r.json", "--strategy", "locked", "-q"}).out, "1 PASS\n");
  EXPECT_EQ(error_of({"r.json", "--strategy", "loked"}),
            "error: no strategy 'loked' in the results; did you mean 'locked'?\n  there are locked, lru\n");
}

TEST_F(GateCommand, TellsMistakesInThePolicyBeforeAnythingIsJudged) {
  write("p.yaml",
        "checks:\n"
        "  - \"loked: hit_ratio >= 5%\"\n"
        "  - store.reads >= 5\n");
  EXPECT_EQ(error_of({"r.json", "--policy", "p.yaml"}),
            "p.yaml:2:6: error: unknown strategy 'loked'; did you mean 'locked'?\n"
            "  - \"loked: hit_ratio >= 5%\"\n"
            "     ^\n"
            "p.yaml:3:17: error: 'store.reads' is better when lower, and a better result would fail; did you mean "
            "'<='?\n"
            "  - store.reads >= 5\n"
            "                ^\n"
            "  nothing was judged; correct the checks\n");
  write("p.yaml", "waivers: [{check: hit_ratio >= 45%, until: 2026-01-01, reason: x}]\n");
  EXPECT_EQ(error_of({"r.json", "--policy", "p.yaml"}),
            "p.yaml:1:19: error: no check reads 'hit_ratio >= 45%'; did you mean 'hit_ratio >= 40%'?\n"
            "waivers: [{check: hit_ratio >= 45%, until: 2026-01-01, reason: x}]\n"
            "                  ^\n"
            "  nothing was judged; correct the checks\n");
  EXPECT_EQ(gate({"r.json", "--policy", "none.yaml"}).code, ExitCode::kIo);
}

TEST_F(GateCommand, WaiversAreJudgedOnADay) {
  write("p.yaml",
        "checks: [writes.lost == 0]\n"
        "waivers: [{check: writes.lost == 0, until: 2026-01-31, reason: see 12}]\n");
  EXPECT_EQ(gate({"r.json", "--policy", "p.yaml", "--today", "2026-01-31"}).code, ExitCode::kOk);
  const Outcome late = gate({"r.json", "--policy", "p.yaml", "--today", "2026-02-01"});
  EXPECT_EQ(late.code, ExitCode::kGateFailed);
  EXPECT_THAT(late.out, HasSubstr("      its waiver ended on 2026-01-31\n"));
  EXPECT_EQ(error_of({"r.json", "--today", "2026-02-30"}),
            "error: --today: there is no such day\n  see 'stampede gate --help'\n");
}

TEST_F(GateCommand, SaysWhenAWaiverCanGo) {
  write("p.yaml", "waivers: [{check: hit_ratio >= 40%, until: 2026-01-31, reason: see 12}]\n");
  EXPECT_THAT(gate({"r.json", "--policy", "p.yaml"}).out,
              HasSubstr("note: the waiver of 'hit_ratio >= 40%' is not needed any more: what it covers passes\n"));
}

TEST_F(GateCommand, TakesAFolderOfBaselinesAndMissesWhatWasNotRun) {
  std::filesystem::create_directory("baselines");
  keep_baseline("baselines/example.json", sample());
  EXPECT_EQ(gate({"r.json", "--baseline", "baselines"}).code, ExitCode::kOk);
  Result other = sample();
  other.scenario_name = "other";
  keep_baseline("baselines/other.json", other);
  write("baselines/notes.json", "{}");
  const Outcome outcome = gate({"r.json", "--baseline", "baselines", "-q"});
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed);
  EXPECT_EQ(
      outcome.out,
      "other: not run, compared with baselines/other.json\n"
      "\n"
      "MISSING  has a result\n"
      "         there is a baseline, but no result: run the scenario, or remove the baseline if it was removed or "
      "renamed\n"
      "\n"
      "1 MISSING, 5 PASS\n");
}

TEST_F(GateCommand, ComparesWithAnotherResultAsWell) {
  keep("worse.json", worse());
  EXPECT_THAT(gate({"worse.json", "--baseline", "r.json"}).out,
              HasSubstr("FAIL  locked: store.errors no worse than baseline"));
}

TEST_F(GateCommand, RefusesBaselinesThatAreNone) {
  write("half.json", baseline_text(baseline_of(sample(), "because")).substr(0, 3000));
  EXPECT_THAT(error_of({"r.json", "--baseline", "half.json"}),
              HasSubstr("error: it ends in the middle: the file was cut off\n"
                        "  make it again: 'stampede baseline RESULT.json -o FILE --reason TEXT'\n"));
  std::string edited = baseline_text(baseline_of(sample(), "because"));
  edited.replace(edited.find("\"store.errors\": 306"), 19, "\"store.errors\": 999");
  write("edited.json", edited);
  EXPECT_EQ(error_of({"r.json", "--baseline", "edited.json"}),
            "edited.json: error: checksum: the file was edited by hand: it does not hold what a run measured\n"
            "  make it again: 'stampede baseline RESULT.json -o FILE --reason TEXT'\n");
  EXPECT_THAT(error_of({"r.json", "--baseline", "small.yaml"}), HasSubstr("small.yaml:1:2: error: this is no JSON"));
}

TEST_F(GateCommand, ComparesRunsStatistically) {
  std::vector<CellRecord> cells;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) cells.push_back(cell_of_everything("locked", seed));
  keep("before.json", result_of(cells));
  for (CellRecord& cell : cells) cell.window.store.loads_demand = 600;
  keep("after.json", result_of(cells));
  const Outcome outcome = gate({"after.json", "--baseline", "before.json", "--statistical"});
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed);
  EXPECT_THAT(outcome.out,
              HasSubstr("FAIL  locked: store.reads not worse by 5% than before     10824     7236  +49.6%\n"));
  keep_baseline("b.json", sample());
  EXPECT_EQ(error_of({"r.json", "--baseline", "b.json", "--statistical"}),
            "error: 'b.json' is a baseline, which has no single runs\n"
            "  --statistical compares with another result of 'stampede run', with the same seeds\n");
  EXPECT_EQ(error_of({"r.json", "--statistical"}),
            "error: --statistical needs a result to compare with\n  name it with --baseline RESULT.json\n");
}

TEST_F(GateCommand, WritesJson) {
  keep("worse.json", worse());
  keep_baseline("b.json", sample());
  const Outcome outcome = gate({"worse.json", "--baseline", "b.json", "--format", "json", "--json", "copy.json"});
  EXPECT_EQ(read("copy.json"), outcome.out);
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["schema"], "stampede.gate/1");
  EXPECT_EQ(json["verdict"], "FAIL");
  EXPECT_EQ(json["counts"]["FAIL"], 1);
  EXPECT_EQ(json["results"][0]["judgements"][0], Json::parse(R"({
    "verdict": "FAIL", "strategy": "locked", "check": "store.errors no worse than baseline", "metric": "store.errors",
    "unit": "count", "actual": 400, "limit": 306, "margin": "+30.7% worse", "reason": "", "file": null, "line": null,
    "reproduce": "stampede run example.yaml --strategy locked"})"));
}

TEST_F(GateCommand, AnnotatesTheLinesOfChecks) {
  keep("worse.json", worse());
  write("policy,1.yaml", "checks:\n  - \"locked: store.errors <= 306\"\n");
  const Outcome outcome = gate({"worse.json", "--policy", "policy,1.yaml", "--github"});
  EXPECT_THAT(outcome.out,
              HasSubstr("\n::error file=policy%2C1.yaml,line=2,title=FAIL locked%3A store.errors <= 306::FAIL example: "
                        "locked: store.errors <= 306%0Aactual 400, limit 306, 30.7%25 over%0Ato measure it again: "
                        "stampede run example.yaml --strategy locked\n"));
}

TEST_F(GateCommand, AnnotatesTheWorstNineAndCountsTheRest) {
  std::string checks = "checks:\n";
  for (int i = 0; i < 12; ++i) checks += "  - \"locked: store.errors <= " + std::to_string(i) + "\"\n";
  write("p.yaml", checks);
  const std::string out = gate({"r.json", "--policy", "p.yaml", "--github"}).out;
  std::size_t annotations = 0;
  for (std::size_t at = out.find("\n::error "); at != std::string::npos; at = out.find("\n::error ", at + 1)) {
    ++annotations;
  }
  EXPECT_EQ(annotations, 10u);
  EXPECT_THAT(out, HasSubstr("\n::error title=Gate::and 3 more; the log and the summary list them\n"));
}

TEST_F(GateCommand, AddsToTheSummaryOfAStep) {
  write("summary.md", "before\n");
  ::setenv("GITHUB_STEP_SUMMARY", "summary.md", 1);
  gate({"r.json", "--github"});
  ::unsetenv("GITHUB_STEP_SUMMARY");
  EXPECT_THAT(read("summary.md"), StartsWith("before\n### Gate passed: 3 PASS\n"));
}

TEST_F(GateCommand, WritesMarkdownWithWhatFailedFirst) {
  keep("worse.json", worse());
  keep_baseline("b.json", sample());
  EXPECT_THAT(gate({"worse.json", "--baseline", "b.json", "--format", "markdown"}).out,
              StartsWith("### Gate did not pass: 1 FAIL, 4 PASS\n"
                         "\n"
                         "#### example: virtual clock, seed 7\n"
                         "\n"
                         "compared with b.json\n"
                         "\n"
                         "| verdict | check | actual | limit | margin | |\n"
                         "|---|---|--:|--:|---|---|\n"
                         "| **FAIL** | locked: store.errors no worse than baseline | 400 | 306 | +30.7% worse |  |\n"
                         "\n"
                         "To measure it again:\n"
                         "\n"
                         "    stampede run example.yaml --strategy locked\n"
                         "\n"
                         "To accept what was measured, after a review:\n"
                         "\n"
                         "    stampede baseline worse.json -o b.json --reason '...'\n"
                         "\n"
                         "<details><summary>4 PASS</summary>\n"));
}

TEST_F(GateCommand, ASelfTestShowsThatItCanFail) {
  keep_baseline("b.json", sample());
  const Outcome outcome = gate({"r.json", "--baseline", "b.json", "--self-test"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, StartsWith("worse by 10%, one value at a time:\n"
                                      "\n"
                                      "not caught  example: locked: hit_ratio >= 40% (allows it: 0 left)\n"
                                      "not caught  example: lru: hit_ratio >= 40% (allows it: 0 left)\n"
                                      "caught      example: lru: store.errors <= 306\n"));
  EXPECT_THAT(outcome.out, ::testing::ContainsRegex("caught      example: locked: [0-9]+ values of the baseline\n"));
  EXPECT_THAT(gate({"r.json", "--self-test", "20%"}).out, HasSubstr("caught      example: locked: hit_ratio >= 40%\n"));
}

TEST_F(GateCommand, ASelfTestFailsForAGateThatCannot) {
  Result generous = sample();
  generous.scenario_json = R"({"version":1,"name":"example","gate":["hit_ratio >= 1%"]})";
  keep("generous.json", generous);
  const Outcome outcome = gate({"generous.json", "--self-test"});
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed);
  EXPECT_THAT(outcome.err, StartsWith("error: a result that is so much worse would pass\n"
                                      "  add checks or a baseline, or make the limits tighter\n"));
  EXPECT_EQ(error_of({"r.json", "--self-test", "x"}),
            "error: --self-test: 'x' is not a share, e.g. '80%'\n  see 'stampede gate --help'\n");
}

TEST_F(GateCommand, KeepsWhatItFoundWhenAFileCannotBeWritten) {
  const Outcome outcome = gate({"r.json", "--junit", "no/such/folder/j.xml"});
  EXPECT_EQ(outcome.code, ExitCode::kIo);
  EXPECT_THAT(outcome.out, HasSubstr("3 PASS\n"));
  EXPECT_THAT(outcome.err, HasSubstr("error: cannot write 'no/such/folder/j.xml': "));
}

TEST_F(GateCommand, MistakesInAScenariosGateAreToldBeforeItIsRun) {
  write("bad.yaml", std::string(kSmallScenario) +
                        "gate:\n"
                        "  - read.latncy.p99 <= 5ms\n"
                        "  - 'locked: read.latency.p99@flush <= 5'\n");
  const Outcome outcome = run({"run", "bad.yaml"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_THAT(outcome.err,
              StartsWith("bad.yaml:11:5: error: unknown metric 'read.latncy.p99'; did you mean 'read.latency.p99'?\n"
                         "  - read.latncy.p99 <= 5ms\n"
                         "    ^\n"
                         "bad.yaml:12:31: error: unknown phase 'flush'; without a timeline there is only 'all'\n"
                         "  - 'locked: read.latency.p99@flush <= 5'\n"
                         "                              ^\n"
                         "bad.yaml:12:40: error: 'read.latency.p99' is compared with a duration: a duration needs a "
                         "unit, e.g. '5s'\n"
                         "  - 'locked: read.latency.p99@flush <= 5'\n"
                         "                                       ^\n"));
  EXPECT_EQ(run({"check", "bad.yaml"}).code, ExitCode::kUsage);
}

TEST_F(GateCommand, JudgesWhatWasJustRun) {
  write("good.yaml", std::string(kSmallScenario) +
                         "gate:\n"
                         "  - hit_ratio >= 1%\n"
                         "  - 'locked: stampede.redundant_loads <= 0% of cache-aside.stampede.redundant_loads'\n"
                         "  - 'locked: store.reads == baseline'\n");
  ASSERT_EQ(run({"run", "good.yaml", "-q", "-o", "good.json"}).code, ExitCode::kOk);
  ASSERT_EQ(run({"baseline", "good.json", "-o", "b.json", "--reason", "first"}).code, ExitCode::kOk);
  const Outcome outcome = gate({"good.json", "--baseline", "b.json"});
  EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.out << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("6 PASS\n"));

  ASSERT_EQ(run({"run", "good.yaml", "-q", "-o", "one.json", "--strategy", "locked"}).code, ExitCode::kOk);
  const Outcome one = gate({"one.json", "--baseline", "b.json", "--strategy", "locked"});
  EXPECT_EQ(one.code, ExitCode::kOk) << "checks that speak of other strategies are gone with them\n" << one.out;
  EXPECT_THAT(one.out, HasSubstr("3 PASS\n"));

  ASSERT_EQ(run({"run", "good.yaml", "-q", "-o", "other.json", "--set", "cache.ttl=90ms"}).code, ExitCode::kOk);
  const Outcome other = gate({"other.json", "--baseline", "b.json"});
  EXPECT_EQ(other.code, ExitCode::kNoBaseline);
  EXPECT_THAT(other.out, HasSubstr("             at good.yaml:13\n"));
  EXPECT_THAT(other.out, HasSubstr("the scenario changed: cache.ttl: 100ms -> 90ms"));
  EXPECT_THAT(other.out, HasSubstr("    stampede run good.yaml --set cache.ttl=90ms\n"));
}

}  // namespace
}  // namespace stampede
