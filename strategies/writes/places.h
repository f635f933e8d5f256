// Places: a bounded number of them, and a line of those who wait for one.
#pragma once

#include <cstdint>
#include <deque>

#include "harness/runtime/sync.h"
#include "harness/runtime/task.h"

namespace stampede {

// First come, first served, like a semaphore; but those who wait can be turned away. Must outlive those who wait.
class Places {
 public:
  // REQUIRES: places >= 1.
  Places(Runtime& runtime, std::int64_t places) : runtime_(runtime), available_(places) {}

  // Does not overtake: nothing is available while somebody waits.
  bool try_take() {
    if (available_ == 0) return false;
    --available_;
    return true;
  }

  // For those whom `try_take` gave nothing: whether they have a place now, or were turned away.
  Task<bool> wait() {
    Waiter self(runtime_);
    waiters_.push_back(&self);
    co_await self.woken.wait();
    co_return self.has_place;
  }

  // Whoever has waited longest gets the place.
  void free() {
    if (waiters_.empty()) {
      ++available_;
    } else {
      wake_first(true);
    }
  }

  void turn_away() {
    while (!waiters_.empty()) wake_first(false);
  }

 private:
  struct Waiter {
    explicit Waiter(Runtime& runtime) : woken(runtime) {}
    Event woken;
    bool has_place = false;
  };

  void wake_first(bool has_place) {
    waiters_.front()->has_place = has_place;
    waiters_.front()->woken.set();
    waiters_.pop_front();
  }

  Runtime& runtime_;
  std::int64_t available_;
  std::deque<Waiter*> waiters_;  // in their own frames
};

}  // namespace stampede
