// The lock: one load of a key at a time.

#include <gmock/gmock.h>

#include "harness/base/random.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::StrategyWorld;
using ::testing::UnorderedElementsAre;

class Lock : public testing::StrategyTest {};

TEST_F(Lock, TheFirstReaderLoadsAndTheOthersGetItsValueWhenItComes) {
  StrategyWorld world({.strategy = "locked"});
  for (const int ms : {0, 3, 9, 11}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r1 [3,10] wait v0", "r2 [9,10] wait v0", "r3 [11,11] hit v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(Lock, KeysDoNotWaitForEachOther) {
  StrategyWorld world({.strategy = "locked"});
  for (const Key key : {1, 2, 3}) world.read_at(0, key);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [0,10] load v0", "r2 [0,10] load v0"));
}

TEST_F(Lock, WhenTheLoadIsOverTheNextMissLeadsAgain) {
  StrategyWorld world({.strategy = "locked"});
  for (const int ms : {0, 110, 112}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [110,120] load v0", "r2 [112,120] wait v0"));
}

TEST_F(Lock, AFailedLeaderKeepsItsErrorAndTheLongestWaiterLeads) {
  StrategyWorld world({.strategy = "locked"});
  world.fail_store(0, 1);
  for (const int ms : {0, 2, 3}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), UnorderedElementsAre("r0 [0,10] error", "r1 [2,20] load v0", "r2 [3,20] wait v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "10: r1 loads 7"));
}

TEST_F(Lock, WhenTheStoreKeepsFailingEveryReaderLeadsAndFailsOnce) {
  StrategyWorld world({.strategy = "locked"});
  world.fail_store(0, 1000);
  for (const int ms : {0, 2, 3}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r1 [2,20] error", "r2 [3,30] error"));
}

TEST_F(Lock, ANewLeaderLooksIntoTheCacheFirstAndSharesWhatItFinds) {
  StrategyWorld world(
      {.strategy = "{name: x, guard: lock, writes: through}", .store = "{latency: 10ms, write_latency: 5ms}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 2, 4}) world.read_at(ms);
  world.write_at(3);  // fills the cache at 8 ms
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r1 [2,10] wait v1", "r2 [4,10] wait v1"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(Lock, ANewLeaderLeavesAnExpiredValueForThoseWhoMayBeServedIt) {
  StrategyWorld world({.strategy = "{name: x, guard: lock, on_error: {serve-expired: {max_expired: 50ms}}}"});
  world.fail_store(100, 200);
  for (const int ms : {0, 120, 125, 145}) world.read_at(ms);  // expires at 110 ms
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [120,130] expired_on_error v0",
                                         "r2 [125,140] expired_on_error v0", "r3 [145,155] expired_on_error v0"));
}

TEST_F(Lock, ANewLeaderThatLooksIntoARemoteCacheKeepsTheOthersWaiting) {
  StrategyWorld world({.strategy = "locked", .cache = "{ttl: 100ms, latency: 1ms}"});
  world.fail_store(1, 2);
  for (const int ms : {0, 2, 10}) world.read_at(ms);  // the load begins at 1 ms and fails at 11 ms
  world.finish();
  EXPECT_THAT(world.reads(), UnorderedElementsAre("r0 [0,11] error", "r1 [2,23] load v0", "r2 [10,23] wait v0"))
      << "1 ms to look, 10 ms to load, 1 ms to fill";
}

TEST_F(Lock, WaitersOfADeletedKeyAreToldThatItIsAbsent) {
  StrategyWorld world({.strategy = "locked"});
  world.delete_at(0);
  for (const int ms : {20, 25}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r1 [20,30] load absent", "r2 [25,30] wait absent"));
}

TEST_F(Lock, AWaiterThatLosesPatienceLoadsByItselfAndDoesNotFill) {
  StrategyWorld world({.strategy = "locked: {wait: 5ms}"});
  for (const int ms : {0, 2, 8}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [8,10] wait v0", "r1 [2,17] load v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "7: r1 loads 7"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0"));
}

TEST_F(Lock, WithoutAnyPatienceNobodyWaitsAndOnlyTheLeaderFills) {
  StrategyWorld world({.strategy = "locked: {wait: 0s}"});
  for (const int ms : {0, 2, 4}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [2,12] load v0", "r2 [4,14] load v0"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0"));
}

TEST_F(Lock, AWaiterThatLeftIsNotMadeLeader) {
  StrategyWorld world({.strategy = "locked: {wait: 5ms}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 2, 8}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r1 [2,17] load v0", "r2 [8,20] load v0"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("20: fill 7 v0"));
}

TEST_F(Lock, PatienceIsForWaitingANewLeaderTakesItsTimeToLoad) {
  StrategyWorld world({.strategy = "locked: {wait: 15ms}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 2}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r1 [2,20] load v0"));
}

TEST_F(Lock, NeverLetsTwoLoadsOfAKeyOverlap) {
  StrategyWorld world({.strategy = "locked", .store = "{latency: {exponential: {mean: 30ms}}, error_rate: 20%}"});
  RandomSequence random(RandomStream(1, "arrivals"));
  for (int i = 0; i < 5000; ++i) world.read_at_ns(static_cast<Instant>(below(random.next(), kSecond * 10)));
  world.finish();
  EXPECT_EQ(world.peak_loads(), 1);
  EXPECT_GT(world.loads().size(), 50u);
  EXPECT_THAT(world.reads(), Contains(::testing::HasSubstr("wait v0")));
  EXPECT_THAT(world.reads(), Contains(::testing::HasSubstr("error")));
}

TEST_F(Lock, AWorldThatEndsWhileReadersWaitLeavesNothingBehind) {
  StrategyWorld world({.strategy = "locked: {wait: 8ms}"});
  for (const int ms : {0, 2, 4}) world.read_at(ms);
  world.run_until(5);
}

}  // namespace
}  // namespace stampede
