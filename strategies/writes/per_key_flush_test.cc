// Write-behind with a timer for each key.
//
// Unless a test says otherwise, a key is written 100 ms after it became dirty, and a call takes 10 ms.

#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StrategyWorld;

class PerKeyFlush : public testing::StrategyTest {};

constexpr const char* kPerKey = "write-behind: {flush: per-key}";

TEST_F(PerKeyFlush, AKeyIsWrittenOneIntervalAfterItBecameDirty) {
  StrategyWorld world({.strategy = kPerKey});
  world.write_at(5, 1);
  world.write_at(40, 2);
  world.write_at(50, 1);  // coalesces, and changes nothing about the time
  world.read_at(51, 1);
  world.run_until(200);
  EXPECT_THAT(world.reads(), ElementsAre("r3 [51,51] hit w2"));
  EXPECT_THAT(world.write_calls(), ElementsAre("105: 1 keys", "140: 1 keys"));
  EXPECT_THAT(world.commits(), ElementsAre("115: w2 makes v1 of 1", "150: w1 makes v1 of 2"));
  world.finish();
}

TEST_F(PerKeyFlush, KeysDueAtTheSameInstantShareCallsOfAtMostMaxBatch) {
  StrategyWorld world({.strategy = "write-behind: {flush: per-key, max_batch: 2}"});
  for (const Key key : {1, 2, 3}) world.write_at(5, key);
  world.run_until(200);
  EXPECT_THAT(world.write_calls(), ElementsAre("105: 2 keys", "105: 1 keys")) << "max_batch starts no flush";
  world.finish();
}

TEST_F(PerKeyFlush, CallsRunSideBySide) {
  StrategyWorld world({.strategy = kPerKey});
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.run_until(200);
  EXPECT_THAT(world.commits(), ElementsAre("115: w0 makes v1 of 1", "116: w1 makes v1 of 2"));
  world.finish();
}

TEST_F(PerKeyFlush, AKeyDueWhileItIsInFlightWaitsForTheEndOfThatCall) {
  StrategyWorld world({.strategy = "write-behind: {flush: per-key, flush_interval: 20ms}", .store = "{latency: 50ms}"});
  world.write_at(0);
  world.write_at(25);  // in flight since 20 ms; due at 45 ms
  world.read_at(60);
  world.read_at(130);
  world.run_until(200);
  EXPECT_THAT(world.write_calls(), ElementsAre("20: 1 keys", "70: 1 keys"));
  EXPECT_THAT(world.commits(), ElementsAre("70: w0 makes v1 of 7", "120: w1 makes v2 of 7"));
  EXPECT_EQ(world.reads().front(), "r2 [60,60] hit w1");
  world.finish();
}

TEST_F(PerKeyFlush, ABatchThatFailsIsDueAgainOneIntervalLater) {
  StrategyWorld world({.strategy = kPerKey});
  world.fail_store(104, 106);
  world.write_at(5, 1);
  world.write_at(5, 2);
  world.write_at(107, 2);  // while the batch that is going to fail is in flight; due at 207 ms
  world.run_until(300);
  EXPECT_THAT(world.write_calls(), ElementsAre("105: 2 keys", "207: 1 keys", "215: 1 keys"));
  EXPECT_THAT(world.commits(), ElementsAre("217: w2 makes v1 of 2", "225: w0 makes v1 of 1"));
  world.finish();
}

TEST_F(PerKeyFlush, ABufferThatWasEmptiedStartsAnew) {
  StrategyWorld world({.strategy = kPerKey});
  world.write_at(5);
  world.write_at(300);
  world.run_until(500);
  EXPECT_THAT(world.write_calls(), ElementsAre("105: 1 keys", "400: 1 keys"));
  world.finish();
}

TEST_F(PerKeyFlush, TheDrainFlushesWhatIsBufferedAtOnce) {
  StrategyWorld world({.strategy = "write-behind: {flush: per-key, max_batch: 2}"});
  for (const Key key : {1, 2, 3}) world.write_at(5, key);
  world.finish();
  EXPECT_THAT(world.commits(), ElementsAre("15: w0 makes v1 of 1", "15: w1 makes v1 of 2", "15: w2 makes v1 of 3"));
}

TEST_F(PerKeyFlush, TheDrainWaitsForAKeyThatIsDueAgainWhileInFlight) {
  StrategyWorld world({.strategy = "write-behind: {flush: per-key, flush_interval: 20ms}", .store = "{latency: 50ms}"});
  world.write_at(0);
  world.write_at(25);
  world.finish();
  EXPECT_THAT(world.commits(), ElementsAre("70: w0 makes v1 of 7", "120: w1 makes v2 of 7"));
}

TEST_F(PerKeyFlush, TheDrainPersistsAsLongAsSomeBatchesSucceed) {
  constexpr Key kKeys = 500;
  StrategyWorld world(
      {.strategy = "write-behind: {flush: per-key, max_batch: 1}", .store = "{latency: 1ms, error_rate: 70%}"});
  for (Key key = 0; key < kKeys; ++key) world.write_at(5, key);
  world.finish();
  EXPECT_EQ(world.commits().size(), kKeys);
}

TEST_F(PerKeyFlush, TheDrainGivesUpOnAStoreThatNeverRecovers) {
  StrategyWorld world({.strategy = kPerKey});
  world.fail_store(0, 1'000'000'000);
  world.write_at(5);
  world.finish();
  EXPECT_THAT(world.commits(), IsEmpty());
  EXPECT_EQ(world.write_calls().size(), 100u);
}

TEST_F(PerKeyFlush, AWriteToOneMoreKeyBlocksUntilThereIsRoom) {
  StrategyWorld world({.strategy = "write-behind: {flush: per-key, max_pending: 1}"});
  world.write_at(5, 1);
  world.write_at(6, 2);
  world.run_until(250);
  EXPECT_THAT(world.writes(), ElementsAre("w0 [5,5] acknowledged", "w1 [6,115] acknowledged"));
  EXPECT_THAT(world.commits(), ElementsAre("115: w0 makes v1 of 1", "225: w1 makes v1 of 2"));
  world.finish();
}

// Writes at rate w, interval i: (1 - e^(-w i)) / i store writes per second if periodic, w / (1 + w i) per key.
TEST_F(PerKeyFlush, CoalescesMoreThanAPeriodicFlushAsMuchAsItMust) {
  const auto writes_of_one_key = [](const char* flush) {
    const CellResult result = testing::run(std::string("name: coalescing\nduration: 20000s\nstore: {latency: 0s}\n"
                                                       "workload: {arrivals: {poisson: {rate: 1/s}}, keys: {single: "
                                                       "{}}, operations: {write: 1}}\n"
                                                       "strategies: [write-behind: {flush_interval: 2s, flush: ") +
                                           flush + "}]\n");
    return static_cast<double>(result.measured.store.keys_written) / 20'000;
  };
  EXPECT_NEAR(writes_of_one_key("periodic"), 0.4323, 0.01);
  EXPECT_NEAR(writes_of_one_key("per-key"), 0.3333, 0.01);
}

}  // namespace
}  // namespace stampede
