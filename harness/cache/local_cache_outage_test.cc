// A cache that is flushed, is down, or keeps what has expired.

#include <gmock/gmock.h>

#include "harness/cache/testing.h"
#include "harness/runtime/scope.h"

namespace stampede {
namespace {

using testing::CacheWorld;
using ::testing::ElementsAre;
using testing::kMs;

TEST(Flush, EmptiesTheCacheAtOnce) {
  CacheWorld world("lru", {.entries = 3});
  for (const Key key : {1, 2, 3}) world.put(key);
  world.remove(2);
  world.log().take();
  world.cache().flush();
  EXPECT_THAT(world.log().take(), ElementsAre("flushed 2", "holds 0 entries, 0 bytes"));
  EXPECT_EQ(world.get(1), std::nullopt);
}

TEST(Flush, LeavesACacheThatFillsAndEvictsAsEver) {
  for (const EvictionRow& row : builtin_evictions()) {
    if (row.name == "none") continue;
    CacheWorld world(row.name, {.entries = 2});
    for (const Key key : {1, 2, 3}) world.put(key);
    world.cache().flush();
    for (const Key key : {4, 5, 6}) world.put(key, {.version = key});
    EXPECT_EQ(world.cache().entries(), 2u) << row.name;
    EXPECT_EQ(world.get(1), std::nullopt) << row.name;
  }
}

TEST(Outage, LookupsFindNothingAndNothingChanges) {
  CacheWorld world("lru");
  world.put(1, {.version = 5});
  world.cache().begin_outage(0);
  world.log().take();
  EXPECT_EQ(world.get(1), std::nullopt);
  EXPECT_EQ(world.put(2), PutResult::kFailed);
  EXPECT_FALSE(world.remove(1));
  EXPECT_THAT(world.log().take(), ElementsAre("error", "miss 1", "error", "error"));
  world.cache().end_outage();
  EXPECT_EQ(world.get(1), 5u) << "what was there before is there again";
  EXPECT_EQ(world.get(2), std::nullopt);
}

TEST(Outage, LastsUntilTheLastOneEnds) {
  CacheWorld world("lru");
  world.put(1);
  world.cache().begin_outage(0);
  world.cache().begin_outage(0);
  world.cache().end_outage();
  EXPECT_EQ(world.get(1), std::nullopt);
  world.cache().end_outage();
  EXPECT_EQ(world.get(1), 0u);
}

// A remote cache, asked now; notes when the answer came and what it was.
struct OutageWorld {
  explicit OutageWorld(Duration latency)
      : cache(runtime, {.latency = Distribution::constant(latency)}, testing::eviction_named("lru"),
              RandomStream(1, "cache.latency"), log),
        scope(runtime) {}

  void ask(Key key) { scope.spawn(note(this, key)); }
  static Task<void> note(OutageWorld* world, Key key) {
    const Lookup lookup = co_await world->cache.get({}, key);
    world->answers.push_back(std::to_string(world->runtime.now() / kMs) + (lookup.fresh() ? " hit" : " miss"));
  }
  static Task<void> fill(OutageWorld* world, Key key) { co_await world->cache.put({}, {.key = key}); }

  VirtualRuntime runtime;
  testing::CacheLog log;
  LocalCache cache;
  Scope scope;
  std::vector<std::string> answers;
};

TEST(Outage, OperationsFailAfterTheFailureLatency) {
  OutageWorld world(kMs);
  world.scope.spawn(OutageWorld::fill(&world, 1));
  world.runtime.run_until(5 * kMs);
  world.cache.begin_outage(20 * kMs);
  world.ask(1);
  world.runtime.run_until(10 * kMs);
  world.cache.end_outage();
  world.ask(1);
  world.runtime.run();
  EXPECT_THAT(world.answers, ElementsAre("11 hit", "25 miss")) << "what began during the outage fails, even after it";
}

TEST(Outage, WhatWouldTakeEffectMeanwhileFails) {
  OutageWorld world(10 * kMs);
  world.scope.spawn(OutageWorld::fill(&world, 1));
  world.runtime.run_until(5 * kMs);
  world.cache.begin_outage(0);
  world.runtime.run();
  world.cache.end_outage();
  EXPECT_EQ(world.cache.entries(), 0u);
}

TEST(Grace, AnExpiredEntryIsFoundAsSuchAndStays) {
  CacheWorld world("lru");
  world.put(1, {.version = 3, .ttl = 10});
  world.advance_to(10);
  world.log().take();
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(world.cache().get({}, 1, 5).value().expired());
  world.advance_to(14);
  EXPECT_TRUE(world.cache().get({}, 1, 5).value().expired());
  world.advance_to(15);
  EXPECT_EQ(world.cache().get({}, 1, 5).value().found, Found::kMiss);
  EXPECT_THAT(world.log().take(), ElementsAre("expired hit 1 v3", "expired hit 1 v3", "expired hit 1 v3", "expired 1",
                                              "holds 0 entries, 0 bytes", "miss 1"));
}

TEST(Grace, WithoutLimitAnExpiredEntryIsNeverRemovedForItsAge) {
  CacheWorld world("lru");
  world.put(1, {.ttl = 10});
  world.advance_to(kDay);
  EXPECT_TRUE(world.cache().get({}, 1, kNever).value().expired());
}

}  // namespace
}  // namespace stampede
