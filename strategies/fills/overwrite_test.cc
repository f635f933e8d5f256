// Fills that overwrite: every load ends in the cache, whatever has happened meanwhile.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Overwrite : public testing::StrategyTest {};

TEST_F(Overwrite, EveryLoadFillsAndTheLastWins) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.read_at(0);
  world.read_at(4);
  world.read_at(113);  // the TTL runs from the second fill
  world.finish();
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "14: fill 7 v0"));
  EXPECT_EQ(world.reads().back(), "r2 [113,113] hit v0");
}

TEST_F(Overwrite, ALoadThatReadBeforeAWriteBringsTheOldValueBackAfterIt) {
  StrategyWorld world({.strategy = "cache-aside", .store = "{latency: 20ms, write_latency: 5ms}"});
  world.read_at(0);   // sees version 0 at the start of its service
  world.write_at(2);  // commits version 1 and removes the key at 7 ms
  world.read_at(30);  // finds what the load put back at 20 ms
  world.finish();
  EXPECT_THAT(world.commits(), ElementsAre("7: w0 makes v1 of 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,20] load v0", "r2 [30,30] hit v0"));
}

TEST_F(Overwrite, AFailedLoadFillsNothing) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.fail_store(0, 1);
  world.read_at(0);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error"));
  EXPECT_EQ(world.cache().entries(), 0u);
}

}  // namespace
}  // namespace stampede
