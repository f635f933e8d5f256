// What the simulated store does, fact by fact.

#include "harness/store/simulated_store.h"

#include <gmock/gmock.h>

#include "harness/store/testing.h"

namespace stampede {
namespace {

using testing::call_of;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kKey;
using testing::kMs;
using testing::StoreWorld;
using testing::with_latency;

std::vector<WriteItem> write_of(Key key) {
  return {{.key = key}};
}
std::vector<WriteItem> removal_of(Key key) {
  return {{.key = key, .remove = true}};
}

TEST(SimulatedStore, EveryKeyExistsAtVersion0) {
  StoreWorld world(with_latency(10 * kMs));
  world.read_at(5, kKey, 1);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("15: r1 read v0"));
}

TEST(SimulatedStore, AWriteCommitsWhenItsServiceEnds) {
  StoreWorld world(with_latency(10 * kMs));
  world.write_at(0, write_of(kKey), 1);
  world.read_at(9, kKey, 2);
  world.read_at(11, kKey, 3);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 wrote v1", "19: r2 read v0", "21: r3 read v1"));
}

TEST(SimulatedStore, VersionsAreCountedKeyByKeyInTheOrderOfCommits) {
  StoreWorld world(with_latency(10 * kMs));
  world.write_at(0, write_of(7), 1);
  world.write_at(1, write_of(8), 2);
  world.write_at(2, write_of(7), 3);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 wrote v1", "11: r2 wrote v1", "12: r3 wrote v2"));
}

TEST(SimulatedStore, AReadSeesTheVersionAtItsSnapshot) {
  struct Case {
    std::int64_t snapshot_percent;
    std::int64_t commit_ms;
    const char* answer;
  };
  // A read in service from 10 ms to 20 ms, and one commit.
  for (const Case& each : {Case{0, 9, "20: r1 read v1"}, Case{0, 11, "20: r1 read v0"}, Case{50, 14, "20: r1 read v1"},
                           Case{50, 16, "20: r1 read v0"}, Case{100, 19, "20: r1 read v1"}}) {
    SimulatedStore::Options options = with_latency(10 * kMs);
    options.write_latency = Distribution::constant(1 * kMs);
    options.snapshot = Share::percent(each.snapshot_percent);
    StoreWorld world(options);
    world.read_at(10, kKey, 1);
    world.write_at(each.commit_ms - 1, write_of(kKey), 2);
    world.run();
    EXPECT_THAT(world.answers(), Contains(each.answer))
        << each.snapshot_percent << "%, commit at " << each.commit_ms << " ms";
  }
}

TEST(SimulatedStore, TheSnapshotOfAQueuedReadCountsFromTheStartOfItsService) {
  StoreWorld world(with_latency(10 * kMs, 1));
  world.write_at(0, write_of(kKey), 1);
  world.read_at(1, kKey, 2);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 wrote v1", "20: r2 read v1"));
}

TEST(SimulatedStore, CallsBeyondTheServersQueueAndBeyondTheQueueAreRejectedAtOnce) {
  SimulatedStore::Options options = with_latency(10 * kMs, 1);
  options.queue = 2;
  StoreWorld world(options);
  world.read_at(0, kKey, 1);
  world.write_at(1, write_of(kKey), 2);
  world.read_at(2, kKey, 3);
  world.read_at(3, kKey, 4);
  world.run();
  EXPECT_THAT(world.events(), ElementsAre("0: r1 served", "1: r2 queued", "2: r3 queued", "3: r4 rejected",
                                          "10: r1 ends", "10: r2 starts after 9", "20: commit key 7 v1", "20: r2 ends",
                                          "20: r3 starts after 18", "30: r3 ends"));
  EXPECT_THAT(world.answers(), ElementsAre("3: r4 rejected", "10: r1 read v0", "20: r2 wrote v1", "30: r3 read v1"));
}

TEST(SimulatedStore, WithoutAQueueACallIsServedOrRejected) {
  SimulatedStore::Options options = with_latency(10 * kMs, 1);
  options.queue = 0;
  StoreWorld world(options);
  for (const int i : {0, 1, 2}) world.read_at(6 * i, kKey, static_cast<RequestNumber>(i));
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("6: r1 rejected", "10: r0 read v0", "22: r2 read v0"));
}

