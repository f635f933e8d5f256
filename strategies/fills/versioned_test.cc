// Versioned fills: no load installs what a write has superseded.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::run;
using testing::StrategyWorld;

class Versioned : public testing::StrategyTest {};

TEST_F(Versioned, ALoadThatReadBeforeAWriteDoesNotBringTheOldValueBack) {
  StrategyWorld world({.strategy = "leased", .store = "{latency: 20ms, write_latency: 5ms}"});
  world.read_at(0);   // sees version 0 at the start of its service
  world.write_at(2);  // commits version 1 and removes the key at 7 ms
  world.read_at(30);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,20] load v0", "r2 [30,50] load v1"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("50: fill 7 v1"));
}

TEST_F(Versioned, ALoadThatEndsWhileTheWriteIsUnderWayDoesNotFill) {
  StrategyWorld world({.strategy = "leased", .store = "{latency: 10ms, write_latency: 30ms}"});
  world.read_at(0);
  world.write_at(5);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre()) << "nobody can tell whether the commit is still to come";
}

TEST_F(Versioned, ALoadThatBeganDuringAWriteDoesNotFill) {
  StrategyWorld world({.strategy = "leased", .store = "{latency: 20ms, write_latency: 5ms}"});
  world.write_at(0);  // commits at 5 ms
  world.read_at(3);   // sees version 0
  world.read_at(6);   // sees version 1
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("26: fill 7 v1"));
}

TEST_F(Versioned, AWriteOfAnotherKeyDoesNotMatter) {
  StrategyWorld world({.strategy = "leased"});
  world.read_at(0, 1);
  world.write_at(2, 2);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 1 v0"));
}

TEST_F(Versioned, AWrittenValueGoesIntoTheCacheWhateverIsUnderWay) {
  StrategyWorld world(
      {.strategy = "{name: x, writes: through, fills: versioned}", .store = "{latency: 20ms, write_latency: 5ms}"});
  world.read_at(0);
  world.write_at(2);
  world.write_at(3);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("7: fill 7 v1", "8: fill 7 v2"));
}

TEST_F(Versioned, ALateAnswerIsHeldToTheLeaseOfItsLoad) {
  StrategyWorld world({.strategy = "leased", .store = "{latency: 30ms, write_latency: 5ms, timeout: 20ms}"});
  world.read_at(0);    // gives up at 20 ms; the answer comes at 30 ms
  world.write_at(22);  // commits at 27 ms
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,20] error"));
  EXPECT_THAT(world.cache_changes(), ElementsAre());
}

TEST_F(Versioned, ARemoteFillOnItsWayIsRefusedByTheCache) {
  StrategyWorld world(
      {.strategy = "leased", .cache = "{ttl: 100ms, latency: 10ms}", .store = "{latency: 20ms, write_latency: 2ms}"});
  world.read_at(0);    // looks until 10 ms, loads until 30 ms, would fill at 40 ms
  world.write_at(31);  // commits at 33 ms, removes at 43 ms
  world.read_at(45);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r2 [45,85] load v1");
  EXPECT_THAT(world.cache_changes(), ElementsAre("85: fill 7 v1"));
}

// Reads and writes of a few keys by chance, with a cache that takes its time.
std::string race(const char* fills, const char* writes, std::uint64_t seed) {
  return fmt::format(R"(
name: race
duration: 60s
seed: {}
workload:
  arrivals: {{poisson: {{rate: 300/s}}}}
  keys: {{zipf: {{count: 20, exponent: 0.9}}}}
  operations: {{read: 80, write: 18, delete: 2}}
cache: {{ttl: 1s, latency: {{uniform: {{min: 0s, max: 5ms}}}}}}
store: {{latency: {{lognormal: {{p50: 10ms, p99: 80ms}}}}, concurrency: 16, error_rate: 2%, snapshot: 30%}}
strategies: [{{name: x, freshness: refresh-ahead, fills: {}, writes: {}}}]
)",
                     seed, fills, writes);
}

TEST(VersionedLaw, NoFillIsEverLateWhateverTheLatencies) {
  for (const char* writes : {"invalidate", "{invalidate: {order: both}}", "{invalidate: {order: before}}"}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Window::Cache versioned = run(race("versioned", writes, seed)).measured.cache;
      EXPECT_EQ(versioned.late_fills, 0u) << writes;
      EXPECT_GT(versioned.fills, 1000u) << writes;
      EXPECT_GT(run(race("overwrite", writes, seed)).measured.cache.late_fills, 100u)
          << "the race is there: " << writes;
    }
  }
}

}  // namespace
}  // namespace stampede
