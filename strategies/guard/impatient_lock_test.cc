// The lock when the patience with the store ends.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StrategyWorld;

class ImpatientLock : public testing::StrategyTest {};

TEST_F(ImpatientLock, TheNextLeaderTakesTheLateAnswerInsteadOfCallingAgain) {
  StrategyWorld world({.strategy = "locked", .store = "{latency: 10ms, timeout: 6ms}"});
  world.read_at(0);
  world.read_at(2);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,6] error", "r1 [2,10] wait v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0"));
}

TEST_F(ImpatientLock, WhereLateAnswersAreThrownAwayTheNextLeaderCallsAgain) {
  StrategyWorld world({.strategy = "locked", .store = "{latency: 10ms, timeout: 6ms, late_result: discard}"});
  world.read_at(0);
  world.read_at(2);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,6] error", "r1 [2,12] error"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "6: r1 loads 7"));
  EXPECT_THAT(world.cache_changes(), IsEmpty());
}

TEST_F(ImpatientLock, AReaderWhoComesWhileALateAnswerIsAwaitedWaitsForIt) {
  StrategyWorld world({.strategy = "locked", .store = "{latency: 10ms, timeout: 6ms}"});
  world.read_at(0);
  world.read_at(8);  // nobody leads, yet the key is being loaded
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,6] error", "r1 [8,10] wait v0"));
  EXPECT_EQ(world.peak_loads(), 1u);
}

TEST_F(ImpatientLock, ACallThatLeftTheQueueIsNotAwaited) {
  StrategyWorld world(
      {.strategy = "locked", .store = "{latency: 10ms, concurrency: 1, timeout: 6ms, cancel_abandoned: true}"});
  world.read_at(0, 1);  // keeps the only server until 10 ms
  world.read_at(1, 2);  // queued; given up at 7 ms
  world.read_at(8, 2);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 1", "1: r1 loads 2", "8: r2 loads 2"));
  EXPECT_THAT(world.abandoned(), ElementsAre("6: r0", "7: r1", "14: r2"));
}

TEST_F(ImpatientLock, ABackgroundRefreshIsNotStartedTwiceWhileTheFirstIsAwaited) {
  StrategyWorld world({.strategy = "refresh-ahead", .store = "{latency: 10ms, timeout: 15ms}"});
  world.read_at(0);  // fills at 10 ms; a refresh is due from 90 ms
  world.stall_store(85, 115);
  world.read_at(92);   // starts a refresh, which times out at 107 ms
  world.read_at(108);  // its answer is still awaited
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "92: r1 loads 7"));
}

}  // namespace
}  // namespace stampede
