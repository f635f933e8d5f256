#include "harness/strategy/refresh_timers.h"

namespace stampede {

void RefreshTimers::on_filled(Key key) {
  if (stopped_.is_set() || !keys_.insert(key).second) return;
  environment_.process.spawn(keep_fresh(key));
}

Task<void> RefreshTimers::keep_fresh(Key key) {
  Dates dates = co_await look(next_context(), key);
  while (dates.due != kNever) {
    const bool stopped = co_await stopped_.wait_until(dates.due);
    if (stopped) break;
    const Context context = next_context();
    dates = co_await look(context, key);
    if (dates.due > environment_.runtime.now()) continue;
    co_await refresh_(context, key);
    dates = co_await look(context, key);
    const bool renewed = dates.due > environment_.runtime.now();
    if (!renewed) dates.due = after(environment_.runtime.now(), dates.from_fill_to_due);
  }
  keys_.erase(key);
}

Task<RefreshTimers::Dates> RefreshTimers::look(Context context, Key key) {
  const Lookup held = co_await environment_.cache.peek(context, key);
  Dates dates;
  if (held.found == Found::kMiss) co_return dates;
  dates.due = freshness_.due(held.value);
  dates.from_fill_to_due = dates.due - held.value.filled_at;
  co_return dates;
}

}  // namespace stampede
