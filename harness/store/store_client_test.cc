// A client with limited patience that tries again.

#include "harness/store/store_client.h"

#include <gmock/gmock.h>

#include "harness/store/testing.h"

namespace stampede {
namespace {

using testing::call_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::kKey;
using testing::kMs;
using testing::StoreWorld;
using testing::with_latency;

// A store and one client, who notes how its writes went: "25: ok", "25: failed".
class ClientWorld {
 public:
  explicit ClientWorld(const StoreClientOptions& client, const SimulatedStore::Options& store = with_latency(10 * kMs))
      : world(store), client_(world.runtime(), world.store(), client, 1, world), scope_(world.runtime()) {}

  void write_at(std::int64_t ms) { scope_.spawn(write(ms)); }
  Duration pause(std::uint64_t number, std::uint32_t attempt) { return client_.pause_before(number, attempt); }
  void run() { world.run(); }

  StoreWorld world;
  std::vector<std::string> outcomes;

 private:
  Task<void> write(std::int64_t ms) {
    co_await world.runtime().sleep_until(ms * kMs);
    std::vector<WriteItem> items(1);
    items[0].key = kKey;
    const WriteReply reply = co_await client_.write(call_of(static_cast<RequestNumber>(ms)), items);
    outcomes.push_back(
        fmt::format("{}: {}", world.runtime().now() / kMs, reply.status == CallStatus::kOk ? "ok" : "failed"));
  }

  StoreClient client_;
  Scope scope_;
};

TEST(StoreClient, WithoutRetriesAFailureIsFinal) {
  ClientWorld world({});
  world.world.disturb(0, 5, {.error_rate = Share::whole()});
  world.write_at(0);
  world.run();
  EXPECT_THAT(world.outcomes, ElementsAre("10: failed"));
}

TEST(StoreClient, RetriesAfterErrorsAndRejectionsWithAPause) {
  ClientWorld world({.retries = 2, .backoff = Distribution::constant(20 * kMs)});
  world.world.disturb(0, 5, {.error_rate = Share::whole()});  // attempt 0: fails at 10
  world.world.disturb(25, 35, {.down = true});                // attempt 1 at 30: rejected
  world.write_at(0);
  world.run();
  EXPECT_THAT(world.outcomes, ElementsAre("60: ok")) << "attempt 2 starts at 50";
}

TEST(StoreClient, GivesUpAfterItsLastRetry) {
  ClientWorld world({.retries = 2, .backoff = Distribution::constant(kMs)});
  world.world.disturb(0, 100, {.down = true});
  world.write_at(0);
  world.run();
  EXPECT_THAT(world.outcomes, ElementsAre("2: failed"));
}

TEST(StoreClient, AWriteNotAnsweredInTimeHasFailedForItsCallerAndMayStillBeCommitted) {
  ClientWorld world({.timeout = 15 * kMs}, with_latency(10 * kMs, 1));
  world.world.read_at(0, kKey, 100);
  world.write_at(1);
  world.run();
  EXPECT_THAT(world.outcomes, ElementsAre("16: failed"));
  EXPECT_THAT(world.world.events(), Contains("16: r1 timed out"));
  EXPECT_THAT(world.world.events(), Contains("16: r1 abandoned"));
  EXPECT_THAT(world.world.events(), Contains("20: commit key 7 v1"));
}

TEST(StoreClient, ARetriedWriteMayBeCommittedTwice) {
  ClientWorld world({.timeout = 15 * kMs, .retries = 1}, with_latency(10 * kMs, 1));
  world.world.read_at(0, kKey, 100);
  world.write_at(1);
  world.run();
  EXPECT_THAT(world.outcomes, ElementsAre("30: ok"));
  EXPECT_THAT(world.world.events(), Contains("20: commit key 7 v1"));
  EXPECT_THAT(world.world.events(), Contains("30: commit key 7 v2"));
}

TEST(StoreClient, AnAnswerAtTheVeryInstantOfTheTimeoutIsTooLate) {
  ClientWorld world({.timeout = 10 * kMs});
  world.write_at(0);
  world.run();
  EXPECT_THAT(world.outcomes, ElementsAre("10: failed"));
}

TEST(StoreClient, PausesGrow) {
  ClientWorld world({.retries = 9, .backoff = Distribution::constant(10 * kMs), .growth = 2});
  EXPECT_EQ(world.pause(1, 1), 10 * kMs);
  EXPECT_EQ(world.pause(1, 2), 20 * kMs);
  EXPECT_EQ(world.pause(1, 4), 80 * kMs);
  EXPECT_GT(world.pause(1, 900), kDay) << "and never beyond what instants can hold";
}

TEST(StoreClient, JitterShortensPausesByRequestAndAttempt) {
  ClientWorld world({.retries = 9, .backoff = Distribution::constant(100 * kMs), .jitter = Share::percent(50)});
  Duration shortest = kDay, longest = 0;
  for (std::uint64_t number = 0; number < 1000; ++number) {
    const Duration pause = world.pause(number, 1);
    EXPECT_EQ(pause, world.pause(number, 1)) << "a pure function";
    shortest = std::min(shortest, pause);
    longest = std::max(longest, pause);
  }
  EXPECT_GE(shortest, 50 * kMs);
  EXPECT_LT(shortest, 51 * kMs);
  EXPECT_LE(longest, 100 * kMs);
  EXPECT_GT(longest, 99 * kMs);
}

}  // namespace
}  // namespace stampede
