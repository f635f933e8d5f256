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
// With a `lease` the lock gives itself up so long after it was taken, lest a leader that died hold it for ever. The
// next waiter, or the next reader, leads then, while the load of the former leader goes on, fills the cache when it
// ends, and is of no concern to the lock any more. A lease shorter than the load lets several of them run.
//
// With `poll` nobody is woken. A waiter looks again into the cache every so long from its arrival on, and takes the
// lock if it finds it free: the way of locks that live in another process.
//
// Known as singleflight in Go, as a loading cache's per-key exclusion in Caffeine, as proxy_cache_lock in nginx.

#include <algorithm>

#include "harness/strategy/loader.h"
#include "strategies/guard/flights.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

struct LockOptions {
  Duration patience;
  Duration lease;
  Duration poll;
  Duration grace;  // a second look must not take away what others may still be served
};

class Lock final : public Guard {
 public:
  Lock(const Environment& environment, Loader& loader, const LockOptions& options)
      : environment_(environment), loader_(loader), options_(options), flights_(environment.runtime, options.lease) {}

  Task<ReadResult> load(Context context, Key key) override {
    const Flights::Ticket ticket = flights_.try_take(key);
    if (ticket != Flights::kNoTicket) return lead(context, key, ticket);
    return options_.poll == kNever ? wait(context, key) : poll(context, key);
  }

  bool loading(Key key) const override { return flights_.held(key) || loader_.awaited(key); }

 private:
  Task<ReadResult> lead(Context context, Key key, Flights::Ticket ticket) {
    const ReadResult result = co_await loader_.load_or_await(context, key);
    if (result.ok) {
      flights_.land(key, ticket, result);
    } else {
      flights_.hand_over(key, ticket);
    }
    co_return result;
  }

  Task<ReadResult> wait(Context context, Key key) {
    Flights::Waiter self(environment_.runtime);
    const auto place = flights_.join(key, self);
    const Instant give_up = after(environment_.runtime.now(), options_.patience);
    for (;;) {
      const bool woken = co_await self.woken.wait_until(std::min(give_up, flights_.free_from(key)));
      if (woken) break;
      if (environment_.runtime.now() >= give_up) {
        flights_.leave(key, place);
        co_return co_await loader_.load_only(context, key);
      }
      flights_.end_lease(key);
    }
    if (self.ticket == Flights::kNoTicket) co_return self.result;
    const Lookup lookup = co_await environment_.cache.get(context, key, options_.grace);
    if (!lookup.fresh()) co_return co_await lead(context, key, self.ticket);
    const ReadResult found{true, lookup.value};
    flights_.land(key, self.ticket, found);
    co_return found;
  }

  Task<ReadResult> poll(Context context, Key key) {
    Runtime& runtime = environment_.runtime;
    const Instant give_up = after(runtime.now(), options_.patience);
    for (Instant next = after(runtime.now(), options_.poll); next <= give_up;) {
      co_await runtime.sleep_until(next);
      const Lookup lookup = co_await environment_.cache.get(context, key, options_.grace);
      if (lookup.fresh()) co_return ReadResult{true, lookup.value};
      const Flights::Ticket ticket = flights_.try_take(key);
      if (ticket != Flights::kNoTicket) co_return co_await lead(context, key, ticket);
      while (next <= runtime.now()) next = after(next, options_.poll);
    }
    co_await runtime.sleep_until(give_up);
    co_return co_await loader_.load_only(context, key);
  }

  const Environment environment_;
  Loader& loader_;
  const LockOptions options_;
  Flights flights_;
};

std::unique_ptr<Guard> make_lock(const AxisArguments& arguments) {
  const OptionValues& options = arguments.options;
  return std::make_unique<Lock>(arguments.environment, *arguments.loader,
                                LockOptions{.patience = options.duration("wait"),
                                            .lease = options.duration("lease"),
                                            .poll = options.duration("poll"),
                                            .grace = arguments.grace});
}

}  // namespace

AxisRow<Guard> lock_row() {
  return {
      "lock",
      "one load of a key at a time; the others wait for its value",
      {{.name = "wait",
        .type = OptionType::kDurationOrNone,
        .default_text = "none",
        .help = "patience of a waiter, who then loads by itself without filling the cache"},
       {.name = "lease",
        .type = OptionType::kDurationOrNone,
        .default_text = "none",
        .help = "how long the lock is held at most; then the next waiter leads, while the load goes on",
        .min = "1us",
        .max = "365d"},
       {.name = "poll",
        .type = OptionType::kDurationOrNone,
        .default_text = "none",
        .help = "time after which a waiter looks again, and again; none: it is woken",
        .min = "1us",
        .max = "365d"}},
      make_lock,
      "one load of a key at a time: the first reader leads, loads and fills; the others wait, in order, for its value\n"
      "A new leader looks into the cache first. A failed leader hands its error to nobody: the next waiter leads.\n"
      "After 'wait' a waiter loads by itself and does not fill. A reader that holds a valid value never waits.\n"
      "With a 'lease' the lock gives itself up so long after it was taken, and the next waiter or reader leads, while\n"
      "the former leader's load goes on and fills: ceil(load time / lease) loads if somebody always waits. With "
      "'poll'\n"
      "p a waiter looks into the cache, then at the lock, p, 2p, ... after its arrival, and waits p / 2 longer on "
      "average.\n"
      "Source: singleflight in Go, the loading cache of Caffeine, proxy_cache_lock in nginx (lease:\n"
      "proxy_cache_lock_age); polled locks with a lease: SET NX PX in Redis."};
}

}  // namespace stampede
