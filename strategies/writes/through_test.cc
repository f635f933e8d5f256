// Write-through: the store first, then the cache, then the acknowledgement.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Through : public testing::StrategyTest {};

TEST_F(Through, TheCacheGetsTheNewValueWithAFreshTtlBeforeTheAcknowledgement) {
  StrategyWorld world({.strategy = "write-through"});
  world.read_at(0);
  world.write_at(20);
  world.read_at(25);
  world.read_at_ns(130 * kMillisecond - 1);
  world.read_at(130);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] acknowledged"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [25,25] hit v0",
                                         "r3 [129999999ns,129999999ns] hit v1", "r4 [130,140] load v1"));
  EXPECT_THAT(world.commits(), ElementsAre("30: w0 makes v1 of 7"));
}

TEST_F(Through, AKeyThatIsNotCachedIsAdded) {
  StrategyWorld world({.strategy = "write-through"});
  world.write_at(0);
  world.read_at(11);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [11,11] hit v1"));
}

TEST_F(Through, WithoutAllocationOnlyKeysThatAreCachedAreUpdated) {
  StrategyWorld world({.strategy = "write-through: {allocate: false}"});
  world.write_at(0);
  world.read_at(11);   // loads version 1
  world.write_at(30);  // updates it
  world.read_at(41);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [11,21] load v1", "r3 [41,41] hit v2"));
}

TEST_F(Through, WithoutAllocationAnExpiredValueIsNotBroughtBackToLife) {
  StrategyWorld world({.strategy = "write-through: {allocate: false}"});
  world.read_at(0);     // expires at 110 ms
  world.write_at(115);  // nobody has looked since
  world.read_at(130);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [130,140] load v1"));
}

TEST_F(Through, AWriteThatTheStoreFailsLeavesTheCacheAlone) {
  StrategyWorld world({.strategy = "write-through"});
  world.fail_store(20, 21);
  world.read_at(0);
  world.write_at(20);
  world.read_at(35);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] failed"));
  EXPECT_EQ(world.reads().back(), "r2 [35,35] hit v0");
}

TEST_F(Through, ADeletionRemovesTheKey) {
  StrategyWorld world({.strategy = "write-through"});
  world.read_at(0);
  world.delete_at(20);
  world.read_at(31);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "30: remove 7"));
  EXPECT_EQ(world.reads().back(), "r2 [31,41] load absent");
}

TEST_F(Through, InParallelTheAcknowledgementWaitsForTheSlowerOfStoreAndCache) {
  for (const char* cache_latency : {"1ms", "25ms"}) {
    StrategyWorld world({.strategy = "write-through: {cache: parallel}",
                         .cache = std::string("{ttl: 100ms, latency: ") + cache_latency + "}"});
    world.write_at(0);
    world.finish();
    EXPECT_THAT(world.writes(),
                ElementsAre(std::string(cache_latency) == "1ms" ? "w0 [0,10] acknowledged" : "w0 [0,25] acknowledged"));
    EXPECT_THAT(world.commits(), ElementsAre("10: w0 makes v1 of 7"));
  }
}

TEST_F(Through, InParallelReadersSeeAValueThatIsNotYetStored) {
  StrategyWorld world({.strategy = "write-through: {cache: parallel}"});
  world.write_at(20);
  world.read_at(25);
  world.read_at(35);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [25,25] hit w0", "r2 [35,35] hit w0"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("20: fill 7 w0"));
}

TEST_F(Through, InParallelAWriteThatTheStoreFailsTakesItsValueOutOfTheCache) {
  StrategyWorld world({.strategy = "write-through: {cache: parallel}"});
  world.fail_store(20, 21);
  world.read_at(0);
  world.write_at(20);
  world.read_at(25);
  world.read_at(35);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] failed"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [25,25] hit w0", "r3 [35,45] load v0"));
}

TEST_F(Through, InParallelADeletionRemovesTheKeyAtOnce) {
  StrategyWorld world({.strategy = "write-through: {cache: parallel}"});
  world.read_at(0);
  world.delete_at(20);
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "20: remove 7"));
  EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] acknowledged"));
}

TEST_F(Through, InParallelWithoutAllocationOnlyKeysThatAreCachedAreUpdated) {
  StrategyWorld world({.strategy = "write-through: {cache: parallel, allocate: false}"});
  world.write_at(0);
  world.read_at(11);   // loads version 1
  world.write_at(30);  // updates it
  world.read_at(31);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [11,21] load v1", "r3 [31,31] hit w1"));
}

TEST_F(Through, WritersOfOneKeyAreNotOrderedAmongEachOther) {
  StrategyWorld world(
      {.strategy = "write-through", .store = "{latency: 10ms, write_latency: {uniform: {min: 1ms, max: 50ms}}}"});
  for (const int ms : {0, 1, 2, 3}) world.write_at(ms);
  world.read_at(60);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r4 [60,60] hit v4") << "the order of commits decides, in the store and in the cache";
  EXPECT_NE(world.commits().back().find("makes v4"), std::string::npos);
}

}  // namespace
}  // namespace stampede
