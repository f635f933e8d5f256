// What a strategy is given to work with.
#pragma once

#include "harness/base/quantity.h"
#include "harness/base/random.h"
#include "harness/cache/cache.h"
#include "harness/runtime/runtime.h"
#include "harness/runtime/scope.h"
#include "harness/store/store.h"

namespace stampede {

// One load, as the harness keeps account of it from start to end.
struct LoadRecord {
  Context context = {};
  Key key = 0;
  Instant started = 0;
  LoadNumber number = 0;     // given by the observer
  bool redundant = false;    // given by the observer: another load of the key was in flight
  std::uint32_t window = 0;  // given by the observer: where it counts
};

// Sees every load. A load is in flight from `on_load_started` until `on_load_ended`.
class LoadObserver {
 public:
  virtual ~LoadObserver() = default;
  virtual void on_load_started(LoadRecord& load) = 0;
  virtual void on_load_ended(const LoadRecord& load, Duration service_time) = 0;
};

// How long a newly cached value lives: the TTL of the trace's record or else of the cache, shortened by a uniform share
// of [0, jitter] so that values filled together do not expire together.
class EntryTtl {
 public:
  EntryTtl(Duration ttl, Share jitter, RandomStream random) : ttl_(ttl), jitter_(jitter), random_(random) {}

  Duration next(const Context& context) {
    const Duration ttl = context.ttl != 0 ? context.ttl : ttl_;
    if (ttl == kNever || jitter_.ppb == 0) return ttl;
    const auto range = static_cast<std::uint64_t>(jitter_.of(ttl)) + 1;
    return ttl - static_cast<Duration>(below(random_.next(), range));
  }

 private:
  Duration ttl_;
  Share jitter_;
  RandomSequence random_;
};

// All references outlive the strategy.
struct Environment {
  Runtime& runtime;
  Cache& cache;
  Store& store;
  Scope& process;  // owns work that outlives the request that set it off
  LoadObserver& loads;
  EntryTtl& entry_ttl;
  RandomStream random;  // of this strategy's own decisions
};

}  // namespace stampede
