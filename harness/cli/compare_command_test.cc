#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"
#include "harness/results/output_file.h"
#include "harness/results/result_json.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Json = nlohmann::ordered_json;

class CompareCommand : public CommandTest {
 protected:
  CompareCommand() { keep("before.json", before()); }

  static void keep(const std::string& path, const Result& result) { write_file(path, result_text(result)); }

  static Result before() { return result_of({cell_of_everything("lru", 7), cell_of_everything("locked", 7)}); }

  // With fewer lost writes of `locked`, and more stale reads.
  static Result after() {
    Result result = before();
    result.cells[1].window.writes.lost = 41;
    result.cells[1].window.reads.stale[0] += 51;
    return result;
  }

  static Outcome compare(std::vector<std::string> arguments, bool terminal = false) {
    arguments.insert(arguments.begin(), "compare");
    return run(std::move(arguments), terminal);
  }

  // Its error, without the line of the exit code.
  static std::string error_of(std::vector<std::string> arguments) {
    const Outcome outcome = compare(std::move(arguments));
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    EXPECT_EQ(outcome.out, "");
    return outcome.err.substr(0, outcome.err.find("exit code"));
  }
};

TEST_F(CompareCommand, ShowsTwoResultsOfAStrategySideBySide) {
  keep("after.json", after());
  const Outcome outcome = compare({"before.json", "after.json", "--strategy", "locked", "--metric", "stale.r*",
                                   "--metric", "writes.lost", "--metric", "cache.fills"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out,
            "before: example, virtual clock, seed 7\n"
            "after: example, virtual clock, seed 7\n"
            "compared with before\n"
            "\n"
            "locked                         before    after  difference   ratio\n"
            "stale.reads                        51      102         +51   x2.00  worse\n"
            "stale.reads.hit                     6       57         +51   x9.50  worse\n"
            "stale.reads.early_load              7        7           0   x1.00  =\n"
            "stale.reads.expired_hit             8        8           0   x1.00  =\n"
            "stale.reads.load                    9        9           0   x1.00  =\n"
            "stale.reads.wait                   10       10           0   x1.00  =\n"
            "stale.reads.expired_on_error       11       11           0   x1.00  =\n"
            "stale.ratio                   113.33%  226.67%      +113pp   x2.00  worse\n"
            "writes.lost                       205       41        -164  x0.200  better\n"
            "cache.fills                       503      503           0   x1.00  =\n"
            "\n"
            "1 better, 3 worse, 6 =\n");
}

TEST_F(CompareCommand, ShowsOnlyWhatDiffersIfAsked) {
  keep("after.json", after());
  EXPECT_THAT(compare({"before.json", "after.json", "--changed"}).out,
              HasSubstr("compared with before\n"
                        "\n"
                        "locked       before  after  difference   ratio\n"
                        "stale.reads      51    102         +51   x2.00  worse\n"
                        "writes.lost     205     41        -164  x0.200  better\n"
                        "\n"
                        "1 better, 1 worse\n"));
  EXPECT_THAT(compare({"before.json", "before.json", "--changed"}).out,
              HasSubstr("compared with before (1)\n\nnothing differs\n"));
}

TEST_F(CompareCommand, ComparesTheStrategiesOfOneResultWithTheFirstThatHits) {
  Result result =
      result_of({cell_of_everything("floor", 7), cell_of_everything("lru", 7), cell_of_everything("locked", 7)});
  result.cells[0].window.reads.outcomes[0] = 0;
  result.cells[0].window.writes.lost = 0;
  result.cells[2].window.writes.lost = 410;
  keep("x.json", result);
  EXPECT_EQ(compare({"x.json", "--metric", "writes.*o*t", "--metric", "cache.hits"}).out,
            "example: virtual clock, seed 7\n"
            "compared with lru\n"
            "\n"
            "writes.lost (lower is better)\n"
            "  lru     205\n"
            "  floor     0  -205     x0  better\n"
            "  locked  410  +205  x2.00  worse\n"
            "\n"
            "cache.hits: 501 for all\n"
            "\n"
            "1 better, 1 worse, 2 =\n");
}

TEST_F(CompareCommand, TakesAnotherReference) {
  keep("after.json", after());
  EXPECT_EQ(compare({"after.json", "--reference", "locked", "--metric", "writes.lost"}).out,
            "example: virtual clock, seed 7\n"
            "compared with locked\n"
            "\n"
            "metric       locked  lru  difference  ratio\n"
            "writes.lost      41  205        +164  x5.00  worse\n"
            "\n"
            "1 worse\n");
}

TEST_F(CompareCommand, SaysWhereTheScenariosDiffer) {
  Result other = before();
  other.scenario_digest = "0000";
  other.scenario_json = R"({"version":1,"name":"example","cache":{"ttl":"30s"}})";
  other.scenario_name = "other";
  keep("after.json", other);
  EXPECT_THAT(compare({"before.json", "after.json"}).out, HasSubstr("before: example, virtual clock, seed 7\n"
                                                                    "after: other, virtual clock, seed 7\n"
                                                                    "compared with before\n"
                                                                    "\n"
                                                                    "the scenario of after is not that of before:\n"
                                                                    "  cache: absent -> {\"ttl\":\"30s\"}\n"
                                                                    "\n"));
}

TEST_F(CompareCommand, SaysWhatIsMissing) {
  Result other = result_of({cell_of_everything("locked", 7), cell_of_everything("new", 7)});
  other.complete = other.cells[0].complete = false;
  other.tool_version = "9";
  keep("after.json", other);
  const Outcome outcome = compare({"before.json", "after.json", "--exit-code"});
  EXPECT_THAT(outcome.out, HasSubstr("note: after is incomplete: interrupted before the end\n"
                                     "note: the results come from different versions of stampede\n"
                                     "note: after has no strategy 'lru'\n"
                                     "note: before has no strategy 'new'\n"));
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
}

TEST_F(CompareCommand, ComparesRepetitionsBySeed) {
  std::vector<CellRecord> cells[2];
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    for (auto& side : cells) side.push_back(cell_of_everything("lru", seed));
    cells[1].back().window.writes.lost = 200 + 4 * seed;  // 204, 208, 212, 216 instead of 205
  }
  cells[0].push_back(cell_of_everything("lru", 5));
  keep("a.json", result_of(cells[0]));
  keep("b.json", result_of(cells[1]));
  const Outcome outcome = compare({"a.json", "b.json", "--metric", "writes.lost", "--exit-code"});
  EXPECT_EQ(outcome.out,
            "a: example, virtual clock, 5 repetitions pooled, seeds from 7\n"
            "b: example, virtual clock, 4 repetitions pooled, seeds from 7\n"
            "compared with a\n"
            "\n"
            "note: only seeds that all have are compared; a has more\n"
            "\n"
            "lru            a    b  difference  ratio\n"
            "writes.lost  820  840         +20  x1.02  ~\n"
            "\n"
            "1 ~\n"
            "~ the spread over repetitions covers the difference\n");
  EXPECT_EQ(outcome.code, ExitCode::kOk) << "what the spread covers is not worse";
}

