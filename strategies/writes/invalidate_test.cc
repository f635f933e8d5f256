// Write and invalidate: the store is written and the key removed, in the order one has chosen.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Invalidate : public testing::StrategyTest {};

TEST_F(Invalidate, AfterTheStoreWriteTheKeyIsRemovedAndThenTheWriteIsAcknowledged) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(25);
  world.read_at(31);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] acknowledged"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [25,25] hit v0", "r3 [31,41] load v1"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "30: remove 7", "41: fill 7 v1"));
}

TEST_F(Invalidate, BeforeTheStoreWriteAReaderInBetweenBringsTheOldValueBack) {
  StrategyWorld world({.strategy = "cache-aside: {order: before}"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(22);  // reads version 0, fills at 32 ms
  world.read_at(40);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "20: remove 7", "32: fill 7 v0"));
  EXPECT_EQ(world.reads().back(), "r3 [40,40] hit v0");
}

TEST_F(Invalidate, BothRemovesWhatAReaderInBetweenBroughtBackInTime) {
  StrategyWorld world({.strategy = "cache-aside: {order: both}", .store = "{latency: 5ms, write_latency: 10ms}"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(22);  // reads version 0, fills at 27 ms
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("5: fill 7 v0", "20: remove 7", "27: fill 7 v0", "30: remove 7"));
}

TEST_F(Invalidate, AWriteThatTheStoreFailsChangesNothing) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.fail_store(20, 21);
  world.read_at(0);
  world.write_at(20);
  world.read_at(35);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] failed"));
  EXPECT_EQ(world.reads().back(), "r2 [35,35] hit v0");
}

TEST_F(Invalidate, ADeletionIsAWriteAndTheNextReadFindsNothing) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.read_at(0);
  world.delete_at(20);
  world.read_at(31);
  world.read_at(45);
  world.finish();
  EXPECT_THAT(world.commits(), ElementsAre("30: delete w0 makes v1 of 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [31,41] load absent", "r3 [45,55] load absent"));
}

TEST_F(Invalidate, ARemoteCacheIsWrittenInItsOwnTime) {
  StrategyWorld world({.strategy = "cache-aside: {order: both}", .cache = "{ttl: 100ms, latency: 1ms}"});
  world.write_at(0);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [0,12] acknowledged")) << "1 ms, 10 ms, 1 ms";
}

TEST_F(Invalidate, ADelayedRemovalReachesTheCacheLaterAndNobodyWaitsForIt) {
  StrategyWorld world({.strategy = "cache-aside: {delay: 15ms}", .cache = "{ttl: 1h, latency: 1ms}"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(40);
  world.read_at(46);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] acknowledged"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,12] load v0", "r2 [40,41] hit v0", "r3 [46,58] load v1"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("12: fill 7 v0", "46: remove 7", "58: fill 7 v1"));
}

TEST_F(Invalidate, ADelayedRemovalTakesWithItWhatALateLoadBroughtBack) {
  StrategyWorld world({.strategy = "cache-aside: {delay: 15ms}", .store = "{latency: 5ms, write_latency: 1ms}"});
  world.read_at(0);   // reads version 0, fills at 5 ms
  world.write_at(1);  // commits at 2 ms
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("5: fill 7 v0", "17: remove 7"));
}

TEST_F(Invalidate, BothWithADelayIsTheDelayedDoubleDelete) {
  StrategyWorld world({.strategy = "cache-aside: {order: both, delay: 15ms}"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(22);  // reads version 0, fills at 32 ms
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "20: remove 7", "32: fill 7 v0", "45: remove 7"));
}

TEST_F(Invalidate, BeforeWithADelayTheRemovalIsUnderWayWhileTheStoreIsWritten) {
  StrategyWorld world({.strategy = "cache-aside: {order: before, delay: 4ms}"});
  world.read_at(0);
  world.write_at(20);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "24: remove 7"));
}

TEST_F(Invalidate, AWriteThatTheStoreFailsSendsNoRemoval) {
  StrategyWorld world({.strategy = "cache-aside: {delay: 15ms}"});
  world.fail_store(20, 21);
  world.read_at(0);
  world.write_at(20);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0"));
}

TEST_F(Invalidate, ALostRemovalNeverArrivesAndCostsTheWriterNothing) {
  StrategyWorld world({.strategy = "cache-aside: {lost: 100%, order: both}", .cache = "{ttl: 1h, latency: 1ms}"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(5000);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] acknowledged"));
  EXPECT_EQ(world.reads().back(), "r2 [5000,5001] hit v0");
}

TEST_F(Invalidate, TheShareOfRemovalsThatIsLostIsDrawnByRequest) {
  const auto removals = [](const char* strategy) {
    StrategyWorld world({.strategy = strategy, .cache = "{ttl: 1h}"});
    for (Key key = 0; key < 99; ++key) {
      world.read_at(0, key);
      world.write_at(20, key);
    }
    world.finish();
    return std::vector<std::string>(world.cache_changes().begin() + 99, world.cache_changes().end());
  };
  const std::vector<std::string> kept = removals("cache-aside: {lost: 30%}");
  EXPECT_GT(kept.size(), 50u);
  EXPECT_LT(kept.size(), 90u);
  EXPECT_EQ(removals("{name: x, guard: lock, writes: {invalidate: {lost: 30%}}}"), kept);
}

std::string writes_scenario(const char* strategy, const char* rest) {
  return fmt::format(
      "name: law\nstrategies: [{}]\nworkload:\n  arrivals: {{poisson: {{rate: 51/s}}}}\n  keys: {{single: {{}}}}\n"
      "  operations: {{read: 50, write: 1}}\n{}\n",
      strategy, rest);
}

TEST_F(Invalidate, TheShareOfStaleReadsGrowsWithTheDelayAsItMust) {
  const CellResult result =
      testing::run(writes_scenario("cache-aside: {delay: 200ms}", "duration: 10000s\nstore: {latency: 0s}"));
  const double stale = static_cast<double>(result.measured.stale_total());
  EXPECT_NEAR(stale / static_cast<double>(result.measured.reads_total()), 0.1616, 0.006);
}

TEST_F(Invalidate, ACrashLosesWhatIsUnderWayEvenToASharedCache) {
  // A request at every full second, and a crash 100 ms after each.
  const std::string scenario =
      "name: crash\nduration: 10s\ncache: {shared: true}\nstore: {latency: 0s}\n"
      "workload: {arrivals: {constant: {interval: 1s}}, keys: {single: {}}, operations: {read: 1, write: 1}}\n"
      "strategies: [cache-aside: {delay: 500ms}]\n";
  std::string crashes = "timeline:\n";
  for (int second = 0; second < 10; ++second)
    crashes += fmt::format("  - {{at: {}ms, process: crash}}\n", 1000 * second + 100);
  const Window calm = testing::run(scenario).measured;
  const Window stormy = testing::run(scenario + crashes).measured;
  EXPECT_GT(calm.cache.invalidations, 0u);
  EXPECT_EQ(calm.stale_total(), 0u) << "a second is long enough for a removal";
  EXPECT_EQ(stormy.cache.invalidations, 0u);
  EXPECT_GT(stormy.stale_total(), 0u);
}

}  // namespace
}  // namespace stampede
