// Write-behind: acknowledged at once, stored later, in batches.
//
// Unless a test says otherwise, the buffer is flushed at 100 ms, 200 ms, ... and a batch takes 10 ms.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StrategyWorld;

class Behind : public testing::StrategyTest {};

TEST_F(Behind, AWriteIsAcknowledgedAtOnceReadFromTheCacheAndStoredWithTheNextFlush) {
  StrategyWorld world({.strategy = "write-behind"});
  world.write_at(5);
  world.read_at(6);
  world.run_until(150);
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged"));
  EXPECT_THAT(world.reads(), ElementsAre("r1 [6,6] hit w0"));
  EXPECT_THAT(world.write_calls(), ElementsAre("100: 1 keys"));
  EXPECT_THAT(world.commits(), ElementsAre("110: w0 makes v1 of 7"));
  world.finish();
}

TEST_F(Behind, TheTimerRunsFromTime0) {
  StrategyWorld world({.strategy = "write-behind: {flush_interval: 30ms}"});
  for (const int ms : {29, 31, 61}) world.write_at(ms);
  world.run_until(200);
  EXPECT_THAT(world.write_calls(), ElementsAre("30: 1 keys", "60: 1 keys", "90: 1 keys"));
  world.finish();
}

TEST_F(Behind, WritesToADirtyKeyCoalesceIntoTheLast) {
  StrategyWorld world({.strategy = "write-behind"});
  for (const int ms : {5, 6, 7}) world.write_at(ms);
  world.read_at(8);
  world.run_until(150);
  EXPECT_THAT(world.reads(), ElementsAre("r3 [8,8] hit w2"));
  EXPECT_THAT(world.commits(), ElementsAre("110: w2 makes v1 of 7"));
  world.finish();
}

TEST_F(Behind, AFlushWritesKeysInTheOrderInWhichTheyBecameDirty) {
  StrategyWorld world({.strategy = "write-behind"});
  for (const Key key : {3, 1, 2, 1}) world.write_at(5, key);
  world.run_until(150);
  EXPECT_THAT(world.commits(), ElementsAre("110: w0 makes v1 of 3", "110: w3 makes v1 of 1", "110: w2 makes v1 of 2"));
  world.finish();
}

TEST_F(Behind, AFullBatchIsFlushedAtOnce) {
  StrategyWorld world({.strategy = "write-behind: {max_batch: 2}"});
  world.write_at(5, 1);
  world.write_at(6, 1);
  world.write_at(7, 2);
  world.run_until(90);
  EXPECT_THAT(world.write_calls(), ElementsAre("7: 2 keys"));
  EXPECT_THAT(world.commits(), ElementsAre("17: w1 makes v1 of 1", "17: w2 makes v1 of 2"));
  world.finish();
}

TEST_F(Behind, BatchesAreWrittenOneAtATime) {
  StrategyWorld world({.strategy = "write-behind: {max_batch: 2}"});
  for (const Key key : {1, 2, 3, 4, 5}) world.write_at(5, key);
  world.run_until(150);
  EXPECT_THAT(world.write_calls(), ElementsAre("5: 2 keys", "15: 2 keys", "25: 1 keys"));
  world.finish();
}

TEST_F(Behind, ALargeBufferIsFlushedInBatchesOfAtMostMaxBatch) {
  StrategyWorld world({.strategy = "write-behind: {max_batch: 3}"});
  world.fail_store(0, 90);
  for (Key key = 0; key < 7; ++key) world.write_at(5, key);
  world.run_until(150);
  EXPECT_THAT(world.write_calls(), ElementsAre("5: 3 keys", "100: 3 keys", "110: 3 keys", "120: 1 keys"));
  world.finish();
}

TEST_F(Behind, AKeyWrittenWhileItIsInFlightIsDirtyAgain) {
  StrategyWorld world({.strategy = "write-behind"});
  world.write_at(5);
  world.write_at(105);
  world.read_at(106);
  world.run_until(250);
  EXPECT_THAT(world.reads(), ElementsAre("r2 [106,106] hit w1"));
  EXPECT_THAT(world.commits(), ElementsAre("110: w0 makes v1 of 7", "210: w1 makes v2 of 7"));
  world.finish();
}

TEST_F(Behind, ABatchThatFailsStaysDirtyUntilTheNextFlush) {
  StrategyWorld world({.strategy = "write-behind"});
  world.fail_store(99, 101);
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.write_at(7, 3);
  world.write_at(105, 2);  // while the batch that is going to fail is in flight
  world.run_until(250);
  EXPECT_THAT(world.write_calls(), ElementsAre("100: 3 keys", "200: 3 keys"));
  EXPECT_THAT(world.commits(), ElementsAre("210: w0 makes v1 of 1", "210: w2 makes v1 of 3", "210: w3 makes v1 of 2"));
  world.finish();
}

