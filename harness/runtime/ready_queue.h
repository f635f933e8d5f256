// The present: coroutines that continue at this instant, in the order in which they became ready.
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "harness/base/check.h"

namespace stampede {

// First in, first out: a ring that doubles when it is full. Entries can be cancelled in their place.
class ReadyQueue {
 public:
  using Place = std::uint64_t;  // counts the entries ever pushed

  bool empty() const { return begin_ == end_; }

  // Coroutines still to be resumed, without the cancelled ones.
  std::size_t size() const { return static_cast<std::size_t>(end_ - begin_) - cancelled_; }

  // `coroutine` must not be null. The place names the entry until it is popped or cancelled.
  Place push(std::coroutine_handle<> coroutine) {
    if (end_ - begin_ == ring_.size()) grow();
    at(end_) = coroutine;
    return end_++;
  }

  // Removes the first entry. REQUIRES: !empty().
  std::coroutine_handle<> pop() {
    const std::coroutine_handle<> coroutine = at(begin_++);
    if (cancelled_ > 0) drop_cancelled_at_front();
    return coroutine;
  }

  // The coroutine will not be resumed. REQUIRES: it has not been popped.
  void cancel(Place place) {
    STAMPEDE_CHECK(begin_ <= place && place < end_ && at(place) != nullptr);
    at(place) = nullptr;
    ++cancelled_;
    drop_cancelled_at_front();
  }

 private:
  std::coroutine_handle<>& at(Place place) { return ring_[place & (ring_.size() - 1)]; }

  void drop_cancelled_at_front() {
    for (; !empty() && at(begin_) == nullptr; ++begin_) --cancelled_;
  }

  void grow() {
    std::vector<std::coroutine_handle<>> larger(ring_.size() * 2);
    for (Place place = begin_; place < end_; ++place) larger[place & (larger.size() - 1)] = at(place);
    ring_ = std::move(larger);
  }

  // As many as a power of two. Null: cancelled, and never so at the front.
  std::vector<std::coroutine_handle<>> ring_ = std::vector<std::coroutine_handle<>>(64);
  Place begin_ = 0;
  Place end_ = 0;
  std::size_t cancelled_ = 0;
};

}  // namespace stampede
