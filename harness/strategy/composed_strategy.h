// The strategy made of axes: the way of a request through cache, buffer, guard and store.
#pragma once

#include <absl/container/flat_hash_set.h>

#include <memory>
#include <optional>

#include "harness/strategy/axes.h"
#include "harness/strategy/environment.h"
#include "harness/strategy/loader.h"
#include "harness/strategy/refresh_timers.h"

namespace stampede {

// One implementation of each axis.
struct Axes {
  std::unique_ptr<Freshness> freshness;
  std::unique_ptr<Fills> fills;
  std::unique_ptr<Loader> loader;  // uses `fills`
  std::unique_ptr<Guard> guard;    // uses `loader`
  std::unique_ptr<Writes> writes;
  std::unique_ptr<OnError> on_error;
};

class ComposedStrategy final : public Strategy {
 public:
  ComposedStrategy(const Environment& environment, Axes axes);

  void start() override { axes_.writes->start(); }
  Later<ReadResult> read(Context context, Key key) override;
  Later<WriteResult> write(WriteRequest request) override;
  Task<void> drain() override;

 private:
  Later<ReadResult> answer(Context context, Key key, const Lookup& lookup);
  Task<ReadResult> read_remote(Context context, Key key, Later<Lookup> pending);
  Task<ReadResult> load(Context context, Key key, Lookup lookup);
  Task<ReadResult> reload(Context context, Key key, Value valid);
  Task<WriteResult> write_against_leases(WriteRequest request);
  void refresh_in_background(Context context, Key key);
  Task<void> refresh(Context context, Key key);
  Task<void> refresh_in_time(Context context, Key key);

  Environment environment_;
  Axes axes_;
  const Duration grace_;                 // for which expired values are kept
  const Duration servable_;              // for which the freshness may serve them
  absl::flat_hash_set<Key> refreshing_;  // keys with a background refresh in flight: at most one each
  std::optional<RefreshTimers> timers_;
};

}  // namespace stampede
