// What every strategy must do, whatever else it does: one suite for every preset, and for combinations that meet
// nowhere else.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>

#include "harness/base/random.h"
#include "harness/engine/testing.h"
#include "strategies/builtins.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::run;
using testing::StrategyWorld;

std::vector<std::string> every_strategy() {
  std::vector<std::string> strategies = {
      "{name: locked-xfetch-behind, freshness: xfetch, guard: lock, writes: behind}",
      "{name: locked-refresh-through, freshness: refresh-ahead, guard: lock, writes: through}",
      "{name: impatient, guard: {lock: {wait: 3ms}}, writes: {invalidate: {order: both}}}",
      "{name: inline-refresh, freshness: {refresh-ahead: {refresh: inline}}, writes: {through: {allocate: false}}}",
      "{name: background-xfetch, freshness: {xfetch: {beta: 2, refresh: background}}, writes: {invalidate: {order: "
      "before}}}",
      "{name: parallel-through, guard: lock, writes: {through: {cache: parallel}}}",
      "{name: delayed-invalidation, writes: {invalidate: {order: both, delay: 1ms}}}",
      "{name: leased-lock, freshness: xfetch, guard: {lock: {lease: 3ms}}}",
      "{name: polled-lock, guard: {lock: {lease: 15ms, poll: 2ms, wait: 20ms}}, writes: through}",
      "{name: small-buffer, writes: {behind: {max_pending: 3, max_batch: 2, flush_interval: 20ms}}}",
      "{name: behind-per-key, writes: {behind: {flush: per-key, max_batch: 2, flush_interval: 20ms}}}",
      "{name: overflowing-buffer, writes: {behind: {max_pending: 3, max_batch: 2, on_full: write-through}}}",
      "{name: locked-swr-leased, freshness: {stale-while-revalidate: {window: none}}, guard: lock, fills: versioned}",
      "{name: swr-serve-expired, freshness: {stale-while-revalidate: {window: 20ms}}, on_error: serve-expired}",
      "{name: timer-refresh, freshness: {refresh-ahead: {trigger: timer}}, guard: lock, fills: versioned}",
      "{name: timer-behind, freshness: {refresh-ahead: {trigger: timer}}, writes: behind}",
      "{name: background-proportional, freshness: {proportional-early: {rule: exponential, refresh: background}}}",
      "{name: first-wins, fills: add, writes: through}",
      "{name: from-load, preset: cache-aside, ttl_from: load}",
      "{name: sliding, preset: locked, ttl_from: access}",
      "{name: versioned-behind, fills: versioned, writes: behind}",
  };
  for (const PresetRow& preset : builtin_strategies().presets) strategies.push_back(preset.name);
  return strategies;
}

std::string test_name(const std::string& strategy) {
  const std::size_t name = strategy.find("name: ");
  std::string text = name == std::string::npos ? strategy : strategy.substr(name + 6, strategy.find(',') - name - 6);
  std::replace(text.begin(), text.end(), '-', '_');
  return text;
}

class Conformance : public ::testing::TestWithParam<std::string> {
 protected:
  void TearDown() override { EXPECT_EQ(frame_pool::live_frames(), frames_before_) << "coroutine frames leak"; }

  bool caches() const { return GetParam() != "no-cache"; }
  bool tells_the_cache_of_writes() const { return GetParam() != "write-around"; }
  bool acknowledges_before_storing() const { return says("behind"); }
  bool serves_expired_values() const { return says("stale-while-revalidate"); }
  bool refreshes_by_timer() const { return says("trigger: timer"); }
  bool prolongs() const { return says("ttl_from: access"); }

 private:
  bool says(const char* words) const { return GetParam().find(words) != std::string::npos; }

  const std::size_t frames_before_ = frame_pool::live_frames();
};

TEST_P(Conformance, AColdReadLoads) {
  StrategyWorld world({.strategy = GetParam()});
  world.read_at(0);
  world.finish();
  EXPECT_EQ(world.reads().at(0), "r0 [0,10] load v0");
}

