#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"
#include "harness/results/output_file.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;

class MergeCommand : public CommandTest {
 protected:
  // `run small.yaml` with further arguments, to a file.
  static void keep(const std::string& path, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"run", "small.yaml", "-q", "-o", path});
    const Outcome outcome = run(std::move(arguments));
    EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
  }

  static Outcome merge(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "merge");
    return run(std::move(arguments));
  }

  // Its error, without the line of the exit code; no file comes of it.
  static std::string error_of(std::vector<std::string> arguments) {
    const Outcome outcome = merge(std::move(arguments));
    EXPECT_EQ(outcome.code, ExitCode::kUsage);
    EXPECT_EQ(outcome.out, "");
    EXPECT_FALSE(std::filesystem::exists("all.json"));
    return outcome.err.substr(0, outcome.err.find("exit code"));
  }

  // The text of the file without what depends on where and when it was made.
  static std::string reproducible(const std::string& path) {
    Json json = Json::parse(read(path));
    json.erase("environment");
    for (Json& cell : json["cells"]) {
      cell.erase("wall_seconds");
      cell.erase("requests_per_second");
    }
    return json.dump(1);
  }
};

TEST_F(MergeCommand, ShardsAreTheRunAsAWhole) {
  for (const char* seeds : {"1", "3"}) {
    keep("whole.json", {"--repetitions", seeds});
    for (const char* index : {"1", "2", "3"}) {
      keep(std::string(index) + ".json", {"--repetitions", seeds, "--shard", std::string(index) + "/3"});
    }
    const Outcome outcome = merge({"3.json", "1.json", "2.json", "-o", "all.json"});
    EXPECT_EQ(outcome.code, ExitCode::kOk) << outcome.err;
    EXPECT_EQ(reproducible("all.json"), reproducible("whole.json"));
    EXPECT_EQ(outcome.out, run({"run", "small.yaml", "-q", "--repetitions", seeds}).out);
    EXPECT_EQ(outcome.err, "result: all.json\n");
  }
}

TEST_F(MergeCommand, RepetitionsAreALongerRun) {
  keep("whole.json", {"--repetitions", "5", "--seed", "4"});
  keep("a.json", {"--repetitions", "3", "--seed", "4"});
  keep("b.json", {"--repetitions", "2", "--seed", "7"});
  EXPECT_EQ(merge({"b.json", "a.json", "-o", "all.json"}).code, ExitCode::kOk);
  EXPECT_EQ(reproducible("all.json"), reproducible("whole.json"));
  const auto merged = read_result_file("all.json");
  ASSERT_TRUE(std::holds_alternative<Result>(merged)) << std::get<ResultProblem>(merged).message;
  EXPECT_EQ(std::get<Result>(merged).environment.settings, std::vector<std::string>());
}

TEST_F(MergeCommand, PrintsWhatRunPrints) {
  keep("1.json", {"--shard", "1/2"});
  keep("2.json", {"--shard", "2/2"});
  EXPECT_THAT(merge({"1.json", "2.json", "-o", "all.json", "--format", "csv"}).out,
              StartsWith("scenario,strategy,seed,phase,"));
  EXPECT_THAT(merge({"1.json", "2.json", "-o", "all.json", "--format", "markdown"}).out,
              StartsWith("### small\n\nvirtual clock, seed 1\n\n"));
  EXPECT_EQ(merge({"1.json", "2.json", "-o", "all.json", "--format", "json"}).out, read("all.json"));
  EXPECT_EQ(merge({"1.json", "2.json", "-o", "-"}).out, read("all.json"));
  EXPECT_EQ(merge({"1.json", "2.json", "-o", "new/"}).err, "result: new/small.result.json\n");
  EXPECT_EQ(merge({"1.json", "2.json", "-o", "1.json", "-q"}).err, "") << "over one of the shards";
  EXPECT_EQ(read("1.json"), read("all.json"));
}

TEST_F(MergeCommand, TellsWarningsAndWhatWasNotTheSame) {
  Result first = result_of({cell_of_everything("lru", 7)});
  first.scenario_json = R"({"seed":7,"repetitions":1,"strategies":[{"name":"lru"}]})";
  Result second = result_of({cell_of_everything("lru", 8)});
  second.scenario_json = R"({"seed":8,"repetitions":1,"strategies":[{"name":"lru"}]})";
  second.seed = 8;
  second.tool_version = "9";
  write_file("a.json", result_text(first));
  write_file("b.json", result_text(second));
  EXPECT_EQ(merge({"a.json", "b.json", "-o", "all.json"}).err,
            "warning: lru: careful\n"
            "note: the results come from different versions: 1.2.3, 9\n"
            "result: all.json\n");
  EXPECT_EQ(merge({"a.json", "b.json", "-o", "all.json", "-q"}).err, "warning: lru: careful\n");
}

