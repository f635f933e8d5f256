// The lock whose waiters are not woken, but look again every so long.

#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class PolledLock : public testing::StrategyTest {};

TEST_F(PolledLock, AWaiterLooksAgainAndAgainFromItsArrivalOn) {
  StrategyWorld world({.strategy = "locked: {poll: 4ms}"});
  for (const int ms : {0, 1, 3}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [3,11] wait v0", "r1 [1,13] wait v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(PolledLock, AfterAFailedLoadWhoeverLooksFirstLeads) {
  StrategyWorld world({.strategy = "locked: {poll: 4ms}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 2, 3}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "11: r2 loads 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r2 [3,21] load v0", "r1 [2,22] wait v0"));
}

TEST_F(PolledLock, AReaderThatFindsTheLockFreeOvertakesThoseWhoSleep) {
  StrategyWorld world({.strategy = "locked: {poll: 8ms}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 9, 11}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "11: r2 loads 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r2 [11,21] load v0", "r1 [9,25] wait v0"));
}

TEST_F(PolledLock, WhenTheLeaseHasRunOutWhoeverLooksFirstLeads) {
  StrategyWorld world({.strategy = "locked: {poll: 3ms, lease: 5ms}"});
  for (const int ms : {0, 1, 3}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "6: r2 loads 7"));
}

TEST_F(PolledLock, AWaiterThatLosesPatienceLoadsByItselfAndDoesNotFill) {
  StrategyWorld world({.strategy = "locked: {poll: 4ms, wait: 6ms}"});
  for (const int ms : {0, 1}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "7: r1 loads 7"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0"));
}

TEST_F(PolledLock, AtTheEndOfItsPatienceAWaiterLooksOnceMore) {
  StrategyWorld world({.strategy = "locked: {poll: 5ms, wait: 10ms}"});
  for (const int ms : {0, 1}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [1,11] wait v0"));
}

TEST_F(PolledLock, OneLookAtARemoteCacheEndsBeforeTheNextBegins) {
  StrategyWorld world({.strategy = "locked: {poll: 2ms}", .cache = "{ttl: 100ms, latency: 3ms}"});
  world.read_at(0);  // looks until 3 ms, loads until 13 ms, fills until 16 ms
  world.read_at(1);  // looks from 1, 6, 10 and 14 ms on
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,16] load v0", "r1 [1,17] wait v0"));
}

// Loads that take a multiple of p: p / 2 more than the half of the load time that woken waiters wait.
TEST_F(PolledLock, WaitersWaitHalfAPollLongerThanIfTheyWereWoken) {
  const CellResult result = testing::run(R"(
name: polled
duration: 2000s
workload: {arrivals: {poisson: {rate: 200/s}}, keys: {single: {}}}
cache: {ttl: 1s}
store: {latency: 100ms}
strategies: [locked: {poll: 20ms}]
)");
  const Window::Reads& reads = result.measured.reads;
  const double waits = static_cast<double>(reads.outcomes[static_cast<std::size_t>(Outcome::kWait)]);
  const double loading = static_cast<double>(testing::loads(result)) * 0.1;
  EXPECT_NEAR((static_cast<double>(reads.latency.sum()) / 1e9 - loading) / waits, 0.06, 0.0005);
}

}  // namespace
}  // namespace stampede
