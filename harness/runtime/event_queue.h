// The future: what happens at which instant, earliest first, one instant in order of scheduling.
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "harness/base/time.h"

namespace stampede {

// A priority queue by (instant, sequence number of the push): a 4-ary heap, behind a register for one event that
// precedes the whole heap. A loop that schedules its own next step, as a stream of arrivals does, mostly goes through
// the register and never touches the heap: the register is left empty by `pop`, and refilled only by a `push` that
// comes first anyway.
//
// Events can be cancelled. A cancelled event is dropped when it comes to the front, or with all others once they are
// more than half of the heap: a limit that is rarely reached must not fill the future with what will not happen.
class EventQueue {
 public:
  using Place = std::uint64_t;  // where an event's coroutine is kept: small numbers, used again

  struct Event {
    Instant at;
    std::uint64_t sequence;
    Place place;

    bool before(const Event& other) const { return at != other.at ? at < other.at : sequence < other.sequence; }
  };

  bool empty() const { return !register_held_ && heap_.empty(); }

  // Events still to come, without the cancelled ones.
  std::size_t size() const { return places_.size() - free_places_.size() - cancelled_; }

  // The earliest event. REQUIRES: !empty().
  const Event& first() const { return register_held_ ? register_ : heap_.front(); }

  // `coroutine` must not be null. The place names the event until it is popped or cancelled.
  Place push(Instant at, std::coroutine_handle<> coroutine) {
    const Event event{at, next_sequence_++, occupy(coroutine)};
    if (register_held_) {
      if (event.before(register_)) {
        push_heap(register_);
        register_ = event;
      } else {
        push_heap(event);
      }
    } else if (!heap_.empty() && !event.before(heap_.front())) {
      push_heap(event);
    } else {
      register_ = event;
      register_held_ = true;
    }
    return event.place;
  }

  // Removes the first event. REQUIRES: !empty().
  std::coroutine_handle<> pop() {
    const std::coroutine_handle<> coroutine = remove_first();
    if (cancelled_ > 0) drop_cancelled_at_front();
    return coroutine;
  }

  // The event will not happen. REQUIRES: it is still to come.
  void cancel(Place place);

 private:
  static constexpr std::size_t kArity = 4;
  static constexpr std::size_t kWorthPurging = 64;  // fewer cancelled events than this do no harm

  Place occupy(std::coroutine_handle<> coroutine) {
    if (free_places_.empty()) {
      places_.push_back(coroutine);
      return places_.size() - 1;
    }
    const Place place = free_places_.back();
    free_places_.pop_back();
    places_[place] = coroutine;
    return place;
  }

  std::coroutine_handle<> remove_first() {
    const Place place = first().place;
    if (register_held_) {
      register_held_ = false;
    } else {
      pop_heap();
    }
    free_places_.push_back(place);
    return places_[place];
  }

  bool is_cancelled(const Event& event) const { return places_[event.place] == nullptr; }
  void drop_cancelled_at_front();
  void purge();
  void push_heap(const Event& event);
  void pop_heap();
  void sift_down(std::size_t hole, const Event& event);

  std::uint64_t next_sequence_ = 0;
  Event register_ = {};  // if held: not cancelled
  bool register_held_ = false;
  std::vector<Event> heap_;  // children of i: 4i+1 .. 4i+4, none before its parent; the front is not cancelled
  std::vector<std::coroutine_handle<>> places_;  // null: cancelled
  std::vector<Place> free_places_;
  std::size_t cancelled_ = 0;  // events in the heap that will not happen
};

}  // namespace stampede