TEST_F(MergeCommand, SaysWhatItNeeds) {
  keep("1.json", {});
  EXPECT_EQ(error_of({"-o", "all.json"}), "error: no result given\n  'stampede run --shard 1/2' writes one of two\n");
  EXPECT_EQ(error_of({"1.json", "1.json"}), "error: no file given for the merged result\n  name one: -o FILE\n");
  EXPECT_EQ(error_of({"1.json", "-o", "all.json"}),
            "error: 1.json is a whole result: there is nothing to merge it with\n"
            "  give the results of all shards of a run, or of several repetitions\n");
  EXPECT_EQ(error_of({"1.json", "1.json", "-o", "-", "--format", "csv"}),
            "error: -o - puts the result, which is JSON, on the standard output already\n"
            "  name a file with -o FILE, or leave --format out\n");
  EXPECT_THAT(error_of({"small.yaml", "-o", "all.json"}), StartsWith("small.yaml:1:2: error: this is no JSON\n"));
  EXPECT_EQ(merge({"none.json", "-o", "all.json"}).code, ExitCode::kIo);
}

TEST_F(MergeCommand, WritesNothingThatWouldNotBeTheWhole) {
  keep("1.json", {"--shard", "1/3"});
  keep("3.json", {"--shard", "3/3"});
  EXPECT_EQ(error_of({"1.json", "3.json", "-o", "all.json"}),
            "error: shard 2 of 3 is missing\n  run it with --shard 2/3, and give its result as well\n");
  keep("2.json", {"--shard", "2/3", "--set", "cache.ttl=30ms"});
  EXPECT_EQ(error_of({"1.json", "2.json", "3.json", "-o", "all.json"}),
            "error: the scenario of 2.json is not that of 1.json:\n"
            "  cache.ttl: 100ms -> 30ms\n"
            "  strategies[*].ttl: 100ms -> 30ms\n"
            "  merge results of one scenario; 'stampede compare' puts different ones side by side\n");
}

TEST_F(MergeCommand, RefusesResultsThatWereInterrupted) {
  keep("1.json", {"--shard", "1/1"});
  Json json = Json::parse(read("1.json"));
  json["incomplete"] = true;
  write("1.json", json.dump());
  const Outcome outcome = merge({"1.json", "-o", "all.json"});
  EXPECT_EQ(outcome.code, ExitCode::kInvalidRun);
  EXPECT_EQ(outcome.err,
            "error: 1.json is incomplete: interrupted before the end\n"
            "  run it again, and merge then\n"
            "exit code 5 (invalid run)\n");
  EXPECT_FALSE(std::filesystem::exists("all.json"));
}

TEST_F(MergeCommand, OverwritesResultsAndNothingElse) {
  keep("1.json", {"--shard", "1/1"});
  EXPECT_EQ(error_of({"1.json", "-o", "small.yaml"}),
            "error: 'small.yaml' exists and is not a result of stampede: it is left alone\n"
            "  choose another place with -o FILE, or -o - for the standard output\n");
  EXPECT_EQ(read("small.yaml"), kSmallScenario);
}

TEST_F(MergeCommand, NobodyTakesAShardForTheWhole) {
  keep("1.json", {"--shard", "1/3"});
  keep("3.json", {"--shard", "3/3"});
  keep("whole.json", {});
  const Outcome compared = run({"compare", "whole.json", "1.json", "--exit-code"});
  EXPECT_EQ(compared.code, ExitCode::kInconclusive);
  EXPECT_THAT(compared.out, HasSubstr("1: small, virtual clock, seed 1, shard 1 of 3\n"));
  EXPECT_THAT(compared.out, HasSubstr("note: 1 is shard 1 of 3: merge the shards first for the whole\n"));
  EXPECT_EQ(run({"compare", "whole.json", "3.json"}).err,
            "error: '3.json' holds nothing\n"
            "  merge the shards first: 'stampede merge'\n"
            "exit code 2 (usage)\n");
  EXPECT_EQ(run({"export", "1.json", "-o", "out"}).err,
            "note: 1.json is shard 1 of 3: merge the shards first for the whole\n");
}

TEST_F(MergeCommand, AReportOfAShardSaysThatItIsOne) {
  keep("1.json", {"--shard", "1/3"});
  keep("3.json", {"--shard", "3/3"});
  write("python", "#!/bin/sh\nfor last; do :; done\n[ \"$3\" = -c ] || echo drawn > \"$last/index.html\"\n");
  std::filesystem::permissions("python", std::filesystem::perms::owner_all);
  const Outcome outcome = run({"report", "1.json", "-o", "report", "--python", "./python"});
  EXPECT_EQ(outcome.err, "note: 1.json is shard 1 of 3: merge the shards first for the whole\n");
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(read("report/report.md"), HasSubstr("This is shard 1 of 3: the other shards may change the verdict."));
  EXPECT_EQ(run({"report", "3.json", "-o", "report", "--python", "./python"}).err,
            "note: 3.json is shard 3 of 3: merge the shards first for the whole\n"
            "error: 3.json: the result holds no strategy\n"
            "  merge the shards first: 'stampede merge'\n"
            "exit code 5 (invalid run)\n");
}

}  // namespace
}  // namespace stampede
