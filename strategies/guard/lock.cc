// Locked loads, also called single flight or request coalescing: one load of a key at a time, within one process.
//
// The first reader to need a key leads: it loads and fills. Readers that come meanwhile wait, in order, and are handed
// the leader's value without a second lookup. A leader that fails keeps its error to itself: the next waiter leads, and
// looks into the cache first, because somebody may have filled it. A waiter whose patience (`wait`) ends loads by
// itself and leaves the cache alone, so that it cannot overwrite what the leader brings.
//
// A leader whose patience with the store ends has failed, but its call may still be in the store: while its answer will
// be taken, the next leader waits for that answer instead of calling once more.
//
// Known as singleflight in Go, as a loading cache's per-key exclusion in Caffeine, as proxy_cache_lock in nginx.

#include <absl/container/flat_hash_map.h>

#include <list>

#include "harness/runtime/sync.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class Lock final : public Guard {
 public:
  Lock(const Environment& environment, Loader& loader, Duration patience)
      : environment_(environment), loader_(loader), patience_(patience) {}

  Task<ReadResult> load(Context context, Key key) override {
    if (!flights_.contains(key)) {
      flights_[key];
      return lead(context, key);
    }
    return wait(context, key);
  }

  bool loading(Key key) const override { return flights_.contains(key) || loader_.awaited(key); }

 private:
  // Somebody who waits; lives in the waiter's frame.
  struct Waiter {
    explicit Waiter(Runtime& runtime) : woken(runtime) {}
    Event woken;
    bool leads = false;  // otherwise woken with a result
    ReadResult result;
  };
  using Waiters = std::list<Waiter*>;

  // The flight of the key is the caller's.
  Task<ReadResult> lead(Context context, Key key) {
    const ReadResult result = co_await loader_.load_or_await(context, key);
    if (result.ok) {
      land(key, result);
    } else {
      hand_over(key);
    }
    co_return result;
  }

  Task<ReadResult> wait(Context context, Key key) {
    Waiter self(environment_.runtime);
    Waiters& waiters = flights_[key];
    const auto place = waiters.insert(waiters.end(), &self);
    const bool woken = co_await self.woken.wait_until(after(environment_.runtime.now(), patience_));
    if (!woken) {
      flights_[key].erase(place);
      co_return co_await loader_.load_only(context, key);
    }
    if (!self.leads) co_return self.result;
    const Lookup lookup = co_await environment_.cache.get(context, key);
    if (!lookup.fresh()) co_return co_await lead(context, key);
    const ReadResult found{true, lookup.value};
    land(key, found);
    co_return found;
  }

  // Everybody who waits gets the value; the flight is over.
  void land(Key key, const ReadResult& result) {
    const auto flight = flights_.find(key);
    for (Waiter* waiter : flight->second) {
      waiter->result = result;
      waiter->woken.set();
    }
    flights_.erase(flight);
  }

  // The flight goes on under the one who has waited longest, if there is one.
  void hand_over(Key key) {
    const auto flight = flights_.find(key);
    if (flight->second.empty()) {
      flights_.erase(flight);
      return;
    }
    Waiter* next = flight->second.front();
    flight->second.pop_front();
    next->leads = true;
    next->woken.set();
  }

  const Environment environment_;
  Loader& loader_;
  const Duration patience_;
  absl::flat_hash_map<Key, Waiters> flights_;  // keys being loaded, and who waits for each
};

}  // namespace

AxisRow<Guard> lock_row() {
  return {
      "lock",
      "one load of a key at a time; the others wait for its value",
      {{.name = "wait",
        .type = OptionType::kDurationOrNone,
        .default_text = "none",
        .help = "patience of a waiter, who then loads by itself without filling the cache"}},
      [](const AxisArguments& arguments) -> std::unique_ptr<Guard> {
        return std::make_unique<Lock>(arguments.environment, *arguments.loader, arguments.options.duration("wait"));
      },
      "one load of a key at a time: the first reader leads, loads and fills; the others wait, in order, for its value\n"
      "A new leader looks into the cache first. A failed leader hands its error to nobody: the next waiter leads.\n"
      "After 'wait' a waiter loads by itself and does not fill. A reader that holds a valid value never waits.\n"
      "Source: singleflight in Go, the loading cache of Caffeine, proxy_cache_lock in nginx."};
}

}  // namespace stampede