TEST(SimulatedStore, TheQueueHasRoomFromTheInstantAtWhichAServerBecomesFree) {
  SimulatedStore::Options options = with_latency(10 * kMs, 1);
  options.queue = 1;
  StoreWorld world(options);
  world.read_at(0, kKey, 1);
  world.read_at(5, kKey, 2);
  world.run_until(6);
  world.read_at(10, kKey, 3);  // comes behind the end of r1 in the order of events
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 read v0", "20: r2 read v0", "30: r3 read v0"));
}

TEST(SimulatedStore, UnlimitedServersServeEverybodyAtOnce) {
  StoreWorld world(with_latency(10 * kMs));
  for (RequestNumber request = 0; request < 1000; ++request) world.read_at(0, kKey, request);
  world.run();
  EXPECT_EQ(world.answers().front(), "10: r0 read v0");
  EXPECT_EQ(world.answers().back(), "10: r999 read v0");
}

TEST(SimulatedStore, ABurstOf100CallsDrainsThrough8ServersIn13Rounds) {
  StoreWorld world(with_latency(10 * kMs, 8));
  for (RequestNumber request = 0; request < 100; ++request) world.read_at(0, static_cast<Key>(request), request);
  world.run();
  std::int64_t total_ms = 0;
  for (const std::string& answer : world.answers()) total_ms += std::stoll(answer);
  EXPECT_EQ(total_ms, 6760);
  EXPECT_EQ(world.runtime().now(), 130 * kMs);
}

TEST(SimulatedStore, AnErrorTakesTheFullServiceTimeAndCommitsNothing) {
  SimulatedStore::Options options = with_latency(10 * kMs);
  options.error_rate = Share::whole();
  StoreWorld world(options);
  world.write_at(0, write_of(kKey), 1);
  world.read_at(1, kKey, 2);
  world.run();
  EXPECT_THAT(world.events(), ElementsAre("0: r1 served", "1: r2 served", "10: r1 fails", "11: r2 fails"));
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 error", "11: r2 error"));
}

