// Refreshes that time sets off: each key that was loaded is loaded again when its value is due, read or not.
#pragma once

#include <absl/container/flat_hash_set.h>

#include <functional>

#include "harness/runtime/sync.h"
#include "harness/strategy/axes.h"
#include "harness/strategy/environment.h"
#include "harness/strategy/loader.h"

namespace stampede {

// From its first fill on a key has one timer, which goes by what the cache holds when it rings: a value that was
// renewed meanwhile is due later; one that is due is refreshed, expired or not; and a key that the cache no longer
// holds, or of which it cannot tell, is left alone until it is loaded again. A refresh that brought nothing new is
// tried again as long after as the value was due after its fill.
class RefreshTimers final : public FillListener {
 public:
  // Loads the key and fills the cache, on behalf of nobody.
  using Refresh = std::function<Task<void>(Context, Key)>;

  // `freshness` must outlive the timers.
  RefreshTimers(const Environment& environment, const Freshness& freshness, Refresh refresh)
      : environment_(environment), freshness_(freshness), refresh_(std::move(refresh)), stopped_(environment.runtime) {}

  void on_filled(Key key) override;
  // No refresh starts from now on.
  void stop() { stopped_.set(); }

 private:
  struct Dates {
    Instant due = kNever;
    Duration from_fill_to_due = 0;
  };

  Task<void> keep_fresh(Key key);
  Task<Dates> look(Context context, Key key);
  Context next_context() { return {.request = kFirstTimed + environment_.flushes++}; }

  const Environment environment_;
  const Freshness& freshness_;
  const Refresh refresh_;
  Event stopped_;
  absl::flat_hash_set<Key> keys_;  // with a timer
};

}  // namespace stampede
