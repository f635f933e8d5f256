// The largest stampede of a run, found in its result and found again by repeating it.
#include "harness/report/dissection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/engine/matrix.h"
#include "harness/engine/world.h"
#include "harness/scenario/load.h"
#include "strategies/builtins.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;

// A hot key that expires twice a second, in front of a store that needs 50 ms.
constexpr const char* kHotKey =
    "name: hot\nwarmup: 300ms\nduration: 2s\nworkload: {arrivals: {poisson: {rate: 1000/s}}, keys: {single: {}}}\n"
    "cache: {ttl: 500ms}\nstore: {latency: {constant: 50ms}}\nstrategies: [cache-aside, locked]\nrepetitions: 2\n";

Result run(const std::string& yaml) {
  const LoadedScenario loaded =
      load_scenario_text(yaml, "hot.yaml", catalogue_of(builtin_strategies(), builtin_evictions()));
  EXPECT_EQ(render_diagnostics(loaded.diagnostics), "");
  const Scenario& scenario = *loaded.scenario;
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  Result result;
  result.scenario_name = scenario.name;
  result.scenario_json = scenario.effective;
  result.clock = "virtual";
  for (CellResult& cell : run_matrix({scenario, builtin_strategies(), builtin_evictions(), keys}, {})) {
    CellRecord& record = result.cells.emplace_back();
    record.strategy = cell.strategy;
    record.seed = cell.seed;
    record.window = cell.measured;
    record.episodes = cell.episodes;
  }
  return result;
}

AnatomyOrReason dissected(const Result& result, int jobs = 1) {
  return dissect(
      result,
      {.strategies = builtin_strategies(), .evictions = builtin_evictions(), .trace_folders = {}, .jobs = jobs});
}

std::string reason(const Result& result) {
  const AnatomyOrReason answer = dissected(result);
  return std::holds_alternative<std::string>(answer) ? std::get<std::string>(answer) : "";
}

TEST(Dissection, ShowsEveryStrategyAtTheMomentOfALargeAndEarlyStampede) {
  const Result result = run(kHotKey);
  const std::optional<StampedeMoment> moment = telling_stampede(result);
  ASSERT_TRUE(moment);
  for (const CellRecord& cell : result.cells) {
    for (const Episode& episode : cell.episodes) {
      EXPECT_LE(2 * episode.loads, 3 * moment->episode.loads);
      EXPECT_TRUE(episode.start >= moment->episode.start || 3 * episode.loads < 2 * moment->largest);
    }
  }

  const AnatomyOrReason answer = dissected(result, 2);
  ASSERT_TRUE(std::holds_alternative<Anatomy>(answer)) << std::get<std::string>(answer);
  const Anatomy& anatomy = std::get<Anatomy>(answer);
  EXPECT_EQ(anatomy.owner, "cache-aside");
  EXPECT_EQ(anatomy.key, 0U);
  EXPECT_LT(anatomy.from, moment->episode.start);
  EXPECT_GT(anatomy.to, moment->episode.start + moment->episode.length);
  ASSERT_EQ(anatomy.lanes.size(), 2U);
  EXPECT_EQ(anatomy.lanes[0].strategy, "cache-aside");
  EXPECT_EQ(anatomy.lanes[1].strategy, "locked");
  EXPECT_EQ(anatomy.lanes[0].loads.size(), moment->episode.loads);
  EXPECT_THAT(anatomy.lanes[1].loads, ::testing::SizeIs(testing::Le(2)));
  EXPECT_EQ(anatomy.lanes[0].of, anatomy.lanes[1].of) << "all strategies meet the same requests";
  EXPECT_THAT(anatomy.text, HasSubstr("Key 0 in a stampede: cache-aside loaded it "));
}

TEST(Dissection, WaitsForTheAnswersOfAllItShows) {
  const AnatomyOrReason answer = dissected(run(kHotKey));
  for (const AnatomyLane& lane : std::get<Anatomy>(answer).lanes) {
    for (const AnatomyRequest& request : lane.requests) EXPECT_TRUE(request.end) << request.number;
  }
}

TEST(Dissection, NeedsAStampede) {
  Result result = run(kHotKey);
  for (CellRecord& cell : result.cells) cell.episodes.clear();
  EXPECT_EQ(reason(result), "no strategy had a stampede: no key was loaded twice at the same time");
}

TEST(Dissection, NoticesThatTheRunIsNotRepeated) {
  Result result = run(kHotKey);
  for (CellRecord& cell : result.cells) {
    for (Episode& episode : cell.episodes) ++episode.loads;
  }
  EXPECT_EQ(reason(result), "this program does not repeat the run: the result is of another version");
}

TEST(Dissection, SaysWhyAScenarioCannotBeRun) {
  Result result = run(kHotKey);
  result.scenario_json.replace(result.scenario_json.find("cache-aside"), 11, "cache-besid");
  EXPECT_THAT(reason(result), HasSubstr("this program cannot run the scenario: unknown "));
  result.clock = "real";
  EXPECT_EQ(reason(result), "only a run with the virtual clock can be repeated");
}

}  // namespace
}  // namespace stampede
