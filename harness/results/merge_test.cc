#include "harness/results/merge.h"

#include <gmock/gmock.h>

#include "harness/results/cell_plan.h"
#include "harness/results/result_json.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;

// The scenario of these tests, with so many seeds.
std::string scenario(std::uint64_t seed, std::uint64_t repetitions) {
  return with_seeds(R"({"version":1,"name":"example","description":"","seed":1,"repetitions":1,"cache":{"ttl":"10s"},)"
                    R"("strategies":[{"name":"lru"},{"name":"locked"}],"gate":[]})",
                    seed, repetitions);
}

// A whole result: two strategies, each with the seeds from `seed` on.
Result repetitions(std::uint64_t seed, std::uint64_t count) {
  std::vector<CellRecord> cells;
  for (const char* strategy : {"lru", "locked"}) {
    for (std::uint64_t i = 0; i < count; ++i) {
      cells.push_back(cell_of_everything(strategy, seed + i));
      cells.back().window.cache.fills = 1000 * (seed + i) + cells.back().strategy.size();  // no cell is like another
    }
  }
  Result result = result_of(std::move(cells));
  result.seed = seed;
  result.scenario_json = scenario(seed, count);
  return result;
}

// A part of what `repetitions` gives.
Result shard(std::uint64_t index, std::uint64_t of, std::uint64_t seed = 7, std::uint64_t count = 2) {
  Result result = repetitions(seed, count);
  std::vector<CellRecord> cells = std::move(result.cells);
  result.cells.clear();
  for (std::size_t i = index - 1; i < cells.size(); i += of) result.cells.push_back(std::move(cells[i]));
  result.shard = Shard{index, of};
  return result;
}

// The results as a.json, b.json, ...
std::variant<MergedResult, MergeProblem> merge(std::vector<Result> results) {
  std::vector<MergeInput> inputs;
  for (Result& result : results) {
    inputs.push_back({std::string(1, static_cast<char>('a' + inputs.size())) + ".json", std::move(result)});
  }
  return merge_results(std::move(inputs));
}

Result merged(std::vector<Result> results) {
  auto either = merge(std::move(results));
  if (const auto* problem = std::get_if<MergeProblem>(&either)) ADD_FAILURE() << problem->message;
  return std::holds_alternative<MergedResult>(either) ? std::get<MergedResult>(either).result : Result();
}

std::vector<std::string> notes(std::vector<Result> results) {
  const auto either = merge(std::move(results));
  return std::holds_alternative<MergedResult>(either) ? std::get<MergedResult>(either).notes
                                                      : std::vector{std::get<MergeProblem>(either).message};
}

// The problem with its advice.
std::string problem(std::vector<Result> results) {
  const auto either = merge(std::move(results));
  const auto* problem = std::get_if<MergeProblem>(&either);
  return problem == nullptr ? "no problem" : problem->message + "\n  " + problem->advice;
}

constexpr const char* kRunAgain = "\n  run it again: 'stampede run' writes result files, nobody edits them";

TEST(Merge, OfShardsIsTheRunAsAWhole) {
  const Result whole = repetitions(7, 2);
  EXPECT_EQ(merged({shard(1, 3), shard(2, 3), shard(3, 3)}), whole);
  EXPECT_EQ(merged({shard(3, 3), shard(1, 3), shard(2, 3)}), whole) << "in any order";
  EXPECT_EQ(merged({shard(1, 1)}), whole);
  EXPECT_EQ(merged({shard(1, 5), shard(2, 5), shard(3, 5), shard(4, 5), shard(5, 5)}), whole) << "the last is empty";
  EXPECT_EQ(result_text(merged({shard(1, 2), shard(2, 2)})), result_text(whole));
}

TEST(Merge, NeedsEachShardOnce) {
  EXPECT_EQ(problem({shard(1, 3), shard(3, 3)}),
            "shard 2 of 3 is missing\n  run it with --shard 2/3, and give its result as well");
  EXPECT_EQ(problem({shard(3, 3)}),
            "shard 1 of 3 is missing, and so is another\n  run it with --shard 1/3, and give its result as well");
  EXPECT_EQ(problem({shard(1, 2), shard(2, 2), shard(1, 2)}),
            "a.json and c.json are both shard 1 of 2\n  leave one of them out");
  Result one_of_very_many = shard(1, 2);
  one_of_very_many.shard = Shard{2, 100'000'000'000'000};
  EXPECT_EQ(problem({one_of_very_many}),
            "shard 1 of 100000000000000 is missing, and so are 99999999999998 others\n"
            "  run it with --shard 1/100000000000000, and give its result as well");
}

