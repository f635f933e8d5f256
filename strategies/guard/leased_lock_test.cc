// The lock that gives itself up after a while: its lease. The very last instant belongs to the leader, so a lease of
// 3999999 ns lets the next one lead after 4 ms.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;
using ::testing::UnorderedElementsAre;

class LeasedLock : public testing::StrategyTest {};

TEST_F(LeasedLock, WhenTheLeaseHasRunOutTheLongestWaiterLeadsWhileTheFirstLoadGoesOn) {
  StrategyWorld world({.strategy = "locked: {lease: 3999999ns}"});
  for (const int ms : {0, 1, 2}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "4: r1 loads 7", "8: r2 loads 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [1,14] load v0", "r2 [2,18] load v0"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "14: fill 7 v0", "18: fill 7 v0"));
}

TEST_F(LeasedLock, AReaderThatComesAfterTheLeaseHasRunOutLeads) {
  StrategyWorld world({.strategy = "locked: {lease: 3999999ns}"});
  world.read_at(0);
  world.read_at(5);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "5: r1 loads 7"));
}

TEST_F(LeasedLock, AReaderThatComesAsTheLeaseRunsOutDoesNotOvertakeWhoWaits) {
  StrategyWorld world({.strategy = "locked: {lease: 3999999ns}"});
  for (const int ms : {0, 1, 4}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "4: r1 loads 7", "8: r2 loads 7"));
}

TEST_F(LeasedLock, ALateLeaderLeavesTheLaterFlightAlone) {
  StrategyWorld world({.strategy = "locked: {lease: 7999999ns}"});
  world.read_at(0);
  world.read_at(1);  // leads from 8 ms to 18 ms, and holds the lock until 16 ms
  world.read_at(9);  // waits for that, although the first load fills the cache at 10 ms
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "8: r1 loads 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [9,16] wait v0", "r1 [1,18] load v0"))
      << "at 16 ms the next one leads, and finds the value in the cache";
}

TEST_F(LeasedLock, AFailedLateLeaderHandsNothingOver) {
  StrategyWorld world({.strategy = "locked: {lease: 7999999ns}"});
  world.fail_store(0, 1);
  for (const int ms : {0, 1, 9}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "8: r1 loads 7", "16: r2 loads 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] error", "r1 [1,18] load v0", "r2 [9,26] load v0"));
}

TEST_F(LeasedLock, ALoadThatEndsWithItsLeaseIsInTime) {
  StrategyWorld world({.strategy = "locked: {lease: 10ms}"});
  for (const int ms : {0, 1, 2}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [1,10] wait v0", "r2 [2,10] wait v0"));
}

TEST_F(LeasedLock, PatienceAndLeaseRunSideBySide) {
  StrategyWorld world({.strategy = "locked: {lease: 5999999ns, wait: 3ms}"});
  for (const int ms : {0, 1, 4}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "4: r1 loads 7", "6: r2 loads 7"))
      << "r1 loses patience, r2 leads";
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "16: fill 7 v0"));
}

TEST_F(LeasedLock, AVolunteerLeadsWhenTheLeaseHasRunOut) {
  StrategyWorld world(
      {.strategy = "{name: x, freshness: {refresh-ahead: {refresh: inline}}, guard: {lock: {lease: 3999999ns}}}"});
  world.read_at(0);   // fills at 10 ms; early from 90 ms on
  world.read_at(91);  // leads
  world.read_at(92);  // keeps what it has
  world.read_at(96);  // leads
  world.finish();
  EXPECT_THAT(world.reads(), UnorderedElementsAre("r0 [0,10] load v0", "r1 [91,101] early_load v0", "r2 [92,92] hit v0",
                                                  "r3 [96,106] early_load v0"));
}

// With somebody always waiting: ceil(load time / lease) loads per expiry.
TEST_F(LeasedLock, LetsAsManyLoadsRunAsFitIntoTheLoadTime) {
  for (const auto& [lease, loads] : {std::pair("150ms", 1), {"100ms", 1}, {"50ms", 2}, {"30ms", 4}, {"7ms", 15}}) {
    const CellResult result = testing::run(fmt::format(
        "name: leased\nduration: 100s\nworkload: {{arrivals: {{constant: {{rate: 997/s}}}}, keys: {{single: {{}}}}}}\n"
        "cache: {{ttl: 1s}}\nstore: {{latency: 100ms}}\nstrategies: [locked: {{lease: {}}}]\n",
        lease));
    const Window::Stampede& stampede = result.measured.stampede;
    EXPECT_EQ(stampede.redundant_loads, stampede.load_intervals * static_cast<std::uint64_t>(loads - 1)) << lease;
    EXPECT_GT(stampede.load_intervals, 50u);
  }
}

TEST_F(LeasedLock, AWorldThatEndsInTheMiddleOfALeaseLeavesNothingBehind) {
  StrategyWorld world({.strategy = "locked: {lease: 3999999ns}"});
  for (const int ms : {0, 1, 2}) world.read_at(ms);
  world.run_until(5);
}

}  // namespace
}  // namespace stampede
