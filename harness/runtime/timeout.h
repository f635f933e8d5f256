// timeout: a task with a limit on its time.
#pragma once

#include <optional>
#include <utility>

#include "harness/runtime/scope.h"

namespace stampede {

namespace internal {

template <typename T>
Task<void> keep_result(Task<T> task, std::optional<T>* result, Event* done) {
  result->emplace(co_await std::move(task));
  done->set();
}

}  // namespace internal

// The task's result, or nothing if it is not there before `limit` has passed; the task is destroyed then, and with it
// whatever it was awaiting. A task that ends at the very instant of the limit is too late: the limit was scheduled
// before the result could be handed over. A task that does not suspend is never too late.
template <typename T>
Task<std::optional<T>> timeout(Runtime& runtime, Duration limit, Task<T> task) {
  std::optional<T> result;
  Event done(runtime);
  Scope scope(runtime);
  scope.spawn(internal::keep_result<T>(std::move(task), &result, &done));
  co_await done.wait_until(after(runtime.now(), limit));
  co_return std::move(result);
}

}  // namespace stampede
