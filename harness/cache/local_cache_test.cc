// What a local cache does, fact by fact.

#include "harness/cache/local_cache.h"

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

TEST(LocalCache, FindsWhatWasPutAndMissesWhatWasNot) {
  CacheWorld world("lru");
  EXPECT_EQ(world.put(7, {.version = 3}), PutResult::kStored);
  EXPECT_THAT(world.get(7), Optional(3u));
  EXPECT_EQ(world.get(8), std::nullopt);
  EXPECT_THAT(world.log().take(), ElementsAre("fill 7 v3", "holds 1 entries, 1 bytes", "hit 7 v3", "miss 8"));
}

TEST(LocalCache, TellsWhatAFillReplacesIfThatWasStillWithinItsTtl) {
  CacheWorld world("lru");
  world.put(7, {.version = 3, .ttl = 10 * kMs});
  world.log().take();
  world.advance_to(10 * kMs - 1);
  world.put(7, {.version = 2, .ttl = 10 * kMs});
  world.advance_to(20 * kMs);
  world.put(7, {.version = 4});
  EXPECT_THAT(world.log().take(),
              ElementsAre("fill 7 v2 over v3", "holds 1 entries, 1 bytes", "fill 7 v4", "holds 1 entries, 1 bytes"));
}

TEST(LocalCache, RemovesAKeyOnce) {
  CacheWorld world("lru");
  world.put(7);
  world.log().take();
  EXPECT_TRUE(world.remove(7));
  EXPECT_FALSE(world.remove(7));
  EXPECT_THAT(world.log().take(), ElementsAre("invalidated 7", "holds 0 entries, 0 bytes"));
}

TEST(LocalCache, AValueIsFreshUntilTheVeryInstantOfItsExpiry) {
  CacheWorld world("lru");
  world.put(1, {.ttl = 10 * kMs});
  world.advance_to(10 * kMs - 1);
  EXPECT_THAT(world.get(1), Optional(0u));
  world.advance_to(10 * kMs);
  EXPECT_EQ(world.get(1), std::nullopt);
}

TEST(LocalCache, StampsAValueWithItsFillAndItsExpiry) {
  CacheWorld world("lru");
  world.advance_to(3 * kMs);
  world.put(1, {.ttl = 10 * kMs});
  world.put(2);
  const Lookup one = world.cache().get({}, 1).value();
  EXPECT_EQ(one.value.filled_at, 3 * kMs);
  EXPECT_EQ(one.value.expiry, 13 * kMs);
  EXPECT_EQ(world.cache().get({}, 2).value().value.expiry, kNever);
}

TEST(LocalCache, AnExpiredEntryKeepsItsPlaceUntilItIsLookedUp) {
  CacheWorld world("lru");
  world.put(1, {.ttl = 10 * kMs});
  world.advance_to(20 * kMs);
  EXPECT_EQ(world.cache().entries(), 1u);
  world.log().take();
  world.get(1);
  world.get(1);
  EXPECT_EQ(world.cache().entries(), 0u);
  EXPECT_THAT(world.log().take(), ElementsAre("expired 1", "holds 0 entries, 0 bytes", "miss 1", "miss 1"));
}

TEST(LocalCache, AnExpiredEntryIsOverwrittenInItsPlace) {
  CacheWorld world("fifo", {.entries = 2});
  world.put(1, {.ttl = 10 * kMs});
  world.put(2);
  world.advance_to(20 * kMs);
  world.put(1, {.version = 5});
  world.log().take();
  world.put(3);
  EXPECT_THAT(world.log().take(), ElementsAre("evicted 1", "fill 3 v0", "holds 2 entries, 2 bytes"))
      << "key 1 was still the first in line";
}

TEST(LocalCache, AnExpiredEntryIsEvictedLikeAnyOther) {
  CacheWorld world("lru", {.entries = 1});
  world.put(1, {.ttl = 10 * kMs});
  world.advance_to(20 * kMs);
  world.log().take();
  world.put(2);
  EXPECT_THAT(world.log().take(), ElementsAre("evicted 1", "fill 2 v0", "holds 1 entries, 1 bytes"));
}

TEST(LocalCache, AnOverwriteIsAnAccessForLruAndNothingForFifo) {
  for (const auto& [eviction, victim] : {std::pair("lru", 2), std::pair("fifo", 1)}) {
    CacheWorld world(eviction, {.entries = 2});
    world.put(1);
    world.put(2);
    world.put(1, {.version = 1});
    world.put(3);
    EXPECT_THAT(world.log().take_victims(), ElementsAre(victim)) << eviction;
  }
}

