// Write-behind with a full buffer: writers block, or write through.
//
// Unless a test says otherwise, the buffer is flushed at 100 ms, 200 ms, ... and a batch takes 10 ms.

#include <gmock/gmock.h>

#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StrategyWorld;

class BehindWhenFull : public testing::StrategyTest {};

TEST_F(BehindWhenFull, AWriteToOneMoreKeyBlocksUntilABatchIsStored) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1}"});
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.run_until(250);
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,110] acknowledged"));
  EXPECT_THAT(world.commits(), ElementsAre("110: w0 makes v1 of 1", "210: w1 makes v1 of 2"));
  world.finish();
}

TEST_F(BehindWhenFull, AWriteToADirtyKeyNeverBlocks) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1}"});
  world.write_at(5);
  world.write_at(6);
  world.run_until(50);
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,6] acknowledged"));
  world.finish();
}

TEST_F(BehindWhenFull, AKeyWrittenAgainWhileItIsInFlightTakesASecondPlace) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1}"});
  world.write_at(5);
  world.write_at(105);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [105,110] acknowledged"));
}

TEST_F(BehindWhenFull, WritersAreServedInTheOrderInWhichTheyCame) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1, max_batch: 1}"});
  for (const int i : {1, 2, 3}) world.write_at(i, static_cast<Key>(i));
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [1,1] acknowledged", "w1 [2,11] acknowledged", "w2 [3,21] acknowledged"));
}

TEST_F(BehindWhenFull, BlockedWritersToOneKeyCoalesceWhenThereIsRoom) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 2}"});
  world.write_at(5, 1);
  world.write_at(5, 2);
  world.write_at(6, 3);
  world.write_at(7, 3);
  world.write_at(8, 4);
  world.run_until(250);
  EXPECT_THAT(world.commits(), ElementsAre("110: w0 makes v1 of 1", "110: w1 makes v1 of 2", "210: w3 makes v1 of 3",
                                           "210: w4 makes v1 of 4"))
      << "the place that w3 did not need went to w4";
  world.finish();
}

TEST_F(BehindWhenFull, AWriterThatWasBlockedDoesNotReplaceALaterWrite) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 3, max_batch: 1}"});
  world.write_at(0, 1);   // in flight until 10 ms
  world.write_at(1, 2);   // until 20 ms
  world.write_at(1, 3);   // until 30 ms
  world.write_at(2, 4);   // w3: blocked until 10 ms
  world.write_at(3, 4);   // w4: blocked until 20 ms
  world.write_at(15, 4);  // w5: coalesces with w3, before w4 gets its place
  world.finish();
  EXPECT_THAT(world.writes(),
              ElementsAre("w0 [0,0] acknowledged", "w1 [1,1] acknowledged", "w2 [1,1] acknowledged",
                          "w3 [2,10] acknowledged", "w5 [15,15] acknowledged", "w4 [3,20] acknowledged"));
  EXPECT_EQ(world.commits().back(), "40: w5 makes v1 of 4");
}

TEST_F(BehindWhenFull, OrAWriteGoesThroughToStoreAndCache) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1, on_full: write-through}"});
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.read_at(17, 2);
  world.run_until(50);
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,16] acknowledged"));
  EXPECT_THAT(world.commits(), ElementsAre("16: w1 makes v1 of 2"));
  EXPECT_THAT(world.reads(), ElementsAre("r2 [17,17] hit v1"));
  world.finish();
}

TEST_F(BehindWhenFull, ADeletionThatGoesThroughRemovesTheKey) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1, on_full: write-through}"});
  world.read_at(0, 2);
  world.write_at(15, 1);
  world.delete_at(16, 2);
  world.read_at(27, 2);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r3 [27,37] load absent");
}

TEST_F(BehindWhenFull, AWriteThatGoesThroughAndFailsFails) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1, on_full: write-through}"});
  world.fail_store(6, 7);
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,16] failed"));
}

TEST_F(BehindWhenFull, AWriteNeverOvertakesTheBatchThatHoldsItsKey) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1, on_full: write-through}",
                       .store = "{latency: 10ms, write_latency: 50ms}"});
  world.write_at(5);    // in flight from 100 ms to 150 ms
  world.write_at(105);  // waits for it, whatever `on_full` says
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [105,150] acknowledged"));
  EXPECT_THAT(world.commits(), ElementsAre("150: w0 makes v1 of 7", "200: w1 makes v2 of 7"));
}

TEST_F(BehindWhenFull, AWriteThatGoesThroughDoesNotReplaceALaterOneInTheCache) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1, on_full: write-through}",
                       .cache = "{ttl: 1s}",
                       .store = "{latency: 10ms, write_latency: 20ms}"});
  world.write_at(95, 1);  // in flight from 100 ms to 120 ms: the buffer is full
  world.write_at(105);    // goes through, until 125 ms
  world.write_at(122);    // is buffered
  world.read_at(230);     // after the flush, which ended at 220 ms
  world.run_until(250);
  EXPECT_THAT(world.commits(), ElementsAre("120: w0 makes v1 of 1", "125: w1 makes v1 of 7", "220: w2 makes v2 of 7"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("95: fill 1 w0", "122: fill 7 w2"));
  EXPECT_THAT(world.reads(), ElementsAre("r3 [230,230] hit w2"));
  world.finish();
}

TEST_F(BehindWhenFull, WritersThatAStoreNeverMakesRoomForFailInTheEnd) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1}"});
  world.fail_store(0, 1'000'000'000);
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.write_at(7, 3);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,1000010] failed", "w2 [7,1000010] failed"))
      << "after ten thousand failed batches in a row";
  EXPECT_THAT(world.commits(), IsEmpty());
}

TEST_F(BehindWhenFull, AStoreThatRecoversMakesRoom) {
  StrategyWorld world({.strategy = "write-behind: {max_pending: 1}"});
  world.fail_store(0, 60'000);
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.finish();
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,60010] acknowledged"));
}

}  // namespace
}  // namespace stampede
