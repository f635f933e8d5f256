// What a strategy is given to work with.
#pragma once

#include "harness/base/random.h"
#include "harness/cache/cache.h"
#include "harness/cache/entry_ttl.h"
#include "harness/runtime/runtime.h"
#include "harness/runtime/scope.h"
#include "harness/store/store.h"
#include "harness/store/store_client.h"

namespace stampede {

// What the harness gives a load when it starts.
struct LoadStart {
  LoadNumber number = 0;
  LoadPlace place = 0;  // to be told with each of its calls
};

// Sees every load. A load is in flight from its start until whoever runs it has left it and the store has answered the
// last of its calls.
class LoadObserver {
 public:
  virtual ~LoadObserver() = default;
  virtual LoadStart on_load_started(const Context& context, Key key) = 0;
  virtual void on_load_left(LoadPlace place) = 0;
};

// A load for as long as somebody runs it: not from the outside, and not beyond a crash.
class RunningLoad {
 public:
  RunningLoad(LoadObserver& observer, const Context& context, Key key, Instant now)
      : observer_(observer), start_(observer.on_load_started(context, key)), started_(now) {}
  RunningLoad(const RunningLoad&) = delete;
  RunningLoad& operator=(const RunningLoad&) = delete;
  ~RunningLoad() { observer_.on_load_left(start_.place); }

  LoadNumber number() const { return start_.number; }
  LoadPlace place() const { return start_.place; }
  Instant started() const { return started_; }

 private:
  LoadObserver& observer_;
  const LoadStart start_;
  const Instant started_;
};

// All references outlive the strategy.
struct Environment {
  Runtime& runtime;
  Cache& cache;
  Store& store;         // itself, for calls that nobody waits for
  StoreClient& client;  // the way to the store for everybody who waits
  Scope& process;       // owns work that outlives the request that set it off, but not the process
  LoadObserver& loads;
  EntryTtl& entry_ttl;
  std::uint64_t& flushes;  // and what else time set off so far, of all the processes of a run: numbers the next one
  RandomStream random;     // of this strategy's own decisions
};

}  // namespace stampede
