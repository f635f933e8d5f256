#include "harness/strategy/composed_strategy.h"

#include <algorithm>
#include <utility>

namespace stampede {

ComposedStrategy::ComposedStrategy(const Environment& environment, Axes axes)
    : environment_(environment),
      axes_(std::move(axes)),
      grace_(std::max(axes_.freshness->grace(), axes_.on_error->grace())),
      servable_(axes_.freshness->grace()) {
  if (!axes_.freshness->timed()) return;
  timers_.emplace(environment_, *axes_.freshness,
                  [this](Context context, Key key) { return refresh_in_time(context, key); });
  axes_.loader->tell(*timers_);
}

Later<ReadResult> ComposedStrategy::read(Context context, Key key) {
  Later<Lookup> lookup = environment_.cache.get(context, key, grace_);
  if (!lookup.ready()) return read_remote(context, key, std::move(lookup));
  return answer(context, key, lookup.value());
}

Task<ReadResult> ComposedStrategy::read_remote(Context context, Key key, Later<Lookup> pending) {
  const Lookup lookup = co_await std::move(pending);
  co_return co_await answer(context, key, lookup);
}

// The heart of every strategy: what to do with what the cache held.
Later<ReadResult> ComposedStrategy::answer(Context context, Key key, const Lookup& lookup) {
  if (const Value* written = axes_.writes->buffered(key)) return ReadResult{true, *written};
  const Instant now = environment_.runtime.now();
  const bool servable = lookup.fresh() || (lookup.expired() && now < after(lookup.value.expiry, servable_));
  if (!servable) return load(context, key, lookup);
  switch (axes_.freshness->judge(context, lookup.value, now)) {
    case Verdict::kServe:
      break;
    case Verdict::kRefreshBackground:
      // Whoever is served an expired value owes it to the choice of the strategy, not to what becomes of the refresh.
      refresh_in_background(lookup.fresh() ? context : context.detached(), key);
      break;
    case Verdict::kRefreshInline:
      if (!axes_.guard->loading(key)) return reload(context, key, lookup.value);
      break;
  }
  return ReadResult{true, lookup.value};
}

Task<ReadResult> ComposedStrategy::load(Context context, Key key, Lookup lookup) {
  ReadResult result = co_await axes_.guard->load(context, key);
  if (!result.ok) {
    if (const auto substitute = axes_.on_error->instead(lookup)) {
      result = {true, *substitute};
    }
  }
  co_return result;
}

// An early load that fails costs the reader time, not the value it already had. One that finds the key deleted fills
// nothing, so the value it should have renewed is removed instead.
Task<ReadResult> ComposedStrategy::reload(Context context, Key key, Value valid) {
  const ReadResult result = co_await axes_.guard->load(context, key);
  if (!result.ok) co_return ReadResult{true, valid};
  if (result.value.absent) co_await environment_.cache.remove(context, key);
  co_return result;
}

Later<WriteResult> ComposedStrategy::write(WriteRequest request) {
  if (axes_.fills->leased()) return write_against_leases(request);
  return axes_.writes->write(request);
}

Task<WriteResult> ComposedStrategy::write_against_leases(WriteRequest request) {
  const WriteUnderWay under_way(environment_.cache.leases(), request.key);
  co_return co_await axes_.writes->write(request);
}

Task<void> ComposedStrategy::drain() {
  if (timers_) timers_->stop();
  return axes_.writes->drain();
}

void ComposedStrategy::refresh_in_background(Context context, Key key) {
  if (axes_.guard->loading(key) || axes_.loader->awaited(key) || !refreshing_.insert(key).second) return;
  environment_.process.spawn(refresh(context, key));
}

Task<void> ComposedStrategy::refresh(Context context, Key key) {
  const ReadResult result = co_await axes_.guard->load(context, key);
  if (result.ok && result.value.absent) co_await environment_.cache.remove(context, key);
  refreshing_.erase(key);
}

// Not what waits to be written: the store does not know it yet.
Task<void> ComposedStrategy::refresh_in_time(Context context, Key key) {
  if (axes_.writes->buffered(key) != nullptr) co_return;
  refreshing_.insert(key);
  co_await refresh(context, key);
}

}  // namespace stampede
