// A store in trouble: slow, failing, down, stalled; and calls that nobody waits for any more.

#include "harness/store/faults.h"

#include <gmock/gmock.h>

#include "harness/store/testing.h"

namespace stampede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kKey;
using testing::kMs;
using ::testing::Not;
using testing::StoreWorld;
using testing::with_latency;

TEST(StoreFaults, SlowdownsMultiplyAndTheHighestErrorRateWins) {
  StoreFaults faults;
  const auto slow = faults.begin({.slowdown = 2, .error_rate = Share::percent(10)});
  const auto slower = faults.begin({.slowdown = 5, .error_rate = Share::percent(30)});
  EXPECT_EQ(faults.slowdown(), 10);
  EXPECT_EQ(faults.error_rate(), Share::percent(30));
  faults.end(slower);
  EXPECT_EQ(faults.slowdown(), 2);
  EXPECT_EQ(faults.error_rate(), Share::percent(10));
  faults.end(slow);
  EXPECT_EQ(faults.slowdown(), 1);
  EXPECT_EQ(faults.error_rate(), Share());
}

TEST(StoreFaults, AStoreIsDownUntilItsLastOutageEnds) {
  StoreFaults faults;
  const auto one = faults.begin({.down = true});
  const auto other = faults.begin({.down = true});
  faults.end(one);
  EXPECT_TRUE(faults.down());
  faults.end(other);
  EXPECT_FALSE(faults.down());
}

TEST(SlowStore, OnlyServiceThatStartsMeanwhileIsSlow) {
  StoreWorld world(with_latency(10 * kMs));
  world.disturb(5, 20, {.slowdown = 3});
  world.read_at(0, kKey, 1);   // started before
  world.read_at(5, kKey, 2);   // starts with it
  world.read_at(19, kKey, 3);  // outlasts it
  world.read_at(20, kKey, 4);  // starts when it is over
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 read v0", "30: r4 read v0", "35: r2 read v0", "49: r3 read v0"));
}

TEST(SlowStore, AQueuedCallIsSlowIfItsServiceStartsMeanwhile) {
  StoreWorld world(with_latency(10 * kMs, 1));
  world.disturb(5, 20, {.slowdown = 2});
  world.read_at(0, kKey, 1);
  world.read_at(1, kKey, 2);  // starts at 10
  world.read_at(2, kKey, 3);  // starts at 30
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 read v0", "30: r2 read v0", "40: r3 read v0"));
}

TEST(FailingStore, CallsWhoseServiceStartsMeanwhileTakeTheirTimeAndFail) {
  StoreWorld world(with_latency(10 * kMs));
  world.disturb(5, 20, {.error_rate = Share::whole()});
  world.read_at(4, kKey, 1);
  world.read_at(5, kKey, 2);
  world.write_at(19, {{.key = kKey}}, 3);
  world.write_at(20, {{.key = kKey}}, 4);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("14: r1 read v0", "15: r2 error", "29: r3 error", "30: r4 wrote v1"));
}

TEST(DownStore, CallsAreRefusedAtOnceAndThoseInGoOn) {
  StoreWorld world(with_latency(10 * kMs, 1));
  world.disturb(5, 20, {.down = true});
  world.read_at(0, kKey, 1);
  world.read_at(1, kKey, 2);
  world.read_at(6, kKey, 3);
  world.write_at(19, {{.key = kKey}}, 4);
  world.read_at(20, kKey, 5);
  world.run();
  EXPECT_THAT(world.answers(),
              ElementsAre("6: r3 rejected", "10: r1 read v0", "19: r4 rejected", "20: r2 read v0", "30: r5 read v0"));
}

TEST(StalledStore, NothingStartsOrEndsUntilItIsOver) {
  StoreWorld world(with_latency(10 * kMs, 2));
  world.disturb(5, 50, {.stalled = true});
  world.read_at(0, kKey, 1);   // would end at 10
  world.read_at(20, kKey, 2);  // a server is free, yet it waits
  world.write_at(21, {{.key = kKey}}, 3);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("50: r1 read v0", "60: r2 read v0", "60: r3 wrote v1"));
  EXPECT_THAT(world.events(), Contains("20: r2 queued"));
  EXPECT_THAT(world.events(), Contains("50: r2 starts after 30"));
}

