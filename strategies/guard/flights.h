// Flights: which keys are being loaded under a lock, who leads each load, and who waits for it.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <list>

#include "harness/runtime/sync.h"
#include "harness/strategy/strategy.h"

namespace stampede {

// The locks of a guard, one per key being loaded. Whoever takes a lock leads, and holds it by a ticket; with a lease
// the lock gives itself up so long after it was taken, and what its late leader does with the old ticket has no effect.
class Flights {
 public:
  using Ticket = std::uint64_t;
  static constexpr Ticket kNoTicket = 0;

  // Somebody who waits; lives in the waiter's frame.
  struct Waiter {
    explicit Waiter(Runtime& runtime) : woken(runtime) {}
    Event woken;
    Ticket ticket = kNoTicket;  // woken with a ticket, the waiter leads; otherwise with a result
    ReadResult result = {};
  };
  using Waiters = std::list<Waiter*>;  // in order of arrival

  // `lease`: for how long a lock is held, the very instant of its end included, so that a load which takes just as long
  // is in time; kNever: until its leader gives it up. `runtime` outlives the flights.
  Flights(Runtime& runtime, Duration lease) : runtime_(runtime), lease_(lease) {}

  // Whether somebody holds the lock of the key.
  bool held(Key key) const {
    const auto flight = flights_.find(key);
    return flight != flights_.end() && runtime_.now() < flight->second.free_from;
  }

  // The ticket of the caller, who leads now; none if somebody else does, or is about to.
  Ticket try_take(Key key) {
    const auto [flight, is_new] = flights_.try_emplace(key);
    const bool free = is_new || (runtime_.now() >= flight->second.free_from && flight->second.waiters.empty());
    return free ? take(flight->second) : kNoTicket;
  }

  // REQUIRES: the key has a flight.
  Waiters::iterator join(Key key, Waiter& waiter) {
    Waiters& waiters = flights_.find(key)->second.waiters;
    return waiters.insert(waiters.end(), &waiter);
  }
  void leave(Key key, Waiters::iterator place) { flights_.find(key)->second.waiters.erase(place); }

  // When the lease will have run out. REQUIRES: the key has a flight.
  Instant free_from(Key key) const { return flights_.find(key)->second.free_from; }

  // To be called when the lease may have run out. REQUIRES: somebody waits. If it has, the one who has waited longest
  // leads.
  void end_lease(Key key) {
    Flight& flight = flights_.find(key)->second;
    if (runtime_.now() >= flight.free_from) wake_next(flight);
  }

  // The leader has a value: everybody who waits gets it, and the flight is over.
  void land(Key key, Ticket ticket, const ReadResult& result) {
    const auto flight = flights_.find(key);
    if (flight == flights_.end() || flight->second.ticket != ticket) return;
    for (Waiter* waiter : flight->second.waiters) {
      waiter->result = result;
      waiter->woken.set();
    }
    flights_.erase(flight);
  }

  // The leader has failed: the flight goes on under the one who has waited longest, if there is one.
  void hand_over(Key key, Ticket ticket) {
    const auto flight = flights_.find(key);
    if (flight == flights_.end() || flight->second.ticket != ticket) return;
    if (flight->second.waiters.empty()) {
      flights_.erase(flight);
    } else {
      wake_next(flight->second);
    }
  }

 private:
  struct Flight {
    Ticket ticket = kNoTicket;
    Instant free_from = kNever;
    Waiters waiters;
  };

  Ticket take(Flight& flight) {
    flight.ticket = ++last_ticket_;
    flight.free_from = after(after(runtime_.now(), lease_), 1);
    return flight.ticket;
  }

  void wake_next(Flight& flight) {
    Waiter* next = flight.waiters.front();
    flight.waiters.pop_front();
    next->ticket = take(flight);
    next->woken.set();
  }

  Runtime& runtime_;
  const Duration lease_;
  Ticket last_ticket_ = kNoTicket;
  absl::flat_hash_map<Key, Flight> flights_;
};

}  // namespace stampede
