// Loads whose answers come too late for whoever waited.

#include <gmock/gmock.h>

#include "harness/strategy/loader.h"
#include "harness/strategy/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::FillAlways;
using testing::kKey;
using testing::kMs;
using testing::StrategyRig;

// Loads take 10 ms.
struct LateWorld {
  explicit LateWorld(const StoreClientOptions& client) : rig(Share(), client), scope(rig.runtime()) {}
  ~LateWorld() { scope.clear(); }

  // Notes "15: r1 ok" or "15: r1 failed".
  void load_at(Instant at, RequestNumber request, bool one_at_a_time = false) {
    scope.spawn(load(this, at, request, one_at_a_time));
  }
  static Task<void> load(LateWorld* world, Instant at, RequestNumber request, bool one_at_a_time) {
    co_await world->rig.runtime().sleep_until(at);
    const Context context{.request = request};
    ReadResult result;
    if (one_at_a_time) {
      result = co_await world->loader.load_or_await(context, kKey);
    } else {
      result = co_await world->loader.load_and_fill(context, kKey);
    }
    world->results.push_back(std::to_string(world->rig.runtime().now() / kMs) + ": r" + std::to_string(request) +
                             (result.ok ? " ok from r" + std::to_string(result.value.cause) : " failed"));
  }
  bool cached() { return rig.cache().get({}, kKey).value().fresh(); }
  void run_until(Instant at) { rig.runtime().run_until(at); }

  StrategyRig rig;
  FillAlways fills{rig.cache()};
  Loader loader{rig.environment(), &fills};
  Scope scope;
  std::vector<std::string> results;
};

TEST(LateAnswer, FillsTheCacheThoughNobodyWaits) {
  LateWorld world({.timeout = 4 * kMs});
  world.load_at(0, 1);
  world.run_until(9 * kMs);
  EXPECT_THAT(world.results, ElementsAre("4: r1 failed"));
  EXPECT_EQ(world.rig.timeouts(), 1);
  EXPECT_EQ(world.rig.abandoned(), 1);
  EXPECT_TRUE(world.loader.awaited(kKey));
  EXPECT_EQ(world.rig.loads_in_flight(), 1) << "its call is still in the store";
  world.run_until(10 * kMs);
  EXPECT_FALSE(world.loader.awaited(kKey));
  EXPECT_EQ(world.rig.loads_in_flight(), 0);
  EXPECT_TRUE(world.cached());
  EXPECT_EQ(world.rig.cache().get({}, kKey).value().value.load_time, 10 * kMs);
}

TEST(LateAnswer, IsThrownAwayWhereItIsNotWanted) {
  LateWorld world({.timeout = 4 * kMs, .fill_late = false});
  world.load_at(0, 1);
  world.run_until(20 * kMs);
  EXPECT_THAT(world.results, ElementsAre("4: r1 failed"));
  EXPECT_FALSE(world.cached());
  EXPECT_EQ(world.rig.loads_in_flight(), 0);
}

TEST(LateAnswer, WithoutAGuardEachRetryIsACallOfItsOwn) {
  LateWorld world({.timeout = 4 * kMs, .retries = 1, .backoff = Distribution::constant(1 * kMs)});
  world.load_at(0, 1);
  world.run_until(9 * kMs);
  EXPECT_THAT(world.results, ElementsAre("9: r1 failed"));
  EXPECT_EQ(world.rig.loads_started(), 1);
  EXPECT_EQ(world.rig.calls(), 2);
  EXPECT_EQ(world.rig.abandoned(), 2);
  world.run_until(14 * kMs);
  EXPECT_TRUE(world.loader.awaited(kKey)) << "the second call ends at 15";
  world.run_until(15 * kMs);
  EXPECT_FALSE(world.loader.awaited(kKey));
}

TEST(LateAnswer, UnderAGuardARetryWaitsForTheCallThatIsStillOut) {
  LateWorld world({.timeout = 6 * kMs, .retries = 2, .backoff = Distribution::constant(1 * kMs)});
  world.load_at(0, 1, true);  // waits until 6, pauses until 7, and waits again
  world.run_until(30 * kMs);
  EXPECT_THAT(world.results, ElementsAre("10: r1 ok from r1"));
  EXPECT_EQ(world.rig.calls(), 1);
  EXPECT_EQ(world.rig.abandoned(), 0);
}

TEST(LateAnswer, OneThatComesDuringThePauseFillsTheCacheAndTheRetryCallsAgain) {
  LateWorld world({.timeout = 6 * kMs, .retries = 1, .backoff = Distribution::constant(5 * kMs)});
  world.load_at(0, 1, true);
  world.run_until(10 * kMs);
  EXPECT_TRUE(world.cached());
  world.run_until(30 * kMs);
  EXPECT_EQ(world.rig.calls(), 2);
}

TEST(LateAnswer, TheNextLeaderTakesTheAnswerToTheCallOfTheLastOne) {
  LateWorld world({.timeout = 6 * kMs});
  world.load_at(0, 1, true);
  world.load_at(7 * kMs, 2, true);
  world.run_until(30 * kMs);
  EXPECT_THAT(world.results, ElementsAre("6: r1 failed", "10: r2 ok from r1"));
  EXPECT_EQ(world.rig.loads_started(), 1);
}

TEST(LateAnswer, WhoWaitsForItLosesPatienceLikeAnybody) {
  LateWorld world({.timeout = 3 * kMs});
  world.load_at(0, 1, true);
  world.load_at(4 * kMs, 2, true);
  world.load_at(8 * kMs, 3, true);
  world.run_until(30 * kMs);
  EXPECT_THAT(world.results, ElementsAre("3: r1 failed", "7: r2 failed", "10: r3 ok from r1"));
  EXPECT_EQ(world.rig.timeouts(), 2);
}

TEST(LateAnswer, AtTheVeryInstantOfTheTimeoutIsLateAndStillFills) {
  LateWorld world({.timeout = 10 * kMs});
  world.load_at(0, 1);
  world.run_until(10 * kMs);
  EXPECT_THAT(world.results, ElementsAre("10: r1 failed"));
  EXPECT_TRUE(world.cached());
  EXPECT_FALSE(world.loader.awaited(kKey));
}

TEST(LateAnswer, AProcessThatDiesLeavesTheLoadInFlightUntilTheStoreIsDone) {
  LateWorld world({.timeout = 4 * kMs});
  world.load_at(0, 1);
  world.run_until(2 * kMs);
  world.scope.clear();
  world.rig.process().clear();
  EXPECT_EQ(world.rig.loads_in_flight(), 1);
  world.run_until(10 * kMs);
  EXPECT_EQ(world.rig.loads_in_flight(), 0);
  EXPECT_FALSE(world.cached());
}

}  // namespace
}  // namespace stampede