TEST(Merge, NeedsTheShardsOfOneRun) {
  const std::string advice = "\n  give the shards of one run, or whole results only";
  EXPECT_EQ(problem({shard(1, 2), shard(2, 3)}), "a.json is shard 1 of 2, b.json is shard 2 of 3" + advice);
  EXPECT_EQ(problem({shard(1, 2), repetitions(9, 1)}), "a.json is shard 1 of 2, b.json is a whole result" + advice);
  EXPECT_EQ(problem({repetitions(9, 1), shard(1, 2)}), "a.json is a whole result, b.json is shard 1 of 2" + advice);
  EXPECT_EQ(problem({shard(1, 2), shard(2, 2, 8)}),
            "a.json is of a run of seeds 7 to 8, b.json of one of seeds 8 to 9\n  give the shards of one run");
  EXPECT_EQ(problem({shard(1, 2), shard(2, 2, 7, 1)}),
            "a.json is of a run of seeds 7 to 8, b.json of one of seed 7\n  give the shards of one run");
}

TEST(Merge, OfRepetitionsHasAllTheirSeeds) {
  Result all = repetitions(7, 6);
  all.environment.settings = {"cache.ttl=1s"};
  EXPECT_EQ(merged({repetitions(7, 3), repetitions(10, 1), repetitions(11, 2)}), all);
  EXPECT_EQ(merged({repetitions(11, 2), repetitions(7, 3), repetitions(10, 1)}), all) << "in any order";
  EXPECT_EQ(merged({merged({repetitions(7, 3), repetitions(10, 1)}), repetitions(11, 2)}), all) << "and in steps";
}

TEST(Merge, RefusesSeedsThatOverlapOrLeaveAGap) {
  EXPECT_EQ(problem({repetitions(7, 3), repetitions(9, 2)}),
            "a.json and b.json both have seed 9\n  leave one of them out, or run it with other seeds: --seed 11");
  EXPECT_EQ(problem({repetitions(7, 3), repetitions(7, 3)}),
            "a.json and b.json both have seed 7\n  leave one of them out, or run it with other seeds: --seed 10");
  EXPECT_EQ(problem({repetitions(20, 1), repetitions(7, 3)}),
            "seeds 10 to 19 are missing between b.json and a.json\n"
            "  run what is missing with --seed 10 --repetitions 10, and give the result as well");
  EXPECT_EQ(problem({repetitions(7, 1), repetitions(9, 1)}),
            "seed 8 is missing between a.json and b.json\n"
            "  run what is missing with --seed 8 --repetitions 1, and give the result as well");
}

TEST(Merge, HasNoMoreRepetitionsThanAScenarioMayAskFor) {
  Result many = repetitions(7, 1);
  Result more = repetitions(1007, 1);
  many.scenario_json = scenario(7, 1000);
  EXPECT_EQ(problem({many, more}),
            "together they have 1001 repetitions: a scenario has at most 1000\n  merge fewer results");
}

TEST(Merge, OfOneWholeResultIsNone) {
  EXPECT_EQ(problem({repetitions(7, 1)}),
            "a.json is a whole result: there is nothing to merge it with\n"
            "  give the results of all shards of a run, or of several repetitions");
}

TEST(Merge, NeedsWhatRanToItsEnd) {
  std::vector<Result> results = {repetitions(7, 1), repetitions(8, 1)};
  results[1].complete = false;
  const auto either = merge(results);
  EXPECT_TRUE(std::get<MergeProblem>(either).incomplete);
  EXPECT_EQ(problem(results), "b.json is incomplete: interrupted before the end\n  run it again, and merge then");
  results[1].complete = true;
  results[0].cells[1].complete = false;
  EXPECT_EQ(problem(results), "a.json is incomplete: interrupted before the end\n  run it again, and merge then");
}

TEST(Merge, NeedsOneScenarioDataAndClock) {
  const std::string advice = "\n  merge results of one scenario; 'stampede compare' puts different ones side by side";
  Result other = repetitions(8, 1);
  other.scenario_digest = "0000";
  EXPECT_EQ(problem({repetitions(7, 1), other}),
            "the scenario of b.json is not that of a.json: its digest differs, its settings do not" + advice);
  other.data_digest = "1111";
  EXPECT_EQ(problem({repetitions(7, 1), other}),
            "the scenario of b.json is not that of a.json: its data files differ" + advice);
  other.scenario_json.replace(other.scenario_json.find("10s"), 3, "30s");
  EXPECT_EQ(problem({repetitions(7, 1), other}),
            "the scenario of b.json is not that of a.json:\n  cache.ttl: 10s -> 30s" + advice);
  other = repetitions(8, 1);
  other.clock = "real";
  EXPECT_EQ(problem({repetitions(7, 1), other}),
            "a.json has the virtual clock, b.json the real one\n  merge results of one clock");
}

