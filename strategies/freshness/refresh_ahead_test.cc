// Refresh-ahead: the first read past the threshold has the value loaded again before it expires.
//
// Unless a test says otherwise, the value is in the cache from 10 ms to 110 ms and due for a refresh from 90 ms.

#include <gmock/gmock.h>

#include "harness/base/random.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using testing::kKey;
using testing::StrategyWorld;

class RefreshAhead : public testing::StrategyTest {};

TEST_F(RefreshAhead, TheReaderAtTheThresholdGetsTheOldValueAtOnceAndSetsOffARefresh) {
  StrategyWorld world({.strategy = "refresh-ahead"});
  world.read_at(0);
  world.read_at_ns(90 * kMillisecond - 1);
  world.read_at(90);
  world.read_at(115);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [89999999ns,89999999ns] hit v0", "r2 [90,90] hit v0",
                                         "r3 [115,115] hit v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "90: r2 loads 7"));
  EXPECT_THAT(world.cache_changes(), ElementsAre("10: fill 7 v0", "100: fill 7 v0"));
}

TEST_F(RefreshAhead, AtMostOneRefreshOfAKeyIsInFlight) {
  StrategyWorld world({.strategy = "refresh-ahead"});
  for (const int ms : {0, 90, 91, 95, 99}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "90: r1 loads 7"));
  EXPECT_EQ(world.peak_loads(), 1);
}

TEST_F(RefreshAhead, EveryKeyHasItsOwnRefresh) {
  StrategyWorld world({.strategy = "refresh-ahead"});
  for (const Key key : {1, 2}) {
    world.read_at(0, key);
    world.read_at(95, key);
  }
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 1", "0: r2 loads 2", "95: r1 loads 1", "95: r3 loads 2"));
}

TEST_F(RefreshAhead, TheNextRefreshIsDueAfterTheThresholdOfTheNewValue) {
  StrategyWorld world({.strategy = "refresh-ahead"});
  for (const int ms : {0, 90, 179, 180}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "90: r1 loads 7", "180: r3 loads 7"));
}

TEST_F(RefreshAhead, AfterAFailedRefreshTheNextReadTriesAgain) {
  StrategyWorld world({.strategy = "refresh-ahead"});
  world.fail_store(90, 91);
  for (const int ms : {0, 90, 95, 101, 109}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "90: r1 loads 7", "101: r3 loads 7"));
  EXPECT_EQ(world.reads().back(), "r4 [109,109] hit v0");
}

TEST_F(RefreshAhead, AKeyThatNobodyReadsInTimeExpires) {
  StrategyWorld world({.strategy = "refresh-ahead"});
  for (const int ms : {0, 89, 110}) world.read_at(ms);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r2 [110,120] load v0");
}

TEST_F(RefreshAhead, WithoutATtlThereIsNothingToBeAheadOf) {
  StrategyWorld world({.strategy = "refresh-ahead: {threshold: 0%}", .cache = "{}"});
  for (const int ms : {0, 50, 1'000'000}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(RefreshAhead, AThresholdOf0RefreshesOnEveryReadButOneAtATime) {
  StrategyWorld world({.strategy = "refresh-ahead: {threshold: 0%}"});
  for (const int ms : {0, 11, 15, 22, 23}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "11: r1 loads 7", "22: r3 loads 7"));
}

TEST_F(RefreshAhead, TheThresholdIsAShareOfTheEntrysOwnJitteredTtl) {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    StrategyWorld world(
        {.strategy = "refresh-ahead: {threshold: 33.3%}", .cache = "{ttl: 100ms, jitter: 50%}", .seed = seed});
    world.read_at(0);
    world.run_until(10);
    const Value value = world.cache().get({}, kKey).value().value;
    const Duration ttl = value.expiry - value.filled_at;
    EXPECT_LE(ttl, 100 * kMillisecond);
    EXPECT_GE(ttl, 50 * kMillisecond);
    const Instant due = value.filled_at + (ttl * 333 + 999) / 1000;  // the first nanosecond not below the share
    world.read_at_ns(due - 1);
    world.run_until_ns(due - 1);
    EXPECT_EQ(world.loads().size(), 1u);
    world.read_at_ns(due);
    world.run_until_ns(due);
    EXPECT_EQ(world.loads().size(), 2u);
    world.finish();
  }
}

