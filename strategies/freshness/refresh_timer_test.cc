// Refresh-ahead by a timer: keys are refreshed whether or not anybody reads them.
//
// Unless a test says otherwise, a value is in the cache from 10 ms, due at 90 ms, and would expire at 110 ms.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <set>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::run;
using testing::StrategyWorld;

class RefreshTimer : public testing::StrategyTest {};

constexpr const char* kTimer = "refresh-ahead: {trigger: timer}";

TEST_F(RefreshTimer, AKeyThatWasLoadedIsRefreshedAtTheThresholdAgainAndAgain) {
  StrategyWorld world({.strategy = kTimer});
  world.read_at(0);
  world.read_at(300);
  world.finish();
  EXPECT_THAT(world.loads(),
              ElementsAre("0: r0 loads 7", "90: the time loads 7", "180: the time loads 7", "270: the time loads 7"));
  EXPECT_THAT(world.cache_changes(),
              ElementsAre("10: fill 7 v0", "100: fill 7 v0", "190: fill 7 v0", "280: fill 7 v0"));
  EXPECT_EQ(world.reads().back(), "r1 [300,300] hit v0");
}

TEST_F(RefreshTimer, ReadsSetOffNothing) {
  StrategyWorld world({.strategy = kTimer});
  for (const int ms : {0, 89, 91, 95, 99}) world.read_at(ms);
  world.run_until(101);
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "90: the time loads 7"));
}

TEST_F(RefreshTimer, TheTimersEndWithTheLastRequest) {
  StrategyWorld world({.strategy = kTimer});
  world.read_at(0);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
  EXPECT_LT(world.runtime().now(), 90 * kMillisecond);
}

TEST_F(RefreshTimer, ARefreshUnderWayAtTheEndIsTheLast) {
  StrategyWorld world({.strategy = kTimer});
  world.read_at(0);
  world.read_at(95);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "100: fill 7 v0"));
}

TEST_F(RefreshTimer, AValueThatWasRenewedMeanwhileIsDueLater) {
  StrategyWorld world({.strategy = "{name: x, freshness: {refresh-ahead: {trigger: timer}}, writes: through}"});
  world.read_at(0);
  world.write_at(50);  // in the cache at 60 ms, due at 140 ms
  world.read_at(145);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "140: the time loads 7"));
}

TEST_F(RefreshTimer, AKeyThatIsNoLongerCachedIsLeftAloneUntilItIsLoadedAgain) {
  StrategyWorld world({.strategy = kTimer});
  world.read_at(0);
  world.write_at(60);  // removes the key at 70 ms
  world.read_at(200);  // in the cache at 210 ms, due at 290 ms
  world.read_at(295);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "200: r2 loads 7", "290: the time loads 7"));
}

TEST_F(RefreshTimer, AFailedRefreshIsTriedAgainAsLongAfter) {
  StrategyWorld world({.strategy = kTimer});
  world.fail_store(90, 91);
  world.read_at(0);
  world.read_at(200);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "90: the time loads 7", "180: the time loads 7"))
      << "it failed at 100 ms, and the value was due 80 ms after its fill";
  EXPECT_EQ(world.reads().back(), "r1 [200,200] hit v0") << "expired at 110 ms and renewed at 190 ms";
}

TEST_F(RefreshTimer, EveryRefreshHasALuckOfItsOwn) {
  StrategyWorld world({.strategy = kTimer, .store = "{latency: {uniform: {min: 1ms, max: 20ms}}}"});
  world.read_at(0);
  world.read_at(2000);
  world.run_until(2000);
  std::set<std::string> fills(world.cache_changes().begin(), world.cache_changes().end());
  EXPECT_GT(fills.size(), 20u);
  std::set<std::int64_t> load_times;
  for (std::size_t i = 0; i < world.loads().size() - 1; ++i) {
    load_times.insert(std::stoll(world.cache_changes()[i]) - std::stoll(world.loads()[i]));
  }
  EXPECT_GT(load_times.size(), 10u);
}

TEST_F(RefreshTimer, WithoutATtlNothingIsDue) {
  StrategyWorld world({.strategy = kTimer, .cache = "{}"});
  world.read_at(0);
  world.read_at(1'000'000);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(RefreshTimer, AThresholdOfNothingStillLetsTimePass) {
  StrategyWorld world({.strategy = "refresh-ahead: {trigger: timer, threshold: 0%}", .store = "{latency: 0s}"});
  world.read_at(0);
  world.read_at_ns(3 * kMillisecond - 1);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "1: the time loads 7", "2: the time loads 7"));
}

