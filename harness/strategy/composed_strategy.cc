#include "harness/strategy/composed_strategy.h"

#include <utility>

namespace stampede {

ComposedStrategy::ComposedStrategy(const Environment& environment, Axes axes)
    : environment_(environment), axes_(std::move(axes)), grace_(axes_.on_error->grace()) {}

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
  if (!lookup.fresh()) return load(context, key, lookup);
  switch (axes_.freshness->judge(context, lookup.value, environment_.runtime.now())) {
    case Verdict::kServe:
      break;
    case Verdict::kRefreshBackground:
      refresh_in_background(context, key);
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

void ComposedStrategy::refresh_in_background(Context context, Key key) {
  if (axes_.guard->loading(key) || axes_.loader->awaited(key) || !refreshing_.insert(key).second) return;
  environment_.process.spawn(refresh(context, key));
}

Task<void> ComposedStrategy::refresh(Context context, Key key) {
  const ReadResult result = co_await axes_.guard->load(context, key);
  if (result.ok && result.value.absent) co_await environment_.cache.remove(context, key);
  refreshing_.erase(key);
}

}  // namespace stampede