TEST(StalledStore, AFullQueueRejectsAsEver) {
  SimulatedStore::Options options = with_latency(10 * kMs, 1);
  options.queue = 1;
  StoreWorld world(options);
  world.disturb(0, 50, {.stalled = true});
  for (const int ms : {1, 2}) world.read_at(ms, kKey, static_cast<RequestNumber>(ms));
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("2: r2 rejected", "60: r1 read v0"));
}

TEST(StalledStore, AStallThatFollowsAtOnceLetsNothingThrough) {
  StoreWorld world(with_latency(10 * kMs, 1));
  world.disturb(5, 20, {.stalled = true});
  world.disturb(20, 30, {.stalled = true});
  world.read_at(0, kKey, 1);
  world.read_at(1, kKey, 2);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("30: r1 read v0", "40: r2 read v0"));
}

TEST(AbandonedCall, KeepsItsPlaceAndItsServer) {
  StoreWorld world(with_latency(10 * kMs, 1));
  world.read_at(0, kKey, 1);
  world.read_and_give_up(1, 5, kKey, 2);
  world.read_at(2, kKey, 3);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 read v0", "20: r2 read v0", "30: r3 read v0"));
  EXPECT_THAT(world.events(), Contains("5: r2 abandoned"));
  EXPECT_THAT(world.events(), Contains("20: r2 ends for nobody"));
}

TEST(AbandonedCall, LeavesTheQueueIfTheStoreCancels) {
  SimulatedStore::Options options = with_latency(10 * kMs, 1);
  options.cancel_abandoned = true;
  StoreWorld world(options);
  world.read_at(0, kKey, 1);
  world.read_and_give_up(1, 5, kKey, 2);
  world.read_at(2, kKey, 3);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("5: r2 cancelled", "10: r1 read v0", "20: r3 read v0"));
  EXPECT_THAT(world.events(), Contains("5: r2 leaves"));
}

TEST(AbandonedCall, InServiceIsServedToItsEndAllTheSame) {
  SimulatedStore::Options options = with_latency(10 * kMs, 1);
  options.cancel_abandoned = true;
  StoreWorld world(options);
  world.read_and_give_up(0, 5, kKey, 1);
  world.run();
  EXPECT_THAT(world.answers(), ElementsAre("10: r1 read v0"));
  EXPECT_THAT(world.events(), Contains("10: r1 ends for nobody"));
}

TEST(AbandonedCall, CannotBeGivenUpWhenItIsOver) {
  StoreWorld world(with_latency(10 * kMs));
  world.read_and_give_up(0, 15, kKey, 1);
  world.run();
  EXPECT_THAT(world.events(), Not(Contains("15: r1 abandoned")));
}

TEST(StoreWithoutCallers, LosesItsQueueAndFinishesWhatItIsAtWorkOn) {
  StoreWorld world(with_latency(10 * kMs, 2));
  world.write_at(0, {{.key = 1, .write = 4}}, 1);
  world.read_at(1, kKey, 2);
  world.write_at(2, {{.key = 2, .write = 5}}, 3);
  world.run_until(5);
  const std::vector<WriteItem> in_service = world.store().writes_in_service();
  ASSERT_EQ(in_service.size(), 1u);
  EXPECT_EQ(in_service[0].write, 4u);
  world.store().abandon_all();
  world.abandon();
  world.run();
  EXPECT_THAT(world.answers(), IsEmpty());
  EXPECT_THAT(world.events(), Contains("5: r3 leaves"));
  EXPECT_THAT(world.events(), Contains("10: commit key 1 v1"));
  EXPECT_THAT(world.events(), Contains("11: r2 ends for nobody"));
  EXPECT_THAT(world.events(), Not(Contains("20: commit key 2 v1")));
}

}  // namespace
}  // namespace stampede