TEST(LocalCache, AnOverwriteChangesNoOccupancyButTheBytes) {
  CacheWorld world("lru", {.bytes = 100});
  world.put(1, {.size = 40});
  world.put(1, {.size = 60});
  EXPECT_EQ(world.cache().entries(), 1u);
  EXPECT_EQ(world.cache().bytes(), 60u);
}

TEST(LocalCache, AValueThatGrewPushesOthersOut) {
  CacheWorld world("lru", {.bytes = 100});
  for (const Key key : {1, 2, 3}) world.put(key, {.size = 30});
  world.log().take();
  EXPECT_EQ(world.put(3, {.version = 1, .size = 60}), PutResult::kStored);
  EXPECT_THAT(world.log().take(), ElementsAre("evicted 1", "fill 3 v1 over v0", "holds 2 entries, 90 bytes"));
}

TEST(LocalCache, AValueThatGrewMayBeItsOwnVictim) {
  CacheWorld world("fifo", {.bytes = 100});
  world.put(1, {.size = 50});
  world.put(2, {.size = 50});
  world.log().take();
  EXPECT_EQ(world.put(1, {.version = 1, .size = 60}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), ElementsAre("evicted 1", "holds 1 entries, 50 bytes"));
}

TEST(LocalCache, AValueLargerThanTheCapacityIsRefusedAndDisturbsNobody) {
  CacheWorld world("lru", {.bytes = 100});
  world.put(1, {.size = 100});
  world.log().take();
  EXPECT_EQ(world.put(2, {.size = 101}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), IsEmpty());
  EXPECT_THAT(world.get(1), Optional(0u));
}

TEST(LocalCache, ASuccessorLargerThanTheCapacityLeavesNoOldValueBehindAndDisturbsNobody) {
  CacheWorld world("lru", {.bytes = 100});
  world.put(1, {.size = 40});
  world.put(2, {.size = 40});
  world.log().take();
  EXPECT_EQ(world.put(2, {.version = 1, .size = 101}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), ElementsAre("evicted 2", "holds 1 entries, 40 bytes"));
  EXPECT_THAT(world.get(1), Optional(0u));
}

TEST(LocalCache, WithoutEvictionAFullCacheRefusesNewcomersAndServesWhatItHas) {
  CacheWorld world("none", {.entries = 1});
  world.put(1);
  EXPECT_EQ(world.put(2), PutResult::kRefused);
  EXPECT_EQ(world.put(1, {.version = 1}), PutResult::kStored);
  EXPECT_THAT(world.get(1), Optional(1u));
  world.remove(1);
  EXPECT_EQ(world.put(2), PutResult::kStored);
}

TEST(LocalCache, WithoutEvictionAValueThatOutgrowsTheRoomLeaves) {
  CacheWorld world("none", {.bytes = 100});
  world.put(1, {.size = 60});
  world.put(2, {.size = 40});
  world.log().take();
  EXPECT_EQ(world.put(2, {.version = 1, .size = 50}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), ElementsAre("evicted 2", "holds 1 entries, 60 bytes"));
}

TEST(LocalCache, PutIfPresentUpdatesButNeverAdds) {
  CacheWorld world("lru");
  EXPECT_EQ(world.put(1, {.condition = PutCondition::kIfPresent}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), IsEmpty());
  world.put(1);
  EXPECT_EQ(world.put(1, {.version = 1, .condition = PutCondition::kIfPresent}), PutResult::kStored);
  EXPECT_THAT(world.get(1), Optional(1u));
}

TEST(LocalCache, PutIfPresentTakesAnExpiredEntryForAbsent) {
  CacheWorld world("lru");
  world.put(1, {.ttl = 10 * kMs});
  world.advance_to(10 * kMs);
  world.log().take();
  EXPECT_EQ(world.put(1, {.version = 1, .condition = PutCondition::kIfPresent}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), ElementsAre("expired 1", "holds 0 entries, 0 bytes"));
}

