// Fills that add: the first of the loads that overlap fills.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class Add : public testing::StrategyTest {};

constexpr const char* kAdd = "{name: x, fills: add}";

TEST_F(Add, TheFirstLoadFillsAndTheTtlRunsFromThere) {
  StrategyWorld world({.strategy = kAdd});
  world.read_at(0);
  world.read_at(4);
  world.read_at_ns(110 * kMillisecond - 1);
  world.read_at(110);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [4,14] load v0",
                                         "r2 [109999999ns,109999999ns] hit v0", "r3 [110,120] load v0"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "110: expire 7", "120: fill 7 v0"));
}

TEST_F(Add, TheReaderOfALoadThatMayNotFillStillGetsWhatItLoaded) {
  StrategyWorld world(
      {.strategy = "{name: x, writes: through, fills: add}", .store = "{latency: 20ms, write_latency: 5ms}"});
  world.read_at(0);   // sees version 0
  world.write_at(2);  // commits version 1 at 7 ms, and puts it into the cache
  world.read_at(30);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,20] load v0", "r2 [30,30] hit v1"));
}

TEST_F(Add, AnExpiredValueIsReplacedEvenIfItMayStillBeServed) {
  StrategyWorld world({.strategy = "{name: x, freshness: stale-while-revalidate, fills: add}"});
  for (const int ms : {0, 110, 121}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [110,110] expired_hit v0", "r2 [121,121] hit v0"));
}

TEST_F(Add, AReloadOfAValidValueChangesNothing) {
  StrategyWorld world({.strategy = "{name: x, freshness: refresh-ahead, fills: add}"});
  for (const int ms : {0, 95, 109, 110}) world.read_at(ms);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r3 [110,120] load v0") << "the refresh of 95 ms came at 105 ms and was refused";
}

TEST_F(Add, OnceTheKeyIsRemovedALateLoadStillBringsItsOldValueBack) {
  StrategyWorld world({.strategy = kAdd, .store = "{latency: 20ms, write_latency: 5ms}"});
  world.read_at(0);
  world.write_at(2);  // commits and removes at 7 ms
  world.read_at(30);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r2 [30,30] hit v0");
}

}  // namespace
}  // namespace stampede
