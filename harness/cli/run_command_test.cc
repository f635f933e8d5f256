#include <gmock/gmock.h>
#include <stdlib.h>

#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"

namespace stampede {
namespace {

using Json = nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kOtherScenario =
    "{name: other, duration: 1s, workload: {arrivals: {constant: {rate: 10/s}}, keys: {single: {}}}, "
    "store: {latency: 1ms}, strategies: [no-cache]}";

class Run : public CommandTest {
 protected:
  static Json result(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "run");
    arguments.insert(arguments.end(), {"-q", "-o", "-"});
    return Json::parse(run(std::move(arguments)).out);
  }

  static std::vector<std::string> strategies(const Json& result) {
    std::vector<std::string> names;
    for (const Json& cell : result["cells"]) names.push_back(cell["strategy"]);
    return names;
  }

  // What is left is a function of scenario and seed.
  static std::string reproducible(Json result) {
    result.erase("environment");
    for (Json& cell : result["cells"]) {
      cell.erase("wall_seconds");
      cell.erase("requests_per_second");
    }
    return result.dump();
  }
};

TEST_F(Run, PrintsTheTableAndWritesTheResultBesideIt) {
  const Outcome outcome = run({"run", "small.yaml"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, StartsWith("small: virtual clock, seed 1\n\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\ncache-aside "));
  EXPECT_THAT(outcome.out, HasSubstr("\nlocked "));
  EXPECT_THAT(outcome.err, testing::MatchesRegex("small: cache-aside done \\(1/2\\) after [0-9a-z.]+\n"
                                                 "small: locked done \\(2/2\\) after [0-9a-z.]+\n"
                                                 "result: small\\.result\\.json\n"));
  const Json json = Json::parse(read("small.result.json"));
  EXPECT_EQ(json["schema"], "stampede.result/1");
  EXPECT_EQ(json["incomplete"], false);
  EXPECT_EQ(json["scenario"]["effective"]["cache"]["ttl"], "100ms");
  EXPECT_EQ(strategies(json), (std::vector<std::string>{"cache-aside", "locked"}));
  EXPECT_EQ(json["cells"][0]["metrics"]["requests.offered"], 1000);
}

TEST_F(Run, IsQuietWhenAsked) {
  EXPECT_EQ(run({"run", "small.yaml", "-q"}).err, "");
  EXPECT_EQ(run({"run", "small.yaml", "--progress", "none"}).err, "result: small.result.json\n");
}

TEST_F(Run, RedrawsOneLineOnATerminalAndRemovesItInTheEnd) {
  const Outcome outcome = run({"run", "small.yaml"}, true);
  EXPECT_THAT(outcome.err, HasSubstr("\x1b[K"));
  EXPECT_THAT(outcome.err, ::testing::EndsWith("\r\x1b[Kresult: small.result.json\n"));
}

TEST_F(Run, JsonIsTheSameOnTheStandardOutputAndInTheFile) {
  const Outcome outcome = run({"run", "small.yaml", "--format", "json", "-o", "out.json"});
  EXPECT_EQ(outcome.out, read("out.json"));
  EXPECT_EQ(run({"run", "small.yaml", "-q", "-o", "-"}).err, "");
  EXPECT_FALSE(std::filesystem::exists("small.result.json"));
}

TEST_F(Run, CsvOfSeveralScenariosHasOneHeader) {
  write("other.yaml", kOtherScenario);
  const Outcome outcome = run({"run", "small.yaml", "other.yaml", "-q", "--format", "csv", "--repetitions", "2"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, testing::MatchesRegex("scenario,strategy,seed,phase,from_ns,to_ns,complete,[^\r]*\r\n"
                                                 "small,cache-aside,1,all,0,1000000000,true,[^\r]*\r\n"
                                                 "small,cache-aside,2,all,0,1000000000,true,[^\r]*\r\n"
                                                 "small,locked,1,all,0,1000000000,true,[^\r]*\r\n"
                                                 "small,locked,2,all,0,1000000000,true,[^\r]*\r\n"
                                                 "other,no-cache,1,all,0,1000000000,true,[^\r]*\r\n"
                                                 "other,no-cache,2,all,0,1000000000,true,[^\r]*\r\n"));
}

TEST_F(Run, MarkdownHasATableForEachScenario) {
  write("other.yaml", kOtherScenario);
  const Outcome outcome = run({"run", "small.yaml", "other.yaml", "-q", "--format", "markdown"});
  EXPECT_THAT(outcome.out, StartsWith("### small\n\nvirtual clock, seed 1\n\n| strategy | hit % |"));
  EXPECT_THAT(outcome.out, HasSubstr(" |\n\n### other\n\n"));
}

TEST_F(Run, TheStandardOutputHoldsOneThing) {
  const Outcome outcome = run({"run", "small.yaml", "-o", "-", "--format", "csv"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_EQ(outcome.err,
            "error: -o - puts the result, which is JSON, on the standard output already\n"
            "  name a file with -o FILE, or leave --format out\n"
            "exit code 2 (usage)\n");
  EXPECT_EQ(run({"run", "small.yaml", "-q", "-o", "-", "--format", "json"}).code, ExitCode::kOk);
}

TEST_F(Run, ATimelineMakesPhasesThatAreShownAndReadBack) {
  write("flush.yaml", std::string(kSmallScenario) + "timeline: [{at: 500ms, name: flush, cache: flush}]\n");
  const Outcome outcome = run({"run", "flush.yaml", "-q"});
  EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\n\nbefore, 0s to 500ms\ncache-aside "));
  EXPECT_THAT(outcome.out, HasSubstr("\n\nafter flush, 500ms to 1s\ncache-aside "));
  const std::string text = read("small.result.json");
  const auto result = read_result("small.result.json", text);
  ASSERT_TRUE(std::holds_alternative<Result>(result)) << std::get<ResultProblem>(result).message;
  EXPECT_EQ(std::get<Result>(result).cells[0].phases.size(), 3U);
  EXPECT_EQ(std::get<Result>(result).cells[0].series.intervals.size(), 120U);
  EXPECT_EQ(result_text(std::get<Result>(result)), text);
}

TEST_F(Run, ResultsDoNotDependOnTheNumberOfJobsNorOnTheTime) {
  const std::string once = reproducible(result({"small.yaml", "--repetitions", "3", "--jobs", "1"}));
  EXPECT_EQ(once, reproducible(result({"small.yaml", "--repetitions", "3", "--jobs", "1"})));
  EXPECT_EQ(once, reproducible(result({"small.yaml", "--repetitions", "3", "--jobs", "2"})));
  EXPECT_NE(once, reproducible(result({"small.yaml", "--repetitions", "3", "--seed", "2"})));
}

TEST_F(Run, FlagsOfTheirOwnWinOverSet) {
  const Json json =
      result({"small.yaml", "--seed", "7", "--repetitions", "2", "--set", "seed=3", "--set", "cache.ttl=1s"});
  EXPECT_EQ(json["cells"][0]["seed"], 7);
  EXPECT_EQ(json["cells"][1]["seed"], 8);
  EXPECT_EQ(json["summary"][0]["cells"], 2);
  EXPECT_EQ(json["scenario"]["effective"]["cache"]["ttl"], "1s");
}

TEST_F(Run, ASelectionOfStrategiesIsAScenarioOfItsOwn) {
  const Json all = result({"small.yaml"});
  const Json one = result({"small.yaml", "--strategy", "locked"});
  EXPECT_EQ(strategies(one), std::vector<std::string>{"locked"});
  EXPECT_EQ(one["cells"][0]["digest"], all["cells"][1]["digest"]);
  EXPECT_EQ(one["scenario"]["effective"]["strategies"].size(), 1U);
  EXPECT_NE(one["scenario"]["digest"], all["scenario"]["digest"]);
  EXPECT_EQ(strategies(result({"small.yaml", "--strategy", "locked", "--strategy", "cache-aside"})),
            (std::vector<std::string>{"cache-aside", "locked"}));
}

TEST_F(Run, SelectsStrategiesAfterTheirSettingsWereChanged) {
  const Json json = result({"small.yaml", "--set", "strategies[locked].wait=3ms", "--strategy", "locked"});
  EXPECT_EQ(json["scenario"]["effective"]["strategies"][0]["wait"], "3ms");
}

TEST_F(Run, FindsScenariosByNameInTheFolderScenarios) {
  write("scenarios/mine.yaml", kSmallScenario);
  EXPECT_EQ(result({"mine"})["scenario"]["name"], "small");
}

TEST_F(Run, WithoutAScenarioRunsTheCanonicalOneAnywhere) {
  const Json json = result({"--set", "duration=1s", "--set", "warmup=0s"});
  EXPECT_EQ(json["scenario"]["name"], "canonical");
  EXPECT_EQ(json["cells"].size(), 7U);
}

TEST_F(Run, SeveralScenariosFillAFolder) {
  write("other.yaml", kOtherScenario);
  EXPECT_EQ(run({"run", "small.yaml", "other.yaml", "-o", "results/new/"}).code, ExitCode::kOk);
  EXPECT_EQ(Json::parse(read("results/new/small.result.json"))["scenario"]["name"], "small");
  EXPECT_EQ(Json::parse(read("results/new/other.result.json"))["scenario"]["name"], "other");
  EXPECT_EQ(run({"run", "small.yaml", "other.yaml", "-o", "one.json"}).err,
            "error: -o 'one.json' is one file, but there are several scenarios\n"
            "  name a folder: -o one.json/\n"
            "exit code 2 (usage)\n");
  EXPECT_EQ(run({"run", "small.yaml", "small.yaml"}).err,
            "error: two scenarios have the same name: both results would be 'small.result.json'\n"
            "  run them one by one, each with its own -o FILE\n"
            "exit code 2 (usage)\n");
}

TEST_F(Run, RunsNothingUnlessEveryScenarioIsRight) {
  write("bad.yaml", "name: bad\n");
  const Outcome outcome = run({"run", "small.yaml", "bad.yaml"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_EQ(outcome.out, "");
  EXPECT_FALSE(std::filesystem::exists("small.result.json"));
}

TEST_F(Run, OverwritesAnOlderResultButNothingElse) {
  EXPECT_EQ(run({"run", "small.yaml"}).code, ExitCode::kOk);
  EXPECT_EQ(run({"run", "small.yaml"}).code, ExitCode::kOk);
  EXPECT_EQ(run({"run", "small.yaml", "-o", "small.yaml"}).err,
            "error: 'small.yaml' exists and is not a result of stampede: it is left alone\n"
            "  choose another place with -o FILE, or -o - for the standard output\n"
            "exit code 2 (usage)\n");
  EXPECT_EQ(read("small.yaml"), kSmallScenario);
}

TEST_F(Run, SaysBeforeItRunsThatItCannotWrite) {
  const Outcome outcome = run({"run", "small.yaml", "-o", "missing/out.json"});
  EXPECT_EQ(outcome.code, ExitCode::kIo);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "error: cannot write 'missing/out.json': No such file or directory\n"
            "  choose another place with -o FILE, or -o - for the standard output\n"
            "exit code 6 (io)\n");
}

TEST_F(Run, PrintsTheTableAndKeepsTheResultElsewhereIfTheFileFailsInTheEnd) {
  const std::string here = std::filesystem::current_path().string();
  ::setenv("TMPDIR", here.c_str(), 1);
  const Outcome outcome = run({"run", "small.yaml", "-q", "-o", "/dev/full"});
  ::unsetenv("TMPDIR");
  EXPECT_EQ(outcome.code, ExitCode::kIo);
  EXPECT_THAT(outcome.out, HasSubstr("\nlocked "));
  ASSERT_THAT(outcome.err, testing::MatchesRegex(
                               "error: cannot write '/dev/full': No space left on device\n"
                               "  the result is kept in '[^']*/small\\.result\\.json': move it to where it belongs\n"
                               "exit code 6 \\(io\\)\n"));
  const std::size_t start = outcome.err.find("kept in '") + 9;
  const std::string kept = outcome.err.substr(start, outcome.err.find('\'', start) - start);
  EXPECT_EQ(Json::parse(read(kept))["scenario"]["name"], "small");
}

TEST_F(Run, IsInvalidWhenNothingWasMeasured) {
  const Outcome outcome = run({"run", "small.yaml", "-q", "--set", "duration=1ns", "--set", "warmup=100us"});
  EXPECT_EQ(outcome.code, ExitCode::kInvalidRun);
  EXPECT_EQ(outcome.out, "");
  EXPECT_EQ(outcome.err,
            "error: nothing was measured: no request is intended between the end of the warm-up and the end\n"
            "  make 'duration' longer, 'warmup' shorter or the requests more frequent\n"
            "exit code 5 (invalid run)\n");
}

TEST_F(Run, AShardTakesEveryNthCellOfTheSameRun) {
  const Json whole = result({"small.yaml", "--repetitions", "3"});
  for (const std::size_t index : {0U, 1U}) {
    const Json shard = result({"small.yaml", "--repetitions", "3", "--shard", std::to_string(index + 1) + "/2"});
    EXPECT_EQ(shard["shard"], Json::parse("{\"index\": " + std::to_string(index + 1) + ", \"of\": 2}"));
    EXPECT_EQ(shard["incomplete"], false);
    EXPECT_EQ(shard["scenario"], whole["scenario"]);
    EXPECT_EQ(shard["seed"], whole["seed"]);
    ASSERT_EQ(shard["cells"].size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
      const Json& cell = whole["cells"][index + 2 * i];
      EXPECT_EQ(shard["cells"][i]["strategy"], cell["strategy"]);
      EXPECT_EQ(shard["cells"][i]["seed"], cell["seed"]);
      EXPECT_EQ(shard["cells"][i]["digest"], cell["digest"]);
    }
  }
  EXPECT_EQ(whole["shard"], nullptr);
}

TEST_F(Run, AShardIsNamedAsOneInTableAndFile) {
  const Outcome outcome = run({"run", "small.yaml", "--repetitions", "3", "--shard", "2/4", "--progress", "plain"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, StartsWith("small: virtual clock, seeds from 1, shard 2 of 4\n\n"));
  EXPECT_THAT(outcome.err, testing::MatchesRegex("small: cache-aside done \\(1/2\\) after [0-9a-z.]+\n"
                                                 "small: locked done \\(2/2\\) after [0-9a-z.]+\n"
                                                 "result: small\\.2-of-4\\.result\\.json\n"));
  EXPECT_EQ(run({"run", "small.yaml", "--shard", "1/2", "--progress", "none", "-o", "out/"}).err,
            "result: out/small.1-of-2.result.json\n");
  EXPECT_THAT(run({"run", "small.yaml", "-q", "--shard", "1/2", "--format", "markdown"}).out,
              StartsWith("### small\n\nvirtual clock, seed 1, shard 1 of 2\n\n"));
}

TEST_F(Run, TellsOnlyTheStrategiesOfTheShard) {
  EXPECT_THAT(run({"run", "small.yaml", "--shard", "2/2"}).err,
              testing::MatchesRegex("small: locked done \\(1/1\\) after [0-9a-z.]+\n"
                                    "result: small\\.2-of-2\\.result\\.json\n"));
  EXPECT_EQ(run({"run", "small.yaml", "--shard", "2/2"}, true).out.find("cache-aside"), std::string::npos);
}

TEST_F(Run, AShardWithoutCellsIsAResultWithoutCells) {
  const Outcome outcome = run({"run", "small.yaml", "--shard", "3/3"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, StartsWith("small: virtual clock, seed 1, shard 3 of 3\n\n"));
  EXPECT_EQ(outcome.err,
            "note: small: nothing is left for shard 3 of 3\n"
            "result: small.3-of-3.result.json\n");
  const Json json = Json::parse(read("small.3-of-3.result.json"));
  EXPECT_EQ(json["cells"].size(), 0U);
  EXPECT_EQ(json["incomplete"], false);
  EXPECT_EQ(run({"run", "small.yaml", "--shard", "3/3"}, true).code, ExitCode::kOk);
}

TEST_F(Run, SaysWhatIsWrongWithAShard) {
  EXPECT_EQ(run({"run", "small.yaml", "--shard", "x/y"}).err,
            "error: --shard: 'x/y' is no shard\n"
            "  write I/N, as 1/3 for the first of three, or auto\n"
            "exit code 2 (usage)\n");
  EXPECT_EQ(run({"run", "small.yaml", "--shard", "1/3", "--report", "report"}).err,
            "error: --report is for whole results, and this is shard 1 of 3\n"
            "  merge the shards first: 'stampede merge', then 'stampede report'\n"
            "exit code 2 (usage)\n");
}

constexpr const char* kReplay = R"(name: replay
workload: {trace: {file: trace.csv, format: csv, rate: 1000/s, columns: {key: key}}}
store: {latency: 5ms}
strategies: [cache-aside, locked]
)";

TEST_F(Run, ReplaysATraceThatLiesBesideItsScenario) {
  write("sub/replay.yaml", kReplay);
  write("sub/trace.csv", "key\na\nb\na\na\n");
  const Json json = result({"sub/replay.yaml", "--strategy", "locked"});
  EXPECT_EQ(json["cells"][0]["metrics"]["read.count"], 4);
}

TEST_F(Run, ATraceThatCannotBeReadIsAnInputOutputError) {
  write("replay.yaml", kReplay);
  const Outcome outcome = run({"run", "replay.yaml", "-q"});
  EXPECT_EQ(outcome.code, ExitCode::kIo);
  EXPECT_EQ(
      outcome.err,
      "trace.csv: error: the trace cannot be read (No such file or directory): check the path and its permissions\n"
      "  no result was written\n"
      "exit code 6 (io)\n");
}

TEST_F(Run, AMalformedTraceIsAMistakeOfTheUser) {
  write("replay.yaml", kReplay);
  write("trace.csv", "kee\na\n");
  const Outcome outcome = run({"run", "replay.yaml", "-q"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_THAT(outcome.err, StartsWith("trace.csv:1: error: the header has no column 'key'"));
  EXPECT_THAT(outcome.err, ::testing::EndsWith("\n  no result was written\nexit code 2 (usage)\n"));
  EXPECT_FALSE(std::filesystem::exists("replay.result.json"));
}

}  // namespace
}  // namespace stampede
