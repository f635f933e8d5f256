// What a look-up and a fill cost: 100,000 entries of a zipf population of a million keys.
#include <benchmark/benchmark.h>

#include "harness/base/check.h"
#include "harness/base/key_distribution.h"
#include "harness/cache/local_cache.h"
#include "harness/runtime/virtual_runtime.h"

namespace stampede {
namespace {

constexpr std::uint64_t kEntries = 100'000;
constexpr std::uint64_t kPopulation = 1'000'000;

class NobodyWatches final : public CacheObserver {
 public:
  void on_lookup(const Context&, Key, const Lookup&) override {}
  void on_fill(Key, const Value&, std::optional<Version>) override {}
  void on_expired(Key) override {}
  void on_evicted(Key) override {}
  void on_invalidated(Key) override {}
  void on_flushed(std::uint64_t) override {}
  void on_unused(Key) override {}
  void on_error() override {}
  void on_occupancy(std::uint64_t, Bytes) override {}
};

// Drawn beforehand, so that the cache is measured and not the sampler.
const std::vector<Key>& zipf_keys() {
  static const std::vector<Key> keys = [] {
    const KeyDistribution distribution = KeyDistribution::zipf(kPopulation, 0.99);
    const RandomStream random(1, "keys");
    std::vector<Key> keys;
    for (std::uint64_t i = 0; i < std::uint64_t{1} << 20; ++i) keys.push_back(distribution.sample(random.at(i)));
    return keys;
  }();
  return keys;
}

struct Fixture {
  explicit Fixture(const EvictionRow& row)
      : cache(runtime, {.limits = {.entries = kEntries}, .expected_keys = kPopulation},
              row.make({OptionValues(), RandomStream(1, "cache.eviction"), std::make_shared<Future>()}),
              RandomStream(1, "cache.latency"), observer) {
    for (Key key = 0; key < kEntries; ++key) cache.put({}, {.key = key}).value();
  }

  VirtualRuntime runtime;
  NobodyWatches observer;
  LocalCache cache;
};

// Every look-up is a hit: the keys of the head are cached, the others are folded onto them.
void get_hit(benchmark::State& state, const EvictionRow* row) {
  Fixture fixture(*row);
  const std::vector<Key>& keys = zipf_keys();
  std::size_t i = 0;
  for (auto _ : state) {
    const Key key = keys[i++ % keys.size()] % kEntries;
    benchmark::DoNotOptimize(fixture.cache.get({}, key).value().fresh());
  }
  state.SetItemsProcessed(state.iterations());
}

// Every put is of a key that is not cached: another entry has to go, or the newcomer is refused.
void put_and_evict(benchmark::State& state, const EvictionRow* row) {
  Fixture fixture(*row);
  Key key = kEntries;
  for (auto _ : state) {
    benchmark::DoNotOptimize(fixture.cache.put({}, {.key = key}).value());
    key = key + 1 < kPopulation ? key + 1 : 0;
  }
  state.SetItemsProcessed(state.iterations());
}

// Look up, and put on a miss: what cache-aside does.
void get_or_put(benchmark::State& state, const EvictionRow* row) {
  Fixture fixture(*row);
  const std::vector<Key>& keys = zipf_keys();
  std::size_t i = 0;
  for (auto _ : state) {
    const Key key = keys[i++ % keys.size()];
    if (!fixture.cache.get({}, key).value().fresh()) fixture.cache.put({}, {.key = key}).value();
  }
  state.SetItemsProcessed(state.iterations());
}

const bool registered = [] {
  for (const EvictionRow& row : builtin_evictions()) {
    benchmark::RegisterBenchmark(("cache_get_hit/" + row.name).c_str(), get_hit, &row);
    benchmark::RegisterBenchmark(("cache_put_and_evict/" + row.name).c_str(), put_and_evict, &row);
    benchmark::RegisterBenchmark(("cache_get_or_put/" + row.name).c_str(), get_or_put, &row);
  }
  return true;
}();

}  // namespace
}  // namespace stampede
