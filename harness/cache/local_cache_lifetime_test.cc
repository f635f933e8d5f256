// How long a value lives in a local cache and whether anybody used it: TTLs that start elsewhere or slide, conditions
// on what is there, looks that leave no trace.

#include <gmock/gmock.h>

#include "harness/cache/testing.h"
#include "harness/runtime/scope.h"

namespace stampede {
namespace {

using testing::CacheLog;
using testing::CacheWorld;
using ::testing::ElementsAre;
using testing::eviction_named;
using ::testing::IsEmpty;
using testing::kMs;
using ::testing::Optional;

TEST(TtlStart, MayLieBeforeTheFill) {
  CacheWorld world("lru");
  world.advance_to(4 * kMs);
  EXPECT_EQ(world.cache().put({}, {.key = 1, .ttl = 10 * kMs, .ttl_start = 3 * kMs}).value(), PutResult::kStored);
  const Value value = world.cache().get({}, 1).value().value;
  EXPECT_EQ(value.filled_at, 4 * kMs);
  EXPECT_EQ(value.expiry, 13 * kMs);
}

TEST(TtlStart, SoLongAgoThatTheTtlIsOverTheValueIsStoredExpired) {
  CacheWorld world("lru");
  world.advance_to(20 * kMs);
  EXPECT_EQ(world.cache().put({}, {.key = 1, .ttl = 10 * kMs, .ttl_start = 3 * kMs}).value(), PutResult::kStored);
  EXPECT_TRUE(world.cache().get({}, 1, kNever).value().expired());
  EXPECT_EQ(world.get(1), std::nullopt);
}

// A cache whose look-ups start a TTL of 10 ms again, less up to `jitter_percent` of it.
class Sliding {
 public:
  explicit Sliding(std::int64_t jitter_percent)
      : ttl_(10 * kMs, Share::percent(jitter_percent), RandomStream(1, "cache.jitter"), TtlFrom::kAccess) {
    cache_.put({}, {.key = 1, .ttl = ttl_.next({})}).value();
  }

  // The expiry before the look-up, if the value was found within its TTL.
  std::optional<Instant> look_at(Instant instant) {
    runtime_.run_until(instant);
    const Lookup lookup = cache_.get({}, 1).value();
    if (!lookup.fresh()) return std::nullopt;
    return lookup.value.expiry;
  }
  Lookup look_with_grace(Instant instant, Duration grace) {
    runtime_.run_until(instant);
    return cache_.get({}, 1, grace).value();
  }
  Instant expiry() { return cache_.peek({}, 1).value().value.expiry; }

