// For tests of the strategy contracts: a local cache, a simulated store and a scope, wired into an `Environment`.
#pragma once

#include <gtest/gtest.h>

#include "harness/cache/local_cache.h"
#include "harness/metrics/load_table.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/store/simulated_store.h"
#include "harness/strategy/axes.h"
#include "harness/strategy/environment.h"

namespace stampede::testing {

inline constexpr Key kKey = 7;
inline constexpr Duration kMs = kMillisecond;

// Loads take 10 ms, entries live for 100 ms. Counts loads.
class StrategyRig final : public CacheObserver, public StoreObserver, public LoadObserver {
 public:
  explicit StrategyRig(Share error_rate = {}, const StoreClientOptions& client = {})
      : cache_(runtime_, {}, builtin_evictions().front().make({OptionValues(), RandomStream(1, "eviction")}),
               RandomStream(1, "cache.latency"), *this),
        store_(runtime_, options(error_rate), 1, *this),
        client_(runtime_, store_, client, 1, *this),
        process_(runtime_) {}

  Environment environment() {
    return {.runtime = runtime_,
            .cache = cache_,
            .store = store_,
            .client = client_,
            .process = process_,
            .loads = *this,
            .entry_ttl = entry_ttl_,
            .flushes = flushes_,
            .random = RandomStream(1, "strategy")};
  }
  VirtualRuntime& runtime() { return runtime_; }
  LocalCache& cache() { return cache_; }
  SimulatedStore& store() { return store_; }

  int loads_started() const { return loads_started_; }
  int loads_in_flight() const { return static_cast<int>(loads_.in_flight()); }
  int calls() const { return calls_; }
  Scope& process() { return process_; }
  int timeouts() const { return timeouts_; }
  int abandoned() const { return abandoned_; }

  void on_lookup(const Context&, Key, const Lookup&) override {}
  void on_fill(Key, const Value&, std::optional<Version>) override {}
  void on_expired(Key) override {}
  void on_evicted(Key) override {}
  void on_invalidated(Key) override {}
  void on_flushed(std::uint64_t) override {}
  void on_unused(Key) override {}
  void on_error() override {}
  void on_occupancy(std::uint64_t, Bytes) override {}

  void on_arrival(const Call& call, bool, std::size_t, Admission admission) override {
    ++calls_;
    if (call.load != kNoLoad && admission != Admission::kRejected) loads_.call_entered(call.load);
  }
  void on_start(const Call&, Admission, Duration) override {}
  void on_commit(const WriteItem&, Version) override {}
  void on_end(const Call& call, bool, CallStatus, Duration, bool) override {
    if (call.load != kNoLoad) loads_.call_left(call.load);
  }
  void on_abandoned(const Call&) override { ++abandoned_; }
  void on_cancelled(const Call& call) override { on_end(call, false, CallStatus::kCancelled, 0, true); }
  void on_timed_out(const Call&) override { ++timeouts_; }

  LoadStart on_load_started(const Context&, Key key) override {
    const LoadPlace place = loads_.open({.key = key});
    return {static_cast<LoadNumber>(++loads_started_), place};
  }
  void on_load_left(LoadPlace place) override { loads_.leave(place); }

 private:
  static SimulatedStore::Options options(Share error_rate) {
    SimulatedStore::Options options;
    options.latency = options.write_latency = Distribution::constant(10 * kMillisecond);
    options.error_rate = error_rate;
    return options;
  }

  VirtualRuntime runtime_;
  LocalCache cache_;
  SimulatedStore store_;
  StoreClient client_;
  Scope process_;
  EntryTtl entry_ttl_{100 * kMillisecond, {}, RandomStream(1, "jitter")};
  int loads_started_ = 0;
  LoadTable loads_;
  std::uint64_t flushes_ = 0;
  int calls_ = 0;
  int timeouts_ = 0;
  int abandoned_ = 0;
};

// Whatever a load brought goes into the cache.
class FillAlways final : public Fills {
 public:
  explicit FillAlways(Cache& cache) : cache_(cache) {}
  Later<PutResult> fill(Context context, Put loaded) override { return cache_.put(context, loaded); }

 private:
  Cache& cache_;
};

}  // namespace stampede::testing
