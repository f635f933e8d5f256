// Yield: lets everybody else who is ready go first. For tests and benchmarks; the harness itself waits for something.
#pragma once

#include "harness/runtime/runtime.h"

namespace stampede {

// co_await Yield(runtime): continues at the same instant, behind everything already due.
class [[nodiscard]] Yield {
 public:
  explicit Yield(Runtime& runtime) : resumption_(runtime) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) { resumption_.soon(coroutine); }
  void await_resume() { resumption_.happened(); }

 private:
  Resumption resumption_;
};

}  // namespace stampede