TEST_F(RefreshAhead, InlineTheReaderWaitsForTheNewValue) {
  StrategyWorld world({.strategy = "refresh-ahead: {refresh: inline}"});
  for (const int ms : {0, 89, 90, 101}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [89,89] hit v0", "r2 [90,100] early_load v0",
                                         "r3 [101,101] hit v0"));
}

TEST_F(RefreshAhead, InlineAndUnguardedEveryReaderPastTheThresholdReloads) {
  StrategyWorld world({.strategy = "refresh-ahead: {refresh: inline}"});
  for (const int ms : {0, 90, 95}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), Contains("r2 [95,105] early_load v0"));
}

TEST_F(RefreshAhead, AReaderWhoseInlineRefreshFailsKeepsTheValueItHad) {
  StrategyWorld world({.strategy = "refresh-ahead: {refresh: inline}"});
  world.fail_store(90, 91);
  for (const int ms : {0, 90}) world.read_at(ms);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [90,100] early_load v0");
}

TEST_F(RefreshAhead, UnderALockARefreshIsTheLoadThatReadersOfAnExpiredValueWaitFor) {
  StrategyWorld world({.strategy = "{name: x, freshness: refresh-ahead, guard: lock}"});
  for (const int ms : {0, 105, 112}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [105,105] hit v0", "r2 [112,115] wait v0"));
  EXPECT_EQ(world.peak_loads(), 1);
}

TEST_F(RefreshAhead, UnderALockNobodyRefreshesWhatIsBeingLoaded) {
  StrategyWorld world({.strategy = "{name: x, freshness: {refresh-ahead: {refresh: inline}}, guard: lock}"});
  for (const int ms : {0, 90, 95}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [95,95] hit v0", "r1 [90,100] early_load v0"));
}

// A load that began before a deletion fills after it: the cache holds a deleted value from 20 ms to 220 ms.
TEST_F(RefreshAhead, ARefreshThatFindsTheKeyDeletedRemovesItsValue) {
  for (const char* refresh : {"background", "inline"}) {
    StrategyWorld world({.strategy = std::string("refresh-ahead: {refresh: ") + refresh + "}",
                         .cache = "{ttl: 200ms}",
                         .store = "{latency: 20ms, write_latency: 5ms}"});
    world.read_at(0);
    world.delete_at(2);
    world.read_at(180);
    world.read_at(205);
    world.finish();
    EXPECT_THAT(world.cache_changes(), ElementsAre("20: fill 7 v0", "200: remove 7")) << refresh;
    EXPECT_EQ(world.reads().back(), "r3 [205,225] load absent") << refresh;
  }
}

TEST_F(RefreshAhead, AThresholdOf100PercentIsPlainExpiryEventForEvent) {
  const auto run = [](const char* strategy) {
    auto world = std::make_unique<StrategyWorld>(testing::WorldText{.strategy = strategy});
    RandomSequence random(RandomStream(1, "arrivals"));
    for (int i = 0; i < 1000; ++i) world->read_at_ns(static_cast<Instant>(below(random.next(), kSecond * 5)));
    world->finish();
    return world;
  };
  const auto plain = run("cache-aside");
  const auto ahead = run("refresh-ahead: {threshold: 100%}");
  EXPECT_EQ(ahead->reads(), plain->reads());
  EXPECT_EQ(ahead->loads(), plain->loads());
  EXPECT_EQ(ahead->cache_changes(), plain->cache_changes());
  EXPECT_GT(plain->loads().size(), 50u);
}

}  // namespace
}  // namespace stampede
