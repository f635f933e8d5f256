// Write and invalidate: the store is written and the key removed, in the order one has chosen.

#include <gmock/gmock.h>

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

}  // namespace
}  // namespace stampede
