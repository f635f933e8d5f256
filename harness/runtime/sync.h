// Waiting for one another: event, mutex and semaphore, all first come, first served.
//
// For coroutines of one loop only; there is nothing atomic here. Whoever is woken continues through the run queue, in
// the order of waiting. A waiting coroutine that is destroyed leaves its place. A primitive must outlive its waiters.
#pragma once

#include <cstdint>

#include "harness/base/check.h"
#include "harness/runtime/runtime.h"

namespace stampede {

// FIFO of suspended coroutines: intrusive, the nodes live in the awaiters.
class WaitQueue {
 public:
  class Node {
   public:
    explicit Node(Runtime& runtime) : resumption_(runtime) {}
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    ~Node() { leave(); }

    bool waiting() const { return queue_ != nullptr; }
    void leave();

   private:
    friend class WaitQueue;

    Resumption resumption_;
    std::coroutine_handle<> coroutine_;
    WaitQueue* queue_ = nullptr;
    Node* previous_ = nullptr;
    Node* next_ = nullptr;

   protected:
    Resumption& resumption() { return resumption_; }
    std::coroutine_handle<> coroutine() const { return coroutine_; }
  };

  WaitQueue() = default;
  WaitQueue(const WaitQueue&) = delete;
  WaitQueue& operator=(const WaitQueue&) = delete;
  ~WaitQueue() { STAMPEDE_CHECK(empty()); }  // those who wait would never continue

  bool empty() const { return first_ == nullptr; }
  void join(Node& node, std::coroutine_handle<> coroutine);

  // Wakes the one who has waited longest; false if nobody waits.
  bool wake_first();

  // Lets all continue; each keeps its place until it does, so that `hold_all` can take that back.
  void invite_all();
  void hold_all();

 private:
  Node* first_ = nullptr;
  Node* last_ = nullptr;
};

// A flag that coroutines wait for. Stays set until `reset`.
class Event {
 public:
  explicit Event(Runtime& runtime) : runtime_(&runtime) {}

  void set();
  void reset() { set_ = false; }
  bool is_set() const { return set_; }

  class [[nodiscard]] Wait : private WaitQueue::Node {
   public:
    explicit Wait(Event& event) : Node(*event.runtime_), event_(&event) {}
    bool await_ready() const { return event_->set_; }
    void await_suspend(std::coroutine_handle<> coroutine) { event_->waiters_.join(*this, coroutine); }
    void await_resume() { resumption().happened(); }

   private:
    Event* event_;
  };
  Wait wait() { return Wait(*this); }

  // co_await event.wait_until(deadline): whether the event was set by then. At the very instant of the deadline what
  // comes first by sequence decides. A deadline that has passed, or `kNever`, is allowed.
  class [[nodiscard]] TimedWait : private WaitQueue::Node {
   public:
    TimedWait(Event& event, Instant deadline) : Node(*event.runtime_), event_(&event), deadline_(deadline) {}
    bool await_ready() const { return event_->set_ || deadline_ <= event_->runtime_->now(); }
    void await_suspend(std::coroutine_handle<> coroutine);
    bool await_resume();

   private:
    Event* event_;
    Instant deadline_;
  };
  TimedWait wait_until(Instant deadline) { return TimedWait(*this, deadline); }

 private:
  Runtime* runtime_;
  WaitQueue waiters_;
  bool set_ = false;
};

// A number of permits. `release` hands a permit to the longest waiter, so nobody overtakes.
class Semaphore {
 public:
  Semaphore(Runtime& runtime, std::int64_t permits) : runtime_(&runtime), permits_(permits) {}

  std::int64_t available() const { return permits_; }
  bool try_acquire() {
    if (permits_ == 0) return false;
    --permits_;
    return true;
  }
  void release() {
    if (!waiters_.wake_first()) ++permits_;
  }

  // co_await semaphore.acquire(): the caller holds a permit and must release it. A waiter destroyed after a permit was
  // handed to it, and before it ran, passes the permit on.
  class [[nodiscard]] Acquire : private WaitQueue::Node {
   public:
    explicit Acquire(Semaphore& semaphore) : Node(*semaphore.runtime_), semaphore_(&semaphore) {}
    ~Acquire() {
      if (suspended_ && !waiting()) semaphore_->release();
    }
    bool await_ready() const { return semaphore_->try_acquire(); }
    void await_suspend(std::coroutine_handle<> coroutine) {
      suspended_ = true;
      semaphore_->waiters_.join(*this, coroutine);
    }
    void await_resume() {
      suspended_ = false;
      resumption().happened();
    }

   private:
    Semaphore* semaphore_;
    bool suspended_ = false;
  };
  Acquire acquire() { return Acquire(*this); }

 private:
  Runtime* runtime_;
  WaitQueue waiters_;
  std::int64_t permits_;
};

// One at a time. `co_await mutex.lock()`, then `unlock`.
class Mutex {
 public:
  explicit Mutex(Runtime& runtime) : semaphore_(runtime, 1) {}
  Semaphore::Acquire lock() { return semaphore_.acquire(); }
  bool try_lock() { return semaphore_.try_acquire(); }
  void unlock() { semaphore_.release(); }

 private:
  Semaphore semaphore_;
};

}  // namespace stampede