TEST(SimulatedStore, ErrorsAreAsFrequentAsTheirRate) {
  SimulatedStore::Options options = with_latency(1);
  options.error_rate = Share::percent(20);
  StoreWorld world(options);
  for (RequestNumber request = 0; request < 10'000; ++request) world.read_at(0, kKey, request);
  world.run();
  const auto errors = std::count_if(world.answers().begin(), world.answers().end(),
                                    [](const std::string& answer) { return answer.ends_with("error"); });
  EXPECT_NEAR(static_cast<double>(errors), 2000, 200);  // five standard deviations
}

TEST(SimulatedStore, ADeletionCommitsATombstoneUntilTheNextWrite) {
  StoreWorld world(with_latency(10 * kMs));
  world.write_at(0, removal_of(kKey), 1);
  world.read_at(20, kKey, 2);
  world.write_at(40, write_of(kKey), 3);
  world.read_at(60, kKey, 4);
  world.run();
  EXPECT_THAT(world.answers(),
              ElementsAre("10: r1 wrote v1", "30: r2 read absent v1", "50: r3 wrote v2", "70: r4 read v2"));
}

TEST(SimulatedStore, ABatchCostsOneLatencyAndCommitsAllItsKeysAtOnceInOrder) {
  StoreWorld world(with_latency(10 * kMs, 1));
  world.write_at(0, write_of(9), 1);
  world.flush_at(10, {{.key = 9}, {.key = 3}, {.key = 5, .remove = true}}, 1);
  world.run();
  EXPECT_THAT(world.events(),
              ElementsAre("0: r1 served", "10: commit key 9 v1", "10: r1 ends", "10: f1 served", "20: commit key 9 v2",
                          "20: commit key 3 v1", "20: commit key 5 v1", "20: f1 ends"));
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 wrote v1", "20: f1 wrote v1"));
}

TEST(SimulatedStore, ACallOfNoTimeAtAFreeServerCompletesWithoutSuspending) {
  StoreWorld world(with_latency(0, 1));
  world.write_at(0, write_of(kKey), 1);
  world.read_at(0, kKey, 2);
  EXPECT_EQ(world.callers(), 0u);
  EXPECT_EQ(world.runtime().pending(), 0u);
  EXPECT_THAT(world.answers(), ElementsAre("0: r1 wrote v1", "0: r2 read v1"));
}

TEST(SimulatedStore, ACallWhoseCallerGoesAwayKeepsItsPlaceAndIsServedToItsEnd) {
  const std::size_t frames = frame_pool::live_frames();
  {
    StoreWorld world(with_latency(10 * kMs, 1));
    world.read_at(0, kKey, 1);
    world.write_at(0, write_of(kKey), 2);
    world.run_until(5);
    world.abandon();  // r1 is in service, r2 is queued
    world.read_at(6, kKey, 3);
    world.run();
    EXPECT_THAT(world.events(),
                ElementsAre("0: r1 served", "0: r2 queued", "6: r3 queued", "10: r1 ends", "10: r2 starts after 10",
                            "20: commit key 7 v1", "20: r2 ends", "20: r3 starts after 14", "30: r3 ends"));
    EXPECT_THAT(world.answers(), ElementsAre("30: r3 read v1"));
  }
  EXPECT_EQ(frame_pool::live_frames(), frames);
}

TEST(SimulatedStore, GoesAwayWithWhateverItIsDoing) {
  const std::size_t frames = frame_pool::live_frames();
  {
    StoreWorld world(with_latency(10 * kMs, 1));
    for (RequestNumber request = 0; request < 5; ++request) world.read_at(0, kKey, request);
    world.run_until(15);
    EXPECT_GT(frame_pool::live_frames(), frames);
  }
  EXPECT_EQ(frame_pool::live_frames(), frames);
}

TEST(SimulatedStore, TheSizeOfAValueIsAFunctionOfSeedKeyAndVersion) {
  SimulatedStore::Options options = with_latency(1);
  options.value_size = Distribution::uniform(1, 1'000'000);
  const auto size = [&](std::uint64_t seed, Key key, std::uint64_t version) {
    return StoreWorld(options, seed).store().value_size(key, Version::committed(version));
  };
  EXPECT_EQ(size(1, 7, 3), size(1, 7, 3));
  EXPECT_NE(size(1, 7, 3), size(2, 7, 3));
  EXPECT_NE(size(1, 7, 3), size(1, 8, 3));
  EXPECT_NE(size(1, 7, 3), size(1, 7, 4));
}

Task<void> note_size(SimulatedStore* store, Call call, std::uint32_t* size) {
  const ReadReply reply = co_await store->read(call, kKey);
  *size = reply.size;
}

TEST(SimulatedStore, ATraceTellsTheSizeOfItsValues) {
  StoreWorld world(with_latency(0));
  Scope scope(world.runtime());
  std::uint32_t own = 0;
  std::uint32_t told = 0;
  Call call = call_of(1);
  scope.spawn(note_size(&world.store(), call, &own));
  call.context.size = 4096;
  scope.spawn(note_size(&world.store(), call, &told));
  EXPECT_EQ(own, 1u);
  EXPECT_EQ(told, 4096u);
}

TEST(SimulatedStoreDeathTest, AWriteOfNothingIsAProgrammingMistake) {
  StoreWorld world(with_latency(0));
  EXPECT_EXIT(world.write_at(0, {}, 1), ::testing::ExitedWithCode(kExitInternalError),
              "'!items.empty\\(\\)' does not hold");
}

}  // namespace
}  // namespace stampede