TEST_P(Conformance, AWarmReadHitsWithoutWaiting) {
  StrategyWorld world({.strategy = GetParam(), .cache = "{ttl: 1h}"});
  world.read_at(0);
  world.read_at(20);
  world.finish();
  EXPECT_EQ(world.reads().at(1), caches() ? "r1 [20,20] hit v0" : "r1 [20,30] load v0");
}

TEST_P(Conformance, AnExpiredValueIsLoadedAgain) {
  StrategyWorld world({.strategy = GetParam()});
  world.read_at(0);
  world.read_at(110);
  world.finish();
  EXPECT_EQ(world.reads().at(1), refreshes_by_timer()      ? "r1 [110,110] hit v0"
                                 : serves_expired_values() ? "r1 [110,110] expired_hit v0"
                                                           : "r1 [110,120] load v0");
}

TEST_P(Conformance, AfterItsAcknowledgementAWriteIsReadBack) {
  StrategyWorld world({.strategy = GetParam()});
  world.read_at(0);
  world.write_at(20);
  world.read_at(31);
  world.read_at(300);  // long after the TTL and every flush
  world.finish();
  if (tells_the_cache_of_writes()) {
    EXPECT_THAT(world.reads().at(1), AnyOf(EndsWith(" v1"), EndsWith(" w0")));
  } else {
    EXPECT_THAT(world.reads().at(1), EndsWith(" v0"));
  }
  EXPECT_THAT(world.reads().at(2), EndsWith(" v1"));
}

TEST_P(Conformance, ADeletedKeyIsAbsentUntilItIsWrittenAgain) {
  StrategyWorld world({.strategy = GetParam()});
  world.read_at(0);
  world.delete_at(20);
  world.read_at(31);
  world.read_at(300);
  world.write_at(320);
  world.read_at(331);
  world.finish();
  EXPECT_THAT(world.reads().at(1), EndsWith(tells_the_cache_of_writes() ? "absent" : " v0"));
  EXPECT_THAT(world.reads().at(2), EndsWith("absent"));
  EXPECT_THAT(world.reads().at(3), AnyOf(EndsWith(" v2"), EndsWith(" w1")));
}

TEST_P(Conformance, TheCacheNeverHoldsMoreThanItsCapacity) {
  StrategyWorld world({.strategy = GetParam(), .cache = "{ttl: 1h, capacity: 3}"});
  for (Key key = 0; key < 10; ++key) world.read_at(0, key);
  for (Key key = 10; key < 20; ++key) world.write_at(50, key);
  world.read_at(400, 0);
  world.finish();
  EXPECT_LE(world.cache().entries(), 3u);
  EXPECT_THAT(world.reads().back(), EndsWith("load v0")) << "key 0 had to go";
}

TEST_P(Conformance, AFailedLoadIsAnErrorAndTheNextReadRecovers) {
  StrategyWorld world({.strategy = GetParam()});
  world.fail_store(0, 1);
  world.read_at(0);
  world.read_at(20);
  world.finish();
  EXPECT_EQ(world.reads().at(0), "r0 [0,10] error");
  EXPECT_EQ(world.reads().at(1), "r1 [20,30] load v0");
}

TEST_P(Conformance, AWriteThatTheStoreFailsIsEitherKeptOrLeavesNoTrace) {
  StrategyWorld world({.strategy = GetParam()});
  world.fail_store(20, 21);
  world.read_at(0);
  world.write_at(20);
  world.read_at(31);
  world.finish();
  if (acknowledges_before_storing()) {
    EXPECT_THAT(world.writes(), ElementsAre("w0 [20,20] acknowledged"));
    EXPECT_THAT(world.reads().at(1), AnyOf(EndsWith(" v1"), EndsWith(" w0")));
    EXPECT_THAT(world.commits(), ElementsAre(HasSubstr("w0 makes v1 of 7")));
  } else {
    EXPECT_THAT(world.writes(), ElementsAre("w0 [20,30] failed"));
    EXPECT_THAT(world.reads().at(1), EndsWith(" v0"));
    EXPECT_THAT(world.commits(), IsEmpty());
  }
}

