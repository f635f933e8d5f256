// Several instances of the service: equal processes that know nothing of each other.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "harness/cache/testing.h"
#include "harness/engine/service.h"
#include "harness/engine/testing.h"
#include "harness/engine/world.h"

namespace stampede {
namespace {

using testing::loads;
using testing::outcomes;
using testing::run;
using testing::run_all;
using testing::scenario_of;

struct Instances {
  int count = 1;
  const char* cache = "{ttl: 1s}";
  const char* strategies = "cache-aside";
  const char* operations = "{read: 1}";
  const char* more = "";
};

// A popular key, with loads of 100 ms.
std::string world(const Instances& instances) {
  return fmt::format(
      "name: instances\nduration: 1000s\ninstances: {}\nstore: {{latency: 100ms}}\nworkload:\n"
      "  arrivals: {{poisson: {{rate: 500/s}}}}\n  keys: {{single: {{}}}}\n  operations: {}\ncache: {}\n"
      "strategies: [{}]\n{}\n",
      instances.count, instances.operations, instances.cache, instances.strategies, instances.more);
}

double loads_per_interval(const CellResult& result) {
  return static_cast<double>(loads(result)) / static_cast<double>(result.measured.stampede.load_intervals);
}

TEST(Instances, WithALockOfTheirOwnAndASharedCacheLoadAKeyOnceEach) {
  for (const int count : {1, 2, 5}) {
    const CellResult result = run(world({.count = count, .cache = "{ttl: 1s, shared: true}", .strategies = "locked"}));
    EXPECT_LE(result.measured.stampede.peak, static_cast<std::uint64_t>(count));
    EXPECT_NEAR(loads_per_interval(result), count, 0.05) << count;
  }
}

TEST(Instances, WithoutAGuardMakeNoDifferenceToASharedCache) {
  const CellResult one = run(world({.cache = "{ttl: 1s, shared: true}"}));
  const CellResult five = run(world({.count = 5, .cache = "{ttl: 1s, shared: true}"}));
  EXPECT_EQ(one.digest, five.digest);
  EXPECT_TRUE(one.measured == five.measured);
}

TEST(Instances, EachWithItsOwnCacheAreEachACacheWithItsShareOfTheTraffic) {
  const CellResult result = run(world({.count = 5, .strategies = "locked"}));
  // Each gets 100/s: per cycle of 1 s + 100 ms + 10 ms one load and 10 waiters.
  const double reads = static_cast<double>(result.measured.reads_total());
  EXPECT_NEAR(static_cast<double>(loads(result)) / 1000, 5 / 1.11, 0.05);
  EXPECT_NEAR(static_cast<double>(outcomes(result, Outcome::kHit)) / reads, 100 / 111.0, 0.002);
  EXPECT_EQ(result.measured.cache.entries_peak, 5u);
}

TEST(Instances, OccupancyAddsUpAndEachCacheHasTheWholeCapacity) {
  const CellResult result =
      run("name: capacity\nduration: 100s\ninstances: 3\nstore: {latency: 1ms}\ncache: {capacity: 10}\n"
          "workload: {arrivals: {poisson: {rate: 100/s}}, keys: {uniform: {count: 1000}}, value_size: 2KiB}\n"
          "strategies: [cache-aside]\n");
  EXPECT_EQ(result.measured.cache.entries_peak, 30u);
  EXPECT_EQ(result.measured.cache.bytes_peak, 30u * 2048);
}

TEST(Instances, ServeWhatAnotherOneHasInvalidatedUntilItsTtlEnds) {
  const char* operations = "{read: 199, write: 1}";
  EXPECT_LT(run(world({.operations = operations})).measured.stale_total(), 90'000u) << "the race alone";
  EXPECT_GT(run(world({.count = 5, .operations = operations})).measured.stale_total(), 250'000u);
}

TEST(Instances, GetTheSameRequestsUnderEveryStrategyAndChangeNobodysTraffic) {
  const auto hits = [](const char* strategies) {
    std::vector<std::uint64_t> hits;
    for (const CellResult& result : run_all(scenario_of(world({.count = 3, .strategies = strategies})))) {
      hits.push_back(outcomes(result, Outcome::kHit));
    }
    return hits;
  };
  EXPECT_EQ(hits("cache-aside, {name: other, preset: cache-aside}").back(), hits("cache-aside").back());
  EXPECT_EQ(run(world({.count = 3})).measured.requests, run(world({.count = 1})).measured.requests);
}

TEST(Instances, AreChosenUniformlyByTheNumberOfTheRequest) {
  VirtualRuntime runtime;
  const auto cache = [&runtime](std::size_t, CacheObserver& observer) {
    return std::make_unique<LocalCache>(runtime, LocalCache::Options(),
                                        make_eviction(builtin_evictions(), {"lru", {}}, RandomStream(1, "eviction")),
                                        RandomStream(1, "cache"), observer);
  };
  const auto no_strategy = [](std::size_t, Cache&, Scope&) { return std::unique_ptr<Strategy>(); };
  testing::CacheLog log;
  Service service(runtime, {.instances = 4, .shared_cache = true, .seed = 1}, log, cache, no_strategy);
  std::map<const ServiceProcess*, int> requests;
  for (RequestNumber request = 0; request < 40'000; ++request) ++requests[&service.process_of(request)];
  EXPECT_EQ(requests.size(), 4u);
  for (const auto& [process, count] : requests) EXPECT_NEAR(count, 10'000, 500);
}

TEST(Instances, AreAllStruckByWhatTheTimelineDoes) {
  // At 500.5 s all hold the key, and none is loading it.
  const auto run_with = [](const char* timeline, const char* cache) {
    return run(world({.count = 5, .cache = cache, .more = timeline}));
  };
  const CellResult calm = run_with("", "{}");
  const CellResult flushed = run_with("timeline: [{at: 500500ms, cache: flush}]", "{}");
  const CellResult crashed = run_with("timeline: [{at: 500500ms, process: crash}]", "{}");
  EXPECT_EQ(flushed.measured.cache.flushed, 5u);
  EXPECT_EQ(crashed.measured.cache.flushed, 5u);
  EXPECT_EQ(crashed.measured.requests.failed, 0u) << "nothing was in flight";
  EXPECT_EQ(run_with("timeline: [{at: 500500ms, process: crash}]", "{shared: true}").measured.cache.flushed, 0u);
  const CellResult down = run_with("timeline: [{at: 500s, for: 10s, cache: down}]", "{}");
  EXPECT_NEAR(static_cast<double>(loads(down)), static_cast<double>(loads(calm)) + 5000, 300);
}

TEST(Instances, ThatBufferWritesOfOneKeyOvertakeEachOther) {
  const CellResult result =
      run(world({.count = 4, .cache = "{}", .strategies = "write-behind", .operations = "{write: 1}"}));
  EXPECT_EQ(result.measured.writes.pending, 0u) << "the drain empties every buffer";
  EXPECT_GT(result.measured.writes.lost, 0u) << "of the last writes, the last one flushed stays, not the last issued";
}

TEST(Instances, LoseTheirBuffersTogether) {
  const std::string scenario =
      "name: buffers\nduration: 10s\ninstances: 4\nstore: {latency: 1ms}\nstrategies: [write-behind]\nworkload: "
      "{arrivals: {constant: {rate: 1000/s}}, keys: {uniform: {count: 5M}}, operations: {write: 1}}\n";
  EXPECT_EQ(run(scenario).measured.writes.lost, 0u);
  EXPECT_EQ(run(scenario + "timeline: [{at: 5050500us, process: crash}]").measured.writes.lost, 51u)
      << "those since the flush at 5 s";
}

}  // namespace
}  // namespace stampede
