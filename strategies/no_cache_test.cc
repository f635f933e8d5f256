// The floor: everything goes to the store.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StrategyWorld;

class NoCache : public testing::StrategyTest {};

TEST_F(NoCache, EveryReadIsALoadAndEveryWriteAStoreWrite) {
  StrategyWorld world({.strategy = "no-cache"});
  world.read_at(0);
  world.write_at(5);
  world.read_at(14);
  world.read_at(16);
  world.delete_at(20);
  world.read_at(31);
  world.finish();
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r2 [14,24] load v0", "r3 [16,26] load v1", "r5 [31,41] load absent"));
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,15] acknowledged", "w1 [20,30] acknowledged"));
  EXPECT_THAT(world.cache_changes(), IsEmpty());
  EXPECT_EQ(world.loads().size(), 4u);
}

TEST_F(NoCache, WhatTheStoreFailsFails) {
  StrategyWorld world({.strategy = "no-cache"});
  world.fail_store(0, 100);
  world.read_at(0);
  world.write_at(5);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error"));
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,15] failed"));
}

}  // namespace
}  // namespace stampede