TEST_P(Conformance, TheDrainLeavesEveryWriteInTheStore) {
  StrategyWorld world({.strategy = GetParam()});
  for (Key key = 0; key < 10; ++key) {
    world.write_at(0, key);
    world.write_at(1, key);
  }
  world.finish();
  for (Key key = 0; key < 10; ++key) {
    EXPECT_THAT(world.commits(), Contains(AnyOf(HasSubstr(fmt::format("w{} makes v2 of {}", 2 * key + 1, key)),
                                                HasSubstr(fmt::format("w{} makes v1 of {}", 2 * key + 1, key)))));
  }
}

TEST_P(Conformance, AWorldThatEndsInTheMiddleOfEverythingLeavesNothingBehind) {
  StrategyWorld world({.strategy = GetParam(), .store = "{latency: 10ms, concurrency: 2}"});
  RandomSequence random(RandomStream(1, "requests"));
  for (int i = 0; i < 300; ++i) {
    const auto ms = static_cast<std::int64_t>(below(random.next(), 300));
    const Key key = static_cast<Key>(below(random.next(), 5));
    if (i % 3 == 0) {
      world.write_at(ms, key);
    } else {
      world.read_at(ms, key);
    }
  }
  world.run_until(213);
  EXPECT_THAT(world.reads(), Not(IsEmpty()));
}

// Everything at once: expiry, eviction, writes, deletions, errors, rejections, a remote cache with varying latency.
std::string busy_world(const std::string& strategy, std::uint64_t seed, const std::string& faults) {
  return fmt::format(R"(
name: busy
duration: 20s
warmup: 2s
seed: {}
workload:
  arrivals: {{poisson: {{rate: 500/s}}}}
  keys: {{zipf: {{count: 200, exponent: 0.9}}}}
  operations: {{read: 80, write: 16, delete: 4}}
cache: {{capacity: 60, ttl: 1s, jitter: 10%, latency: {{uniform: {{min: 0s, max: 2ms}}}}}}
store: {{latency: {{lognormal: {{p50: 5ms, p99: 40ms}}}}, concurrency: 8{}}}
strategies: [{}]
)",
                     seed, faults, strategy);
}

constexpr const char* kFaults = ", queue: 20, error_rate: 5%, snapshot: 40%";

TEST_P(Conformance, TheSameSeedGivesTheSameDigestAndAnotherSeedAnother) {
  const std::string digest = run(busy_world(GetParam(), 1, kFaults)).digest;
  EXPECT_EQ(run(busy_world(GetParam(), 1, kFaults)).digest, digest);
  EXPECT_NE(run(busy_world(GetParam(), 2, kFaults)).digest, digest);
}

TEST_P(Conformance, NoAcknowledgedWriteIsLostOrLeftPending) {
  for (const char* faults : {"", kFaults}) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      const Window::Writes writes = run(busy_world(GetParam(), seed, faults)).measured.writes;
      EXPECT_GT(writes.acknowledged, 500u);
      EXPECT_EQ(writes.lost, 0u);
      EXPECT_EQ(writes.pending, 0u);
    }
  }
}

TEST_P(Conformance, NoValueIsServedAsAHitBeyondItsTtl) {
  const Window::Reads reads = run(busy_world(GetParam(), 1, kFaults)).measured.reads;
  const std::uint64_t hits = reads.outcomes[static_cast<std::size_t>(Outcome::kHit)];
  EXPECT_TRUE(prolongs() || reads.hit_age <= Uint128{hits} * kSecond);
  EXPECT_EQ(reads.outcomes[static_cast<std::size_t>(Outcome::kExpiredHit)] > 0, serves_expired_values());
}

INSTANTIATE_TEST_SUITE_P(Every, Conformance, ::testing::ValuesIn(every_strategy()),
                         [](const auto& info) { return test_name(info.param); });

}  // namespace
}  // namespace stampede
