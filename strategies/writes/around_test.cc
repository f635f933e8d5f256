// Write-around: the store alone is written; the cache finds out when its value expires.

#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Around : public testing::StrategyTest {};

TEST_F(Around, TheCacheServesTheOldValueUntilItsTtlHasPassed) {
  StrategyWorld world({.strategy = "write-around"});
  world.read_at(0);  // expires at 110 ms
  world.write_at(20);
  world.read_at_ns(110 * kMillisecond - 1);
  world.read_at(110);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] acknowledged"));
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r2 [109999999ns,109999999ns] hit v0", "r3 [110,120] load v1"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "110: expire 7", "120: fill 7 v1"));
}

TEST_F(Around, AWriteCachesNothing) {
  StrategyWorld world({.strategy = "write-around"});
  world.write_at(0);
  world.read_at(11);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [11,21] load v1"));
}

TEST_F(Around, ADeletedKeyIsServedUntilItsTtlHasPassed) {
  StrategyWorld world({.strategy = "write-around"});
  world.read_at(0);
  world.delete_at(20);
  world.read_at(50);
  world.read_at(110);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [50,50] hit v0", "r3 [110,120] load absent"));
}

TEST_F(Around, AWriteThatTheStoreFailsIsAFailedWrite) {
  StrategyWorld world({.strategy = "write-around"});
  world.fail_store(20, 21);
  world.write_at(20);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] failed"));
}

TEST_F(Around, TheShareOfStaleReadsIsThatOfTtlOnlyConsistency) {
  const CellResult result = testing::run(R"(
name: ttl-only
duration: 20000s
workload: {arrivals: {poisson: {rate: 10.2/s}}, keys: {single: {}}, operations: {read: 50, write: 1}}
cache: {ttl: 5s}
store: {latency: 0s}
strategies: [write-around]
)");
  const double stale = static_cast<double>(result.measured.stale_total());
  EXPECT_NEAR(stale / static_cast<double>(result.measured.reads_total()), 0.3607, 0.02);
}

}  // namespace
}  // namespace stampede