TEST_F(RefreshTimer, AValueThatHadExpiredWhenItCameIsNotRefreshed) {
  StrategyWorld world({.strategy = kTimer, .cache = "{ttl: 5ms, ttl_from: load}"});
  world.read_at(0);
  world.read_at(100);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "100: r1 loads 7"));
}

TEST_F(RefreshTimer, WhatWaitsToBeWrittenIsNotOverwritten) {
  StrategyWorld world({.strategy = "{name: x, freshness: {refresh-ahead: {trigger: timer, threshold: 10%}}, writes: "
                                   "{behind: {flush_interval: 200ms}}}"});
  world.read_at(0);
  world.write_at(15);  // flushed at 200 ms, committed at 210 ms
  world.read_at(205);
  world.finish();
  for (const std::string& change : world.cache_changes()) {
    const bool loaded_before_the_write = std::stoll(change) < 15;
    EXPECT_EQ(change.find("v0") != std::string::npos, loaded_before_the_write) << change;
  }
}

TEST_F(RefreshTimer, HasNobodyToWaitForAnInlineRefresh) {
  const auto mistakes = [](const std::string& strategy) {
    const LoadedScenario loaded = load_scenario_text(
        "name: x\nduration: 1s\nworkload: {arrivals: {poisson: {rate: 1/s}}, keys: {single: {}}}\n"
        "store: {latency: 1ms}\nstrategies: [" +
            strategy + "]\n",
        "x.yaml", catalogue_of(builtin_strategies(), builtin_evictions()));
    std::string text;
    for (const Diagnostic& diagnostic : loaded.diagnostics) text += diagnostic.message + "\n";
    return text;
  };
  const std::string expected =
      "'refresh: inline' contradicts 'trigger: timer': nobody waits for what a timer sets off\n";
  EXPECT_EQ(mistakes("refresh-ahead: {trigger: timer, refresh: inline}"), expected);
  EXPECT_EQ(mistakes("{name: x, freshness: {refresh-ahead: {trigger: timer, refresh: inline}}}"), expected);
  EXPECT_EQ(mistakes("refresh-ahead: {trigger: timer, refresh: background}"), "");
}

TEST_F(RefreshTimer, AWorldThatEndsWithTimersLeavesNothingBehind) {
  StrategyWorld world({.strategy = kTimer});
  for (Key key = 0; key < 50; ++key) world.read_at(0, key);
  world.run_until(95);
  EXPECT_EQ(world.loads().size(), 100u);
}

// Whole runs.
CellResult run_world(const std::string& strategy, const std::string& timeline = "[]") {
  return run(fmt::format(R"(
name: timer
duration: 20000s
workload: {{arrivals: {{poisson: {{rate: 0.4/s}}}}, keys: {{single: {{}}}}}}
cache: {{ttl: 5s}}
store: {{latency: 0s}}
timeline: {}
strategies: [{}]
)",
                         timeline, strategy));
}

TEST(RefreshTimerRun, TheShareOfRefreshesThatNobodyReadsIsThatOfTheLaw) {
  const Window timer = run_world(kTimer).measured;
  EXPECT_EQ(timer.store.loads_demand, 1u);
  EXPECT_NEAR(static_cast<double>(timer.store.loads_refresh), 20000 / 4, 2) << "every 80% of 5 s";
  const double unused = static_cast<double>(timer.cache.fills_unused) / static_cast<double>(timer.store.loads_refresh);
  EXPECT_NEAR(unused, std::exp(-0.4 * 0.8 * 5), 0.03);
  const Window access = run_world("refresh-ahead").measured;
  EXPECT_NEAR(static_cast<double>(access.cache.fills_unused) / static_cast<double>(access.cache.fills),
              std::exp(-0.4 * 5), 0.03);
}

TEST(RefreshTimerRun, ACrashEndsThem) {
  const Window window = run_world(kTimer, "[{at: 4s, for: 1000s, process: crash}]").measured;
  EXPECT_LE(window.store.loads_refresh, static_cast<std::uint64_t>(19000 / 4 + 2));
  EXPECT_EQ(window.store.loads_demand, 2u) << "the first read, and the first after the restart";
}

}  // namespace
}  // namespace stampede
