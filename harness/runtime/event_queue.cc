#include "harness/runtime/event_queue.h"

#include <algorithm>

#include "harness/base/check.h"

namespace stampede {

void EventQueue::cancel(Place place) {
  STAMPEDE_CHECK(place < places_.size() && places_[place] != nullptr);
  places_[place] = nullptr;
  ++cancelled_;
  drop_cancelled_at_front();
  if (cancelled_ >= kWorthPurging && cancelled_ > heap_.size() / 2) purge();
}

void EventQueue::drop_cancelled_at_front() {
  while (!empty() && is_cancelled(first())) {
    remove_first();
    --cancelled_;
  }
}

void EventQueue::purge() {
  const auto dead = std::remove_if(heap_.begin(), heap_.end(), [this](const Event& event) {
    if (!is_cancelled(event)) return false;
    free_places_.push_back(event.place);
    return true;
  });
  heap_.erase(dead, heap_.end());
  cancelled_ = 0;
  for (std::size_t i = heap_.size() / kArity + 1; i-- > 0;) {
    if (i < heap_.size()) sift_down(i, Event(heap_[i]));
  }
}

void EventQueue::push_heap(const Event& event) {
  std::size_t hole = heap_.size();
  heap_.push_back(event);
  while (hole > 0) {
    const std::size_t parent = (hole - 1) / kArity;
    if (!event.before(heap_[parent])) break;
    heap_[hole] = heap_[parent];
    hole = parent;
  }
  heap_[hole] = event;
}

void EventQueue::pop_heap() {
  const Event moved = heap_.back();
  heap_.pop_back();
  if (!heap_.empty()) sift_down(0, moved);
}

void EventQueue::sift_down(std::size_t hole, const Event& event) {
  const std::size_t size = heap_.size();
  for (std::size_t child = hole * kArity + 1; child < size; child = hole * kArity + 1) {
    const std::size_t end = std::min(child + kArity, size);
    std::size_t earliest = child;
    for (std::size_t other = child + 1; other < end; ++other) {
      if (heap_[other].before(heap_[earliest])) earliest = other;
    }
    if (!heap_[earliest].before(event)) break;
    heap_[hole] = heap_[earliest];
    hole = earliest;
  }
  heap_[hole] = event;
}

}  // namespace stampede