TEST_F(Behind, ReadsSeeTheBufferWhenTheCacheHasEvictedTheKey) {
  StrategyWorld world({.strategy = "write-behind", .cache = "{ttl: 100ms, capacity: 1}"});
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.read_at(7, 1);
  world.read_at(105, 1);  // in flight
  world.read_at(115, 1);  // in the store alone
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r2 [7,7] hit w0", "r3 [105,105] hit w0", "r4 [115,125] load v1"));
}

TEST_F(Behind, ReadsSeeTheBufferWhenTheCacheHasExpired) {
  StrategyWorld world({.strategy = "write-behind", .cache = "{ttl: 10ms}"});
  world.write_at(5);
  world.read_at(50);
  world.run_until(60);
  EXPECT_THAT(world.reads(), ElementsAre("r1 [50,50] hit w0"));
  world.finish();
}

TEST_F(Behind, ADeletionIsBufferedLikeAnyWrite) {
  StrategyWorld world({.strategy = "write-behind"});
  world.write_at(5);
  world.delete_at(6);
  world.read_at(7);
  world.read_at(120);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r2 [7,7] hit absent", "r3 [120,130] load absent"));
  EXPECT_THAT(world.commits(), ElementsAre("110: delete w1 makes v1 of 7"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("5: fill 7 w0", "6: remove 7"));
}

TEST_F(Behind, AWriteBringsADeletedKeyBack) {
  StrategyWorld world({.strategy = "write-behind"});
  world.delete_at(5);
  world.write_at(6);
  world.read_at(7);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r2 [7,7] hit w1"));
  EXPECT_EQ(world.commits().back(), "17: w1 makes v1 of 7");
}

TEST_F(Behind, WithARemoteCacheTheAcknowledgementWaitsForTheCache) {
  StrategyWorld world({.strategy = "write-behind", .cache = "{ttl: 100ms, latency: 2ms}"});
  world.write_at(5);
  world.delete_at(10);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,7] acknowledged", "w1 [10,12] acknowledged"));
}

TEST_F(Behind, TheDrainFlushesWhatIsBuffered) {
  StrategyWorld world({.strategy = "write-behind: {max_batch: 2}"});
  for (const Key key : {1, 2, 3}) world.write_at(5, key);
  world.finish();
  EXPECT_THAT(world.commits(), ElementsAre("15: w0 makes v1 of 1", "15: w1 makes v1 of 2", "25: w2 makes v1 of 3"));
}

TEST_F(Behind, TheDrainOfAnEmptyBufferTakesNoTime) {
  StrategyWorld world({.strategy = "write-behind"});
  world.read_at(5);
  world.finish();
  EXPECT_EQ(world.runtime().now(), 15 * kMillisecond);
}

TEST_F(Behind, TheDrainPersistsAsLongAsSomeBatchesSucceed) {
  constexpr Key kKeys = 500;
  StrategyWorld world({.strategy = "write-behind: {max_batch: 1}", .store = "{latency: 1ms, error_rate: 70%}"});
  for (Key key = 0; key < kKeys; ++key) world.write_at(5, key);
  world.finish();
  EXPECT_EQ(world.commits().size(), kKeys);
}

TEST_F(Behind, TheDrainOutlastsAQueueThatIsFullForAWhile) {
  StrategyWorld world({.strategy = "{name: x, freshness: refresh-ahead, writes: behind}",
                       .store = "{latency: 50ms, concurrency: 1, queue: 0}"});
  world.read_at(0);
  world.read_at(130);      // starts a refresh, which keeps the only server busy until 180 ms
  world.write_at(131, 1);  // the last request: the drain begins at once
  world.finish();
  EXPECT_THAT(world.commits(), ElementsAre("281: w0 makes v1 of 1"));
}

TEST_F(Behind, TheDrainGivesUpOnAStoreThatNeverRecovers) {
  StrategyWorld world({.strategy = "write-behind"});
  world.fail_store(0, 1'000'000'000);
  world.write_at(5);
  world.finish();
  EXPECT_THAT(world.commits(), IsEmpty());
  EXPECT_EQ(world.write_calls().size(), 100u);
}

TEST_F(Behind, AWorldThatEndsWithABatchInFlightLeavesNothingBehind) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1}"});
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.run_until(105);
}

}  // namespace
}  // namespace stampede
