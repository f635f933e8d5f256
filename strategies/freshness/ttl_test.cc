// Hard expiry: good until the TTL has passed, gone then.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Ttl : public testing::StrategyTest {};

TEST_F(Ttl, AValueIsServedUntilTheInstantOfItsExpiryAndLoadedFromThen) {
  StrategyWorld world({.strategy = "cache-aside"});
  world.read_at(0);  // in the cache from 10 ms to 110 ms
  world.read_at(20);
  world.read_at_ns(110 * kMillisecond - 1);
  world.read_at(110);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [20,20] hit v0",
                                         "r2 [109999999ns,109999999ns] hit v0", "r3 [110,120] load v0"));
}

TEST_F(Ttl, WithoutATtlAValueNeverExpires) {
  StrategyWorld world({.strategy = "cache-aside", .cache = "{}"});
  world.read_at(0);
  world.read_at(1'000'000'000);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [1000000000,1000000000] hit v0");
}

TEST_F(Ttl, ReadersBetweenTheExpiryAndTheEndOfTheFirstLoadAllLoad) {
  StrategyWorld world({.strategy = "cache-aside"});
  for (const int ms : {0, 110, 113, 119, 121}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [110,120] load v0", "r4 [121,121] hit v0",
                                         "r2 [113,123] load v0", "r3 [119,129] load v0"));
}

}  // namespace
}  // namespace stampede
