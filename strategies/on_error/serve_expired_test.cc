// Serving expired values: rather old than nothing, within bounds.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class ServeExpired : public testing::StrategyTest {};

constexpr const char* kUpTo50Ms = "{name: x, freshness: ttl, on_error: {serve-expired: {max_expired: 50ms}}}";

TEST_F(ServeExpired, AFailedLoadServesTheValueThatHasExpired) {
  StrategyWorld world({.strategy = kUpTo50Ms});
  world.fail_store(100, 200);
  world.read_at(0);    // expires at 110 ms
  world.read_at(120);  // waits for its load to fail
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [120,130] expired_on_error v0"));
}

TEST_F(ServeExpired, TheValueStaysForTheNextReader) {
  StrategyWorld world({.strategy = kUpTo50Ms});
  world.fail_store(100, 200);
  for (const int ms : {0, 120, 140}) world.read_at(ms);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r2 [140,150] expired_on_error v0");
}

TEST_F(ServeExpired, BeyondItsBoundAnExpiredValueIsAnError) {
  StrategyWorld world({.strategy = kUpTo50Ms});
  world.fail_store(100, 400);
  world.read_at(0);
  world.read_at_ns(160 * kMillisecond - 1);  // expired for just under 50 ms
  world.read_at(170);
  world.finish();
  EXPECT_EQ(world.reads()[1], "r1 [159999999ns,169999999ns] expired_on_error v0");
  EXPECT_EQ(world.reads()[2], "r2 [170,180] error");
}

TEST_F(ServeExpired, WithoutAnErrorAnExpiredValueIsReloadedAsEver) {
  StrategyWorld world({.strategy = kUpTo50Ms});
  world.read_at(0);
  world.read_at(120);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [120,130] load v0");
}

TEST_F(ServeExpired, AStoreThatRefusesCostsNoTime) {
  StrategyWorld world({.strategy = kUpTo50Ms});
  world.down_store(100, 200);
  world.read_at(0);
  world.read_at(120);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [120,120] expired_on_error v0");
}

TEST_F(ServeExpired, WithoutABoundTheOldestValueWillDo) {
  StrategyWorld world({.strategy = "{name: x, freshness: ttl, on_error: {serve-expired: {max_expired: none}}}"});
  world.fail_store(100, 3'600'000);
  world.read_at(0);
  world.read_at(3'000'000);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [3000000,3000010] expired_on_error v0");
}

TEST_F(ServeExpired, UnderALockEachWaiterWhoseTurnItIsFailsByItself) {
  StrategyWorld world({.strategy = "{name: x, guard: lock, on_error: serve-expired}"});
  world.fail_store(100, 200);
  for (const int ms : {0, 120, 121}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r1 [120,130] expired_on_error v0", "r2 [121,140] expired_on_error v0"));
}

}  // namespace
}  // namespace stampede