 private:
  VirtualRuntime runtime_;
  CacheLog log_;
  EntryTtl ttl_;
  LocalCache cache_{runtime_, {.sliding = &ttl_}, eviction_named("lru"), RandomStream(1, "cache.latency"), log_};
};

TEST(SlidingTtl, StartsAgainWithEachLookUpThatFindsTheValue) {
  Sliding cache(0);
  EXPECT_THAT(cache.look_at(9 * kMs), Optional(10 * kMs)) << "whoever looks sees what it was";
  EXPECT_EQ(cache.expiry(), 19 * kMs);
  EXPECT_THAT(cache.look_at(19 * kMs - 1), Optional(19 * kMs));
  EXPECT_EQ(cache.look_at(29 * kMs), std::nullopt) << "10 ms and no look-up: 1 ns too late";
}

TEST(SlidingTtl, IsNotStartedAgainByALookUpThatFindsTheValueExpired) {
  Sliding cache(0);
  EXPECT_TRUE(cache.look_with_grace(10 * kMs, 5 * kMs).expired());
  EXPECT_EQ(cache.expiry(), 10 * kMs);
  EXPECT_TRUE(cache.look_with_grace(12 * kMs, 5 * kMs).expired());
}

TEST(SlidingTtl, IsDrawnAnewEachTime) {
  Sliding cache(50);
  std::set<Duration> lengths;
  for (Instant now = 1; now <= 20; ++now) {
    ASSERT_TRUE(cache.look_at(now * kMs));
    lengths.insert(cache.expiry() - now * kMs);
  }
  EXPECT_EQ(lengths.size(), 20u);
  EXPECT_GE(*lengths.begin(), 5 * kMs);
  EXPECT_LE(*lengths.rbegin(), 10 * kMs);
}

TEST(PutIfAbsent, IsRefusedWhileThereIsAValueWithinItsTtl) {
  CacheWorld world("lru");
  EXPECT_EQ(world.put(1, {.version = 1, .ttl = 10 * kMs, .condition = PutCondition::kIfAbsent}), PutResult::kStored);
  world.advance_to(10 * kMs - 1);
  EXPECT_EQ(world.put(1, {.version = 2, .ttl = 10 * kMs, .condition = PutCondition::kIfAbsent}), PutResult::kRefused);
  EXPECT_THAT(world.get(1), Optional(1u));
  world.advance_to(10 * kMs);
  EXPECT_EQ(world.put(1, {.version = 3, .condition = PutCondition::kIfAbsent}), PutResult::kStored);
  EXPECT_THAT(world.get(1), Optional(3u));
}

TEST(PutWithALease, IsRefusedOnceTheKeyWasWritten) {
  CacheWorld world("lru");
  const Lease lease = world.cache().leases().take();
  EXPECT_EQ(world.cache().put({}, {.key = 1, .lease = lease}).value(), PutResult::kStored);
  { const WriteUnderWay write(world.cache().leases(), 1); }
  EXPECT_EQ(world.cache().put({}, {.key = 1, .lease = lease}).value(), PutResult::kRefused);
  EXPECT_EQ(world.cache().put({}, {.key = 1}).value(), PutResult::kStored) << "no lease, no question";
}

Task<void> keep(Later<PutResult> put, PutResult* result) {
  *result = co_await std::move(put);
}

TEST(PutWithALease, CountsAtTheInstantAtWhichItTakesEffect) {
  VirtualRuntime runtime;
  CacheLog log;
  LocalCache cache(runtime, {.latency = Distribution::constant(5 * kMs)}, eviction_named("lru"),
                   RandomStream(1, "cache.latency"), log);
  Scope scope(runtime);
  PutResult result = PutResult::kStored;
  scope.spawn(keep(cache.put({}, {.key = 1, .lease = cache.leases().take()}), &result));
  runtime.run_until(4 * kMs);
  const WriteUnderWay write(cache.leases(), 1);
  runtime.run();
  EXPECT_EQ(result, PutResult::kRefused);
}

TEST(Peek, SeesWhatIsThereAndLeavesNoTrace) {
  CacheWorld world("lru", {.entries = 2});
  world.put(1, {.version = 3, .ttl = 10 * kMs});
  world.put(2);
  world.log().take();
  EXPECT_TRUE(world.cache().peek({}, 1).value().fresh());
  EXPECT_EQ(world.cache().peek({}, 3).value().found, Found::kMiss);
  world.advance_to(10 * kMs);
  const Lookup expired = world.cache().peek({}, 1).value();
  EXPECT_TRUE(expired.expired());
  EXPECT_EQ(expired.value.version.number(), 3u);
  EXPECT_THAT(world.log().take(), IsEmpty()) << "no look-up, and the expired entry stays";
  world.put(4);
  EXPECT_THAT(world.log().take_victims(), ElementsAre(1)) << "nor is it an access";
}

TEST(Peek, FindsNothingWhileTheCacheIsDown) {
  CacheWorld world("lru");
  world.put(1);
  world.log().take();
  world.cache().begin_outage(0);
  EXPECT_EQ(world.cache().peek({}, 1).value().found, Found::kMiss);
  EXPECT_THAT(world.log().take(), ElementsAre("error"));
}

TEST(UnusedFills, AreThoseThatNoLookUpReturned) {
  CacheWorld world("lru");
  world.put(1);
  world.put(1);
  EXPECT_EQ(world.log().unused(), 1) << "overwritten";
  world.get(1);
  world.put(1);
  EXPECT_EQ(world.log().unused(), 1) << "the second was read";
  world.remove(1);
  EXPECT_EQ(world.log().unused(), 2) << "removed";
  world.put(2);
  world.put(3);
  world.get(3);
  world.cache().flush();
  EXPECT_EQ(world.log().unused(), 3) << "flushed: 2 was never read";
}

TEST(UnusedFills, AreCountedWhenTheyLeaveByExpiryOrEviction) {
  CacheWorld world("fifo", {.entries = 1});
  world.put(1, {.ttl = 10 * kMs});
  world.advance_to(10 * kMs);
  EXPECT_EQ(world.log().unused(), 0) << "it still takes up its place";
  EXPECT_EQ(world.get(1), std::nullopt);
  EXPECT_EQ(world.log().unused(), 1);
  world.put(2);
  world.put(3);
  EXPECT_EQ(world.log().unused(), 2) << "2 went to make room";
}

TEST(UnusedFills, AValueThatIsRefusedWasNoFill) {
  CacheWorld world("lru", {.bytes = 10});
  world.put(1, {.size = 5});
  EXPECT_EQ(world.put(1, {.size = 11}), PutResult::kRefused);
  EXPECT_EQ(world.log().unused(), 1) << "the old value went with it";
  EXPECT_EQ(world.cache().entries(), 0u);
}

TEST(UnusedFills, AValueThatWasReturnedExpiredWasUsed) {
  CacheWorld world("lru");
  world.put(1, {.ttl = 10 * kMs});
  world.advance_to(11 * kMs);
  EXPECT_TRUE(world.cache().get({}, 1, kNever).value().expired());
  world.remove(1);
  EXPECT_EQ(world.log().unused(), 0);
}

}  // namespace
}  // namespace stampede