TEST(Merge, JoinsWhereTheRunsTookPlace) {
  Result first = repetitions(7, 1);
  Result second = repetitions(8, 1);
  Result third = repetitions(9, 1);
  first.environment = {.host = "anna",
                       .compiler = "g++",
                       .build_type = "Release",
                       .jobs = 2,
                       .date = "2024-02-28",
                       .scenario_file = "x.yaml",
                       .settings = {"seed=7", "cache.ttl=1s", "repetitions=1"},
                       .gate_lines = {12}};
  second.environment = {.host = "berta",
                        .compiler = "clang",
                        .build_type = "Release",
                        .jobs = 8,
                        .date = "2024-03-01",
                        .scenario_file = "y.yaml",
                        .settings = {"seed=8"},
                        .gate_lines = {13}};
  third.environment = first.environment;
  RunEnvironment expected = {.host = "anna, berta",
                             .compiler = "g++, clang",
                             .build_type = "Release",
                             .jobs = 8,
                             .date = "2024-03-01",
                             .scenario_file = "x.yaml",
                             .settings = {"cache.ttl=1s"},
                             .gate_lines = {12}};
  EXPECT_EQ(merged({first, second, third}).environment, expected);
  EXPECT_EQ(merged({merged({first, second}), third}).environment, expected) << "each once, in steps as well";
}

TEST(Merge, OfShardsKeepsTheSettingsOfTheRun) {
  std::vector<Result> shards = {shard(1, 2), shard(2, 2)};
  for (Result& each : shards) each.environment.settings = {"seed=7", "repetitions=2"};
  EXPECT_EQ(merged(shards).environment.settings, (std::vector<std::string>{"seed=7", "repetitions=2"}));
}

TEST(Merge, TellsWhatWasNotTheSame) {
  Result other = repetitions(8, 1);
  EXPECT_THAT(notes({repetitions(7, 1), other}), ElementsAre());
  other.tool_version = "1.2.4";
  other.scenario_json.replace(other.scenario_json.find(R"("gate":[])"), 9, R"("gate":["hit_ratio >= 5%"])");
  EXPECT_THAT(notes({repetitions(7, 1), other}), ElementsAre("the results come from different versions: 1.2.3, 1.2.4",
                                                             "b.json has another gate: that of a.json is kept"));
  EXPECT_EQ(merged({repetitions(7, 1), other}).tool_version, "1.2.3, 1.2.4");
}

TEST(Merge, RefusesFilesWhoseCellsAreNotThoseOfTheirScenario) {
  Result odd = shard(2, 2);
  odd.cells[0].strategy = "new";
  EXPECT_EQ(problem({shard(1, 2), odd}),
            std::string("b.json holds 'new' with seed 8, which its scenario does not ask for") + kRunAgain);
  odd = shard(2, 2);
  odd.cells[0].seed = 6;
  EXPECT_EQ(problem({shard(1, 2), odd}),
            std::string("b.json holds 'lru' with seed 6, which its scenario does not ask for") + kRunAgain);
  odd.cells[0].seed = 7;
  EXPECT_EQ(problem({shard(1, 2), odd}), std::string("a.json and b.json both hold 'lru' with seed 7") + kRunAgain);
  odd.cells.erase(odd.cells.begin());
  EXPECT_EQ(problem({shard(1, 2), odd}), std::string("no result holds 'lru' with seed 8") + kRunAgain);
  Result nameless = shard(1, 1, 7, 1);
  nameless.scenario_json =
      R"({"seed":7,"repetitions":1,"strategies":[{"name":"lru"},{"name":"locked"},{"name":"\u001b"}]})";
  EXPECT_EQ(problem({nameless}), std::string("no result holds '?' with seed 7") + kRunAgain);
}

TEST(Merge, RefusesScenariosThatDoNotSayTheirCells) {
  for (const char* json :
       {"{}", R"({"seed":7,"repetitions":1,"strategies":[]})", R"({"seed":7,"repetitions":1,"strategies":["lru"]})",
        R"({"seed":7,"repetitions":1,"strategies":[{"name":5}]})",
        R"({"seed":7,"repetitions":1,"strategies":[{"name":"lru"},{"name":"lru"}]})",
        R"({"seed":7,"repetitions":0,"strategies":[{"name":"lru"}]})",
        R"({"seed":7,"repetitions":18446744073709551615,"strategies":[{"name":"lru"}]})",
        R"({"seed":-7,"repetitions":1,"strategies":[{"name":"lru"}]})",
        R"({"seed":8,"repetitions":1,"strategies":[{"name":"lru"}]})"}) {
    Result result = shard(1, 1, 7, 1);
    result.scenario_json = json;
    EXPECT_EQ(problem({result}),
              std::string("a.json: its effective scenario does not say which cells there should be") + kRunAgain)
        << json;
  }
}

TEST(Merge, WithstandsSeedsAtTheEndOfTheirRange) {
  EXPECT_EQ(problem({repetitions(UINT64_MAX, 1), repetitions(0, 1)}),
            "seeds 1 to 18446744073709551614 are missing between b.json and a.json\n"
            "  run what is missing with --seed 1 --repetitions 1000, and give the result as well");
  EXPECT_EQ(merged({shard(1, 1, UINT64_MAX, 1)}).cells.size(), 2U);
}

}  // namespace
}  // namespace stampede
