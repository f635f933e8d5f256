// Later<T>: a result that is ready, or a task that will bring it. What a call returns that usually completes at once:
// a cache hit then costs neither a coroutine frame nor a suspension.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "harness/runtime/task.h"

namespace stampede {

template <typename T>
class [[nodiscard]] Later {
 public:
  Later(T value) : result_(std::in_place_index<0>, std::move(value)) {}
  Later(Task<T> task) : result_(std::in_place_index<1>, std::move(task)) {}

  bool ready() const { return result_.index() == 0; }

  // REQUIRES: ready().
  T& value() {
    STAMPEDE_CHECK(ready());
    return *std::get_if<0>(&result_);
  }

  class Awaiter {
   public:
    explicit Awaiter(Later& later) : later_(&later) {
      if (!later.ready()) task_.emplace(*std::get_if<1>(&later.result_));
    }
    bool await_ready() const noexcept { return !task_.has_value(); }
    template <typename Caller>
    bool await_suspend(std::coroutine_handle<Caller> caller) {
      return task_->await_suspend(caller);
    }
    T await_resume() { return task_ ? task_->await_resume() : std::move(*std::get_if<0>(&later_->result_)); }

   private:
    Later* later_;
    std::optional<typename Task<T>::Awaiter> task_;
  };

  // The Later must stay alive until the result is there: await it as a temporary or as a local variable.
  Awaiter operator co_await() && { return Awaiter(*this); }

 private:
  std::variant<T, Task<T>> result_;
};

}  // namespace stampede