TEST_F(CompareCommand, ComparesPhases) {
  Result other = before();
  other.cells[0].phases[2].window.writes.lost = 7;
  keep("after.json", other);
  EXPECT_THAT(compare({"before.json", "after.json", "--phase", "after flush", "--changed"}).out,
              HasSubstr("compared with before in the phase 'after flush'\n"
                        "\n"
                        "lru          before  after  difference   ratio\n"
                        "writes.lost     205      7        -198  x0.034  better\n"));
  other.cells[0].phases.clear();
  keep("after.json", other);
  EXPECT_THAT(compare({"before.json", "after.json", "--phase", "after flush"}).out,
              HasSubstr("note: after: 'lru' has no phase 'after flush'\n"));
}

TEST_F(CompareCommand, FailsWhereAnythingGotWorseIfAsked) {
  keep("after.json", after());
  EXPECT_EQ(compare({"before.json", "after.json", "--exit-code"}).code, ExitCode::kGateFailed);
  EXPECT_EQ(compare({"before.json", "after.json", "--exit-code", "--metric", "writes.*"}).code, ExitCode::kOk);
  EXPECT_EQ(compare({"before.json", "before.json", "--exit-code"}).code, ExitCode::kOk);
  EXPECT_EQ(compare({"before.json", "after.json"}).code, ExitCode::kOk);
}

TEST_F(CompareCommand, ColoursOnATerminal) {
  keep("after.json", after());
  const std::string out = compare({"before.json", "after.json", "--changed"}, true).out;
  EXPECT_THAT(out, HasSubstr("x2.00  \x1b[1;31mworse\x1b[0m\n"));
  EXPECT_THAT(out, HasSubstr("x0.200  \x1b[1;32mbetter\x1b[0m\n"));
}

TEST_F(CompareCommand, WritesMarkdownWithEscapedNames) {
  keep("a|<b>.json", before());
  keep("after.json", after());
  EXPECT_EQ(compare({"a|<b>.json", "after.json", "--changed", "--format", "markdown"}).out,
            "### Comparison\n"
            "\n"
            "a\\|&lt;b&gt;: example, virtual clock, seed 7<br>\n"
            "after: example, virtual clock, seed 7<br>\n"
            "compared with a\\|&lt;b&gt;\n"
            "\n"
            "#### locked\n"
            "\n"
            "| metric | a\\|&lt;b&gt; | after | difference | ratio | |\n"
            "|---|--:|--:|--:|--:|---|\n"
            "| stale.reads | 51 | 102 | +51 | x2.00 | **worse** |\n"
            "| writes.lost | 205 | 41 | -164 | x0.200 | better |\n"
            "\n"
            "1 better, 1 worse\n");
}

