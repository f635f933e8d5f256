// Stale-while-revalidate: expired values are served at once, for a while.
//
// Unless a test says otherwise, the value is in the cache from 10 ms, expires at 110 ms, and may be served for 50 ms
// more.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::run;
using testing::StrategyWorld;

class StaleWhileRevalidate : public testing::StrategyTest {};

constexpr const char* kSwr = "stale-while-revalidate: {window: 50ms}";

TEST_F(StaleWhileRevalidate, AnExpiredValueIsServedAtOnceWhileOneLoadOfTheKeyRuns) {
  StrategyWorld world({.strategy = kSwr});
  for (const int ms : {0, 110, 115, 121}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [110,110] expired_hit v0",
                                         "r2 [115,115] expired_hit v0", "r3 [121,121] hit v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "110: r1 loads 7"));
}

TEST_F(StaleWhileRevalidate, AtTheEndOfTheWindowTheReaderWaits) {
  for (const bool in_window : {true, false}) {
    StrategyWorld world({.strategy = kSwr});
    world.read_at(0);
    world.read_at_ns(160 * kMillisecond - (in_window ? 1 : 0));
    world.finish();
    EXPECT_EQ(world.reads().back(), in_window ? "r1 [159999999ns,159999999ns] expired_hit v0" : "r1 [160,170] load v0");
  }
}

TEST_F(StaleWhileRevalidate, WithoutALimitNobodyWaitsAgain) {
  StrategyWorld world({.strategy = "stale-while-revalidate: {window: none}"});
  world.read_at(0);
  world.read_at(1'000'000);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [1000000,1000000] expired_hit v0");
}

TEST_F(StaleWhileRevalidate, AFailedRefreshLeavesItToTheNextReader) {
  StrategyWorld world({.strategy = kSwr});
  world.fail_store(110, 111);
  for (const int ms : {0, 110, 115, 121}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "110: r1 loads 7", "121: r3 loads 7"));
  EXPECT_EQ(world.reads().back(), "r3 [121,121] expired_hit v0");
}

TEST_F(StaleWhileRevalidate, AStoreThatRefusesAtOnceDoesNotShow) {
  StrategyWorld world({.strategy = kSwr});
  world.down_store(110, 130);
  for (const int ms : {0, 110, 120}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r1 [110,110] expired_hit v0", "r2 [120,120] expired_hit v0"));
}

TEST_F(StaleWhileRevalidate, ARemoteCacheAnswersAtTheEndOfItsLatency) {
  StrategyWorld world({.strategy = kSwr, .cache = "{ttl: 100ms, latency: 1ms}"});
  world.read_at(0);  // the value is there from 12 ms
  world.read_at(120);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,12] load v0", "r1 [120,121] expired_hit v0"));
}

TEST_F(StaleWhileRevalidate, UnderALockTheRefreshIsTheFlightThatLaterReadersWaitFor) {
  StrategyWorld world({.strategy = "{name: x, freshness: {stale-while-revalidate: {window: 5ms}}, guard: lock}"});
  for (const int ms : {0, 114, 116}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [114,114] expired_hit v0", "r2 [116,124] wait v0"));
}

TEST_F(StaleWhileRevalidate, BeyondTheWindowAFailedLoadMayStillServeTheExpiredValue) {
  StrategyWorld world(
      {.strategy =
           "{name: x, freshness: {stale-while-revalidate: {window: 20ms}}, on_error: {serve-expired: {max_expired: "
           "40ms}}}"});
  world.fail_store(100, 1000);
  for (const int ms : {0, 129, 130, 149, 150}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(),
              ElementsAre("r0 [0,10] load v0", "r1 [129,129] expired_hit v0", "r2 [130,140] expired_on_error v0",
                          "r3 [149,159] expired_on_error v0", "r4 [150,160] error"));
}

TEST_F(StaleWhileRevalidate, AWriteEndsTheOldValueAtOnce) {
  StrategyWorld world({.strategy = kSwr});
  world.read_at(0);
  world.write_at(111);
  world.read_at(122);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r2 [122,132] load v1");
}

// In a whole run, through a store outage.
CellResult run_through_outage(const std::string& window, const std::string& cache_latency) {
  return run(fmt::format(R"(
name: swr
duration: 2000s
workload: {{arrivals: {{poisson: {{rate: 25/s}}}}, keys: {{single: {{}}}}}}
cache: {{ttl: 1s, latency: {}}}
store: {{latency: 300ms}}
timeline: [{{at: 500s, for: 10s, name: outage, store: down}}]
strategies: [{{stale-while-revalidate: {{window: {}}}}}]
)",
                         cache_latency, window));
}

TEST(StaleWhileRevalidateRun, EveryReadButTheFirstIsServedAtOnceEvenWhenTheStoreRefuses) {
  for (const char* latency : {"0s", "1ms"}) {
    const CellResult result = run_through_outage("none", latency);
    const std::uint64_t at_once =
        testing::outcomes(result, Outcome::kHit) + testing::outcomes(result, Outcome::kExpiredHit);
    EXPECT_EQ(testing::outcomes(result, Outcome::kExpiredOnError), 0u) << latency;
    EXPECT_EQ(testing::outcomes(result, Outcome::kError), 0u) << latency;
    EXPECT_GE(at_once + 20, result.measured.reads.started) << "the first load takes 300 ms";
  }
}

TEST(StaleWhileRevalidateRun, TheShareOfExpiredValuesIsThatOfTheLaw) {
  const CellResult result = run_through_outage("none", "0s");
  const double rate = 25;
  const double expected = (1 + rate * 0.3) / (1 + rate * 1.3);
  const double outage = 10.0 / 2000 * (1 - expected);  // during which everything is expired
  EXPECT_NEAR(static_cast<double>(testing::outcomes(result, Outcome::kExpiredHit)) /
                  static_cast<double>(result.measured.reads.started),
              expected + outage, 0.01);
}

}  // namespace
}  // namespace stampede
