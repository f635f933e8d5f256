// For tests of the strategy contracts: a local cache, a simulated store and a scope, wired into an `Environment`.
#pragma once

#include <gtest/gtest.h>

#include "harness/cache/local_cache.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/store/simulated_store.h"
#include "harness/strategy/environment.h"

namespace stampede::testing {

// Loads take 10 ms, entries live for 100 ms. Counts loads.
class StrategyRig final : public CacheObserver, public StoreObserver, public LoadObserver {
 public:
  explicit StrategyRig(Share error_rate = {})
      : cache_(runtime_, {}, builtin_evictions().front().make({}, RandomStream(1, "eviction")),
               RandomStream(1, "cache.latency"), *this),
        store_(runtime_, options(error_rate), 1, *this),
        process_(runtime_) {}

  Environment environment() {
    return {.runtime = runtime_,
            .cache = cache_,
            .store = store_,
            .process = process_,
            .loads = *this,
            .entry_ttl = entry_ttl_,
            .random = RandomStream(1, "strategy")};
  }
  VirtualRuntime& runtime() { return runtime_; }
  LocalCache& cache() { return cache_; }
  SimulatedStore& store() { return store_; }

  int loads_started() const { return loads_started_; }
  int loads_in_flight() const { return loads_in_flight_; }
  Duration service_time() const { return service_time_; }

  void on_lookup(const Context&, Key, const Lookup&) override {}
  void on_fill(Key, const Value&) override {}
  void on_expired(Key) override {}
  void on_evicted(Key) override {}
  void on_invalidated(Key) override {}
  void on_occupancy(std::uint64_t, Bytes) override {}

  void on_arrival(const Call&, bool, std::size_t, Admission) override {}
  void on_start(const Call&, Admission, Duration) override {}
  void on_commit(const WriteItem&, Version) override {}
  void on_end(const Call&, bool, CallStatus, Duration) override {}

  void on_load_started(LoadRecord& load) override {
    load.number = static_cast<LoadNumber>(++loads_started_);
    ++loads_in_flight_;
  }
  void on_load_ended(const LoadRecord&, Duration service_time) override {
    --loads_in_flight_;
    service_time_ += service_time;
  }

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
  Scope process_;
  EntryTtl entry_ttl_{100 * kMillisecond, {}, RandomStream(1, "jitter")};
  int loads_started_ = 0;
  int loads_in_flight_ = 0;
  Duration service_time_ = 0;
};

}  // namespace stampede::testing
