// For tests of coroutines: the loops they run on, a macro with which such a test reads from top to bottom, and probes.
//
//   COROUTINE_TEST(EventTest, AWaiterContinuesWhenTheEventIsSet) {
//     Event event(runtime);
//     event.set();
//     co_await event.wait();
//     EXPECT_TRUE(event.is_set());
//   }
//
// The body is a coroutine that is handed `Runtime& runtime`; it runs once per kind of loop. The test fails if the body
// is still waiting when the loop has nothing left to do, or if a coroutine frame outlives it. A body uses EXPECT, not
// ASSERT, which returns. A lambda in it that is a coroutine captures nothing: what it needs are its parameters.
#pragma once

#include <gtest/gtest.h>

#include <coroutine>
#include <cstddef>
#include <cstdint>

#include "harness/runtime/scope.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/runtime/yield.h"

namespace stampede::testing {

// A loop under test: a `runtime()`, and `run()`, which returns when nothing is left to do.
class VirtualLoop {
 public:
  Runtime& runtime() { return runtime_; }
  void run() { runtime_.run(); }

 private:
  VirtualRuntime runtime_;
};

// Every loop keeps the promises of `Runtime` and of all that is built upon it: a row more is a loop more under test.
using LoopsUnderTest = ::testing::Types<VirtualLoop>;

// The fixture of a suite of COROUTINE_TESTs: declare it with COROUTINE_TEST_SUITE.
template <typename Loop>
class CoroutineTest : public ::testing::Test {
 protected:
  using Body = Task<void> (*)(Runtime&);

  void run_to_the_end(Body body) {
    const std::size_t frames_before = frame_pool::live_frames();
    {
      Loop loop;
      Scope scope(loop.runtime());
      scope.spawn(body(loop.runtime()));
      loop.run();
      EXPECT_EQ(scope.size(), 0u) << "the test's coroutine still waits, and nothing is left that could wake it";
    }
    EXPECT_EQ(frame_pool::live_frames(), frames_before) << "coroutine frames outlive the test";
  }
};

// Distinct handles that are never resumed: only their addresses count.
inline std::coroutine_handle<> nth_coroutine(std::uint64_t n) {
  return std::coroutine_handle<>::from_address(reinterpret_cast<void*>(n * 16));
}

// Counts itself: what a coroutine was given, and what it keeps, must be gone when the coroutine is.
class Counted {
 public:
  Counted() { ++alive_; }
  Counted(const Counted&) { ++alive_; }
  Counted(Counted&&) noexcept { ++alive_; }
  Counted& operator=(const Counted&) = default;
  Counted& operator=(Counted&&) noexcept = default;
  ~Counted() { --alive_; }

  static int alive() { return alive_; }

 private:
  static inline int alive_ = 0;
};

}  // namespace stampede::testing

#define COROUTINE_TEST_SUITE(Suite)                                 \
  template <typename Loop>                                          \
  class Suite : public ::stampede::testing::CoroutineTest<Loop> {}; \
  TYPED_TEST_SUITE(Suite, ::stampede::testing::LoopsUnderTest)

#define COROUTINE_TEST(Suite, Name)                                        \
  static ::stampede::Task<void> Suite##Name(::stampede::Runtime& runtime); \
  TYPED_TEST(Suite, Name) {                                                \
    this->run_to_the_end(&Suite##Name);                                    \
  }                                                                        \
  static ::stampede::Task<void> Suite##Name([[maybe_unused]] ::stampede::Runtime& runtime)