TEST(LocalCache, AWrittenValueKeepsTheLoadTimeOfTheCopyItReplaces) {
  CacheWorld world("lru");
  LocalCache& cache = world.cache();
  Put loaded{.key = 1};
  loaded.value.load_time = 25 * kMs;
  cache.put({}, loaded).value();
  cache.put({}, {.key = 1, .keep_load_time = true}).value();
  EXPECT_EQ(cache.get({}, 1).value().value.load_time, 25 * kMs);
  cache.put({}, {.key = 2, .keep_load_time = true}).value();
  EXPECT_EQ(cache.get({}, 2).value().value.load_time, 0);
}

// A remote cache: what happens when is written into `log` with its milliseconds.
struct RemoteWorld {
  explicit RemoteWorld(Distribution latency)
      : cache(runtime, {.limits = {}, .latency = latency}, eviction_named("lru"), RandomStream(1, "cache.latency"),
              observer),
        scope(runtime) {}

  VirtualRuntime runtime;
  CacheLog observer;
  LocalCache cache;
  Scope scope;
  std::vector<std::string> log;
};

Task<void> put_at(RemoteWorld* world, Instant at, Key key, Duration ttl) {
  co_await world->runtime.sleep_until(at);
  const Put put{.key = key, .ttl = ttl};
  co_await world->cache.put({}, put);
  world->log.push_back(fmt::format("{}: put {}", world->runtime.now() / kMs, key));
}

Task<void> get_at(RemoteWorld* world, Instant at, Key key) {
  co_await world->runtime.sleep_until(at);
  const Lookup lookup = co_await world->cache.get({}, key);
  world->log.push_back(fmt::format("{}: {} {}", world->runtime.now() / kMs, lookup.fresh() ? "found" : "missed", key));
}

Task<void> remove_at(RemoteWorld* world, Instant at, Key key) {
  co_await world->runtime.sleep_until(at);
  const bool removed = co_await world->cache.remove({}, key);
  world->log.push_back(fmt::format("{}: {} {}", world->runtime.now() / kMs, removed ? "removed" : "nothing at", key));
}

TEST(LocalCache, AnOperationTakesEffectAtTheEndOfItsLatency) {
  RemoteWorld world(Distribution::constant(2 * kMs));
  world.scope.spawn(put_at(&world, 1 * kMs, 7, 5 * kMs));  // in effect from 3 ms to 8 ms
  for (const Instant at : {0, 2, 5, 6}) world.scope.spawn(get_at(&world, at * kMs, 7));
  world.scope.spawn(remove_at(&world, 0, 7));
  world.runtime.run();
  EXPECT_THAT(world.log,
              ElementsAre("2: missed 7", "2: nothing at 7", "3: put 7", "4: found 7", "7: found 7", "8: missed 7"));
}

TEST(LocalCache, WithoutLatencyAnOperationIsReadyAtOnce) {
  CacheWorld world("lru");
  EXPECT_TRUE(world.cache().put({}, {.key = 1}).ready());
  EXPECT_TRUE(world.cache().get({}, 1).ready());
  EXPECT_TRUE(world.cache().remove({}, 1).ready());
}

Task<void> time_get(LocalCache* cache, Runtime* runtime, RequestNumber request, Duration* took) {
  const Instant start = runtime->now();
  co_await cache->get({.request = request}, 1);
  *took = runtime->now() - start;
}

TEST(LocalCache, TheLatencyOfARequestDoesNotDependOnOtherRequests) {
  const auto latency_of_request_5 = [](std::vector<RequestNumber> requests) {
    RemoteWorld world(Distribution::uniform(1, kSecond));
    std::vector<Duration> took(requests.size());
    for (std::size_t i = 0; i < requests.size(); ++i) {
      world.scope.spawn(time_get(&world.cache, &world.runtime, requests[i], &took[i]));
    }
    world.runtime.run();
    return took.back();
  };
  EXPECT_EQ(latency_of_request_5({5}), latency_of_request_5({9, 2, 7, 5}));
  EXPECT_NE(latency_of_request_5({5}), latency_of_request_5({6}));
}

TEST(LocalCache, OperationsThatAreGivenUpLeaveNothingBehind) {
  const std::size_t frames = frame_pool::live_frames();
  {
    RemoteWorld world(Distribution::constant(2 * kMs));
    world.scope.spawn(put_at(&world, 0, 7, kNever));
    world.runtime.run_until(1 * kMs);
    world.scope.clear();
    world.runtime.run();
    EXPECT_EQ(world.cache.entries(), 0u);
    EXPECT_THAT(world.observer.take(), IsEmpty());
  }
  EXPECT_EQ(frame_pool::live_frames(), frames);
}

}  // namespace
}  // namespace stampede