TEST_F(CompareCommand, WritesNumbersAsCsv) {
  keep("a,b.json", before());
  keep("after.json", after());
  EXPECT_EQ(compare({"a,b.json", "after.json", "--changed", "--format", "csv", "--metric", "stale.r*o"}).out,
            "strategy,phase,metric,unit,direction,base,base_value,other,other_value,difference,ratio,verdict\r\n"
            "locked,all,stale.ratio,ratio,lower is better,\"a,b\",1.1333333333333333,after,2.2666666666666666,"
            "1.1333333333333333,2.0,worse\r\n");
}

TEST_F(CompareCommand, WritesJsonThatSaysEverything) {
  Result other = after();
  other.scenario_digest = "0000";
  other.scenario_json = R"({"version":1,"name":"example","seed":2})";
  keep("after.json", other);
  const Json json = Json::parse(
      compare({"before.json", "after.json", "--changed", "--metric", "writes.lost", "--format", "json"}).out);
  EXPECT_EQ(json["schema"], "stampede.comparison/1");
  EXPECT_EQ(json["files"][1], Json::parse(R"({"label": "after", "scenario": "example", "clock": "virtual", "seed": 7,
                                              "incomplete": false})"));
  EXPECT_EQ(json["scenarios"], Json::parse(R"([{"file": "after",
      "changes": [{"path": "seed", "from": "absent", "to": "2"}]}])"));
  EXPECT_EQ(json["groups"], Json::parse(R"([{"strategy": "locked", "paired": true, "repetitions": 1, "rows": [
      {"metric": "writes.lost", "unit": "count", "direction": "lower is better",
       "base": {"name": "before", "value": 205},
       "others": [{"name": "after", "value": 41, "difference": -164.0, "ratio": 0.2, "verdict": "better"}]}]}])"));
}

TEST_F(CompareCommand, KnowsWhatThereIs) {
  EXPECT_EQ(error_of({"before.json", "--reference", "loked"}),
            "error: no strategy 'loked' in the results; did you mean 'locked'?\n  there are locked, lru\n");
  EXPECT_EQ(error_of({"before.json", "--strategy", "lur"}),
            "error: no strategy 'lur' in the results; did you mean 'lru'?\n  there are locked, lru\n");
  EXPECT_EQ(error_of({"before.json", "--phase", "flash"}),
            "error: no phase 'flash' in the results; did you mean 'flush'?\n"
            "  there are after flush, all, before, flush\n");
  EXPECT_EQ(error_of({"before.json", "--metric", "hit_rati"}),
            "error: no metric matches 'hit_rati'; did you mean 'hit_ratio'?\n"
            "  'stampede list metrics' shows all\n");
}

TEST_F(CompareCommand, SaysWhenThereIsNothingToCompare) {
  EXPECT_EQ(error_of({}), "error: no result given\n  see 'stampede compare --help'\n");
  EXPECT_EQ(error_of({"before.json", "--strategy", "lru"}),
            "error: nothing to compare 'lru' with\n"
            "  give a second result, or select more strategies of this one\n");
  EXPECT_EQ(error_of({"before.json", "before.json", "--reference", "lru"}),
            "error: --reference is for one result; of several, the first is what the others are compared with\n"
            "  leave it out, or give one result\n");
  keep("other.json", result_of({cell_of_everything("new", 7)}));
  EXPECT_EQ(error_of({"before.json", "other.json"}),
            "error: the results have nothing in common that was selected\n"
            "  give results of the same strategies, or select others: 'stampede compare --help'\n");
  keep("empty.json", result_of({}));
  EXPECT_EQ(error_of({"before.json", "empty.json"}),
            "error: 'empty.json' holds nothing: the run was interrupted before the first strategy\n"
            "  run the scenario again\n");
}

TEST_F(CompareCommand, RefusesWhatIsNoResult) {
  EXPECT_THAT(error_of({"before.json", "small.yaml"}), HasSubstr("small.yaml:1:2: error: this is no JSON\n"));
  EXPECT_EQ(compare({"before.json", "none.json"}).code, ExitCode::kIo);
}

TEST_F(CompareCommand, TellsCsvReadersOnTheSide) {
  Result other = before();
  other.scenario_digest = "0000";
  other.tool_version = "9";
  keep("after.json", other);
  const Outcome outcome = compare({"before.json", "after.json", "--format", "csv"});
  EXPECT_EQ(outcome.err,
            "note: the results come from different versions of stampede\n"
            "note: the scenario of after is not that of before; --format text shows the settings that differ\n");
  EXPECT_THAT(outcome.out, Not(HasSubstr("note")));
}

}  // namespace
}  // namespace stampede
