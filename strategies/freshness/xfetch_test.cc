// XFetch: the published rule, draw by draw and in the mean.

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "harness/base/random.h"
#include "harness/base/rounds_testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::kKey;
using testing::StrategyWorld;

class XFetch : public testing::StrategyTest {};

TEST_F(XFetch, WithBeta0IsPlainExpiryEventForEvent) {
  const auto run = [](const char* strategy) {
    auto world = std::make_unique<StrategyWorld>(testing::WorldText{.strategy = strategy});
    RandomSequence random(RandomStream(1, "arrivals"));
    for (int i = 0; i < 1000; ++i) world->read_at_ns(static_cast<Instant>(below(random.next(), kSecond * 5)));
    world->finish();
    return world;
  };
  const auto plain = run("cache-aside");
  const auto xfetch = run("xfetch: {beta: 0}");
  EXPECT_EQ(xfetch->reads(), plain->reads());
  EXPECT_EQ(xfetch->loads(), plain->loads());
  EXPECT_EQ(xfetch->cache_changes(), plain->cache_changes());
  EXPECT_GT(plain->loads().size(), 50u);
}

// The share of readers that reload early when each reads its own key once, `remaining_ms` before it expires. Values are
// in the cache from 10 ms to 110 ms and took 10 ms to load.
double share_of_volunteers(const char* strategy, std::int64_t remaining_ms) {
  const auto readers = static_cast<Key>(scaled(20'000));
  StrategyWorld world({.strategy = strategy});
  for (Key key = 0; key < readers; ++key) world.read_at(0, key);
  for (Key key = 0; key < readers; ++key) world.read_at(110 - remaining_ms, key);
  world.finish();
  const auto early = std::count_if(world.reads().begin(), world.reads().end(), [](const std::string& read) {
    return read.find("early_load") != std::string::npos;
  });
  return static_cast<double>(early) / readers;
}

TEST_F(XFetch, AReaderAtADistanceXFromTheExpiryVolunteersWithProbabilityExpOfMinusXOverBetaDelta) {
  const double tolerance = five_deviations(scaled(20'000));
  for (const std::int64_t remaining_ms : {1, 5, 10, 20, 40}) {
    const double x_over_delta = static_cast<double>(remaining_ms) / 10;
    EXPECT_NEAR(share_of_volunteers("xfetch", remaining_ms), std::exp(-x_over_delta), tolerance);
    EXPECT_NEAR(share_of_volunteers("xfetch: {beta: 2}", remaining_ms), std::exp(-x_over_delta / 2), tolerance);
    EXPECT_NEAR(share_of_volunteers("xfetch: {beta: 0.5}", remaining_ms), std::exp(-x_over_delta * 2), tolerance);
  }
}

// So far above 1 that practically every reader volunteers at any time.
constexpr const char* kAlways = "xfetch: {beta: 1000}";

TEST_F(XFetch, AsPublishedTheVolunteerWaitsForItsLoad) {
  StrategyWorld world({.strategy = kAlways});
  for (const int ms : {0, 20, 21}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [20,30] early_load v0", "r2 [21,31] early_load v0"));
}

TEST_F(XFetch, InTheBackgroundTheVolunteerGetsTheOldValueAtOnce) {
  StrategyWorld world({.strategy = "xfetch: {beta: 1000, refresh: background}"});
  for (const int ms : {0, 20, 21}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [20,20] hit v0", "r2 [21,21] hit v0"));
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7", "20: r1 loads 7"));
}

TEST_F(XFetch, AVolunteerWhoseLoadFailsKeepsTheValueItHad) {
  StrategyWorld world({.strategy = kAlways});
  world.fail_store(20, 21);
  for (const int ms : {0, 20}) world.read_at(ms);
  world.finish();
  EXPECT_EQ(world.reads().back(), "r1 [20,30] early_load v0");
}

TEST_F(XFetch, UnderALockAVolunteerThatFindsTheKeyBeingLoadedKeepsItsValue) {
  StrategyWorld world({.strategy = "{name: x, freshness: {xfetch: {beta: 1000}}, guard: lock}"});
  for (const int ms : {0, 20, 21}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r2 [21,21] hit v0", "r1 [20,30] early_load v0"));
}

TEST_F(XFetch, WithoutATtlNobodyVolunteers) {
  StrategyWorld world({.strategy = kAlways, .cache = "{}"});
  for (const int ms : {0, 20, 1000}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST_F(XFetch, DeltaIsTheResponseTimeOfTheLoadQueueIncluded) {
  StrategyWorld world({.strategy = "xfetch: {beta: 0}", .store = "{latency: 10ms, concurrency: 1}"});
  world.read_at(0, 1);
  world.read_at(4, kKey);
  world.finish();
  EXPECT_EQ(world.cache().get({}, kKey).value().value.load_time, 16 * kMillisecond);
}

TEST_F(XFetch, AWriteKeepsTheDeltaOfTheValueItReplaces) {
  for (const char* writes : {"through", "behind"}) {
    StrategyWorld world({.strategy = std::string("{name: x, freshness: {xfetch: {beta: 0}}, writes: ") + writes + "}"});
    world.read_at(0);
    world.write_at(20);
    world.run_until(40);
    EXPECT_EQ(world.cache().get({}, kKey).value().value.load_time, 10 * kMillisecond) << writes;
    world.finish();
  }
}

TEST_F(XFetch, AKeyThatWasOnlyEverWrittenHasNoDeltaAndNoVolunteers) {
  StrategyWorld world({.strategy = "{name: x, freshness: {xfetch: {beta: 1000}}, writes: through}"});
  world.write_at(0);
  for (const int ms : {20, 50, 109}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.reads(), Each(HasSubstr("hit v1")));
}

}  // namespace
}  // namespace stampede
