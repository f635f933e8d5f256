// Strategies in front of a remote cache: each look-up, fill and removal takes a millisecond.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;
using testing::WorldText;

class RemoteCache : public testing::StrategyTest {
 protected:
  static WorldText world_of(const char* strategy) {
    return {.strategy = strategy, .cache = "{ttl: 100ms, latency: 1ms}"};
  }
};

TEST_F(RemoteCache, ALoadCostsALookUpTheStoreAndAFill) {
  StrategyWorld world(world_of("cache-aside"));
  world.read_at(0);
  world.read_at(50);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,12] load v0", "r1 [50,51] hit v0"));
}

TEST_F(RemoteCache, ReadersThatMissTogetherUnderALockShareOneLoad) {
  StrategyWorld world(world_of("locked"));
  world.read_at(0);
  world.read_at_ns(kMillisecond / 2);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("1: r0 loads 7"));
}

TEST_F(RemoteCache, WaitersAreHandedTheValueWithoutASecondLookUp) {
  StrategyWorld world(world_of("locked"));
  for (const int ms : {0, 5}) world.read_at(ms);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [5,12] wait v0");
}

TEST_F(RemoteCache, ABackgroundRefreshDoesNotKeepItsReaderWaiting) {
  StrategyWorld world(world_of("refresh-ahead"));
  for (const int ms : {0, 95}) world.read_at(ms);  // in the cache from 12 ms, due from 92 ms
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [95,96] hit v0");
  EXPECT_THAT(world.cache_changes(), ElementsAre("12: fill 7 v0", "107: fill 7 v0"));
}

TEST_F(RemoteCache, AReadOfABufferedWriteStillPaysForItsLookUp) {
  StrategyWorld world(world_of("write-behind"));
  world.write_at(0);
  world.read_at_ns(kMillisecond / 2);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [500000ns,1500000ns] hit w0"));
}

}  // namespace
}  // namespace stampede
