// Task<T>: a coroutine that somebody awaits. Lazy, owned by one party, started by awaiting it.
//
// * Awaiting runs the task at once, on the caller's stack, up to its first suspension. A task that never suspends
//   completes there, and its caller does not suspend either; that keeps the stack bounded without relying on symmetric
//   transfer, which compilers do not turn into a jump at -O0.
//   A chain of tasks that await one another therefore starts as deep on the stack as a chain of calls (ten thousand
//   levels are tested); it completes through the run queue, one level at a time.
// * A task that did suspend hands its result over through the run queue, so (instant, sequence) orders everything.
// * Destroying a suspended task destroys its frame and, with it, whatever it awaits: that is how work is cancelled.
// * Exceptions do not cross coroutines: outcomes are values. One that escapes a coroutine body stops the program.
//
// Coroutine parameters are taken by value; a lambda that captures must not be a coroutine.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <utility>

#include "harness/base/check.h"
#include "harness/runtime/frame_pool.h"
#include "harness/runtime/runtime.h"

namespace stampede {

template <typename T>
class Task;
class Scope;

namespace internal {

class PromiseBase {
 public:
  static void* operator new(std::size_t size) { return frame_pool::allocate(size); }
  static void operator delete(void* frame, std::size_t size) noexcept { frame_pool::release(frame, size); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  [[noreturn]] void unhandled_exception() const noexcept { std::terminate(); }

  Runtime& runtime() const { return *runtime_; }
  void run_on(Runtime& runtime) { runtime_ = &runtime; }

  // Who is resumed when the task completes: set once the task has suspended for the first time.
  void continue_with(Resumption& resumption, std::coroutine_handle<> continuation) {
    resumption_ = &resumption;
    continuation_ = continuation;
  }

 protected:
  void resume_continuation() const noexcept {
    if (resumption_ != nullptr) resumption_->soon(continuation_);
  }

 private:
  Runtime* runtime_ = nullptr;
  Resumption* resumption_ = nullptr;
  std::coroutine_handle<> continuation_;
};

template <typename T>
class Promise final : public PromiseBase {
 public:
  struct FinalAwaiter {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<Promise> self) const noexcept { self.promise().resume_continuation(); }
    void await_resume() const noexcept {}
  };

  Task<T> get_return_object();
  FinalAwaiter final_suspend() const noexcept { return {}; }
  template <typename U = T>
  void return_value(U&& value) {
    value_.emplace(std::forward<U>(value));
  }
  T take() { return std::move(*value_); }

 private:
  std::optional<T> value_;
};

// A task of nothing may be a root: owned by a scope, which destroys the frame when the task completes.
template <>
class Promise<void> final : public PromiseBase {
 public:
  struct FinalAwaiter {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<Promise> self) const noexcept;
    void await_resume() const noexcept {}
  };

  Task<void> get_return_object();
  FinalAwaiter final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void take() const noexcept {}

 private:
  friend class ::stampede::Scope;

  Scope* scope_ = nullptr;  // set for roots only
  Promise* previous_ = nullptr;
  Promise* next_ = nullptr;
};

}  // namespace internal

template <typename T>
class [[nodiscard]] Task {
 public:
  using promise_type = internal::Promise<T>;
  using Handle = std::coroutine_handle<promise_type>;

  explicit Task(Handle frame) : frame_(frame) {}
  Task(Task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
  Task& operator=(Task&& other) noexcept {
    Task(std::move(other)).swap(*this);
    return *this;
  }
  ~Task() {
    if (frame_) frame_.destroy();
  }
  void swap(Task& other) noexcept { std::swap(frame_, other.frame_); }

  class Awaiter {
   public:
    // REQUIRES: `task` has not been awaited yet, and stays alive until the result is there.
    explicit Awaiter(const Task& task) : frame_(task.frame_) { STAMPEDE_CHECK(frame_ && !frame_.done()); }

    bool await_ready() const noexcept { return false; }

    // Returns false, so that the caller goes on without suspending, when the task completed at once.
    template <typename Caller>
    bool await_suspend(std::coroutine_handle<Caller> caller) {
      Runtime& runtime = caller.promise().runtime();
      frame_.promise().run_on(runtime);
      frame_.resume();
      if (frame_.done()) return false;
      resumption_.emplace(runtime);
      frame_.promise().continue_with(*resumption_, caller);
      return true;
    }

    T await_resume() {
      if (resumption_) resumption_->happened();
      return frame_.promise().take();
    }

   private:
    Handle frame_;
    std::optional<Resumption> resumption_;
  };

  Awaiter operator co_await() && { return Awaiter(*this); }

 private:
  friend class Scope;

  Handle frame_;
};

namespace internal {

template <typename T>
Task<T> Promise<T>::get_return_object() {
  return Task<T>(std::coroutine_handle<Promise>::from_promise(*this));
}

inline Task<void> Promise<void>::get_return_object() {
  return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
}

}  // namespace internal

}  // namespace stampede
