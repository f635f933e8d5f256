// From settings to objects: builds the parts a cell is made of.
#pragma once

#include <memory>

#include "harness/base/key_distribution.h"
#include "harness/cache/local_cache.h"
#include "harness/engine/cell.h"
#include "harness/engine/probe.h"
#include "harness/engine/service.h"
#include "harness/store/simulated_store.h"
#include "harness/store/store_client.h"
#include "harness/workload/closed_loop.h"
#include "harness/workload/request_source.h"
#include "harness/workload/trace_source.h"
#include "harness/workload/traffic.h"

namespace stampede {

// The popularity of the scenario's keys. Expensive for large zipf populations: build it once and share it.
KeyDistribution make_keys(const KeySettings& settings);

Traffic make_traffic(const WorkloadSettings& settings, const KeyDistribution& keys, std::uint64_t seed);

// The requests of an open loop or a trace, with the changes of the rate that the timeline asks for. Throws TraceError.
std::unique_ptr<RequestSource> make_source(const Scenario& scenario, const KeyDistribution& keys, std::uint64_t seed);

// What each cache will be asked for, if the scenario's eviction policy must know it; else nothing. A trace that cannot
// be read on ends the future, as it will end the run.
std::vector<std::shared_ptr<const Future>> foresee(const Scenario& scenario, const std::vector<EvictionRow>& evictions,
                                                   const KeyDistribution& keys, std::uint64_t seed);

CacheLimits limits_of(const CacheSettings& settings);

ProbeLimits limits_of(const Scenario& scenario);

EntryTtl make_entry_ttl(const StrategySpec& strategy, std::uint64_t seed);

// `ttl` must outlive the cache.
LocalCache::Options cache_options(const CacheSettings& settings, std::size_t expected_keys, EntryTtl& ttl);

std::unique_ptr<EvictionPolicy> make_eviction(const std::vector<EvictionRow>& rows, const NamedChoice& choice,
                                              const RandomStream& random,
                                              std::shared_ptr<const Future> future = nullptr);

Service::Options service_options(const Scenario& scenario, std::uint64_t seed);

SimulatedStore::Options store_options(const Scenario& scenario, const StrategySpec& strategy);

StoreClientOptions client_options(const StoreSettings& store, const StrategySpec& strategy);

StrategyChoice choice_of(const StrategySpec& spec);

}  // namespace stampede
