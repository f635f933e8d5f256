#include "harness/runtime/task.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::stampede::testing::Counted;
using ::testing::ElementsAre;

COROUTINE_TEST_SUITE(TaskTest);

Task<int> answer_at_once(int value) {
  co_return value;
}

Task<int> number_later(Runtime& runtime, int value) {
  co_await Yield(runtime);
  co_return value;
}

Task<void> note(std::vector<int>* log, int value) {
  log->push_back(value);
  co_return;
}

Task<void> hold_until_the_end([[maybe_unused]] Counted held) {
  co_return;
}

Task<void> hold_while_suspended(Runtime& runtime, [[maybe_unused]] Counted parameter) {
  const Counted local;
  co_await Yield(runtime);
}

COROUTINE_TEST(TaskTest, ATaskDoesNotStartUntilItIsAwaited) {
  std::vector<int> log;
  Task<void> task = note(&log, 1);
  EXPECT_TRUE(log.empty());
  co_await std::move(task);
  EXPECT_THAT(log, ElementsAre(1));
}

COROUTINE_TEST(TaskTest, AwaitingGivesTheResultOfAReadyTask) {
  EXPECT_EQ(co_await answer_at_once(7), 7);
}

COROUTINE_TEST(TaskTest, AwaitingGivesTheResultOfATaskThatSuspends) {
  EXPECT_EQ(co_await number_later(runtime, 7), 7);
}

COROUTINE_TEST(TaskTest, AReadyTaskDoesNotSuspendItsCaller) {
  std::vector<int> log;
  auto yield_and_note = [](Runtime& loop, std::vector<int>* values) -> Task<void> {
    co_await Yield(loop);
    values->push_back(1);
  };
  Scope scope(runtime);
  scope.spawn(yield_and_note(runtime, &log));
  co_await answer_at_once(7);
  EXPECT_TRUE(log.empty());
  co_await scope.join();
}

// The result is handed over through the run queue, behind what was ready before.
COROUTINE_TEST(TaskTest, AResultComesBehindWhatIsReady) {
  std::vector<int> log;
  auto yield_twice_and_note = [](Runtime& loop, std::vector<int>* values) -> Task<void> {
    co_await Yield(loop);
    co_await Yield(loop);
    values->push_back(1);
  };
  Scope scope(runtime);
  scope.spawn(yield_twice_and_note(runtime, &log));
  co_await number_later(runtime, 7);
  EXPECT_THAT(log, ElementsAre(1));
}

COROUTINE_TEST(TaskTest, AResultThatCannotBeCopiedIsMoved) {
  auto make = [](Runtime& loop) -> Task<std::unique_ptr<int>> {
    co_await Yield(loop);
    co_return std::make_unique<int>(7);
  };
  const std::unique_ptr<int> result = co_await make(runtime);
  EXPECT_EQ(*result, 7);
}

COROUTINE_TEST(TaskTest, AResultNeedsNoDefaultAndMayBeWrittenInBraces) {
  struct Point {
    Point(int first, int second) : x(first), y(second) {}
    int x, y;
  };
  auto make = []() -> Task<Point> { co_return {3, 4}; };
  const Point point = co_await make();
  EXPECT_EQ(point.x, 3);
  EXPECT_EQ(point.y, 4);
}

COROUTINE_TEST(TaskTest, ATaskCanBeMovedBeforeItIsAwaited) {
  Task<int> first = answer_at_once(1);
  Task<int> second = number_later(runtime, 2);
  std::swap(first, second);
  EXPECT_EQ(co_await std::move(first), 2);
  EXPECT_EQ(co_await std::move(second), 1);
}

COROUTINE_TEST(TaskTest, DestroyingATaskNeverAwaitedDestroysItsArguments) {
  {
    const Task<void> task = hold_until_the_end(Counted());
    EXPECT_EQ(Counted::alive(), 1);
  }
  EXPECT_EQ(Counted::alive(), 0);
  co_return;
}

COROUTINE_TEST(TaskTest, AssigningToATaskDestroysWhatItHeld) {
  Task<void> task = hold_until_the_end(Counted());
  task = hold_until_the_end(Counted());
  EXPECT_EQ(Counted::alive(), 1);
  co_await std::move(task);
}

COROUTINE_TEST(TaskTest, AnAwaitedTemporaryIsDestroyedAtTheEndOfItsExpression) {
  co_await hold_until_the_end(Counted());
  EXPECT_EQ(Counted::alive(), 0);
  co_await hold_while_suspended(runtime, Counted());
  EXPECT_EQ(Counted::alive(), 0);
}

COROUTINE_TEST(TaskTest, ALocalTaskKeepsItsArgumentsUntilItIsDestroyed) {
  {
    Task<void> task = hold_while_suspended(runtime, Counted());
    co_await std::move(task);
    EXPECT_EQ(Counted::alive(), 1) << "the argument, but no longer the local";
  }
  EXPECT_EQ(Counted::alive(), 0);
}

// g++ has destroyed temporaries of await expressions twice; strings long enough to own memory would show it.
COROUTINE_TEST(TaskTest, TemporariesInAwaitExpressionsAreDestroyedOnce) {
  auto length = [](Runtime& loop, std::string text, Counted) -> Task<std::size_t> {
    co_await Yield(loop);
    co_return text.size();
  };
  const std::string text(100, 'x');
  EXPECT_EQ(co_await length(runtime, text + "y", Counted()), 101u);
  EXPECT_EQ(co_await length(runtime, std::string(1000, 'z'), Counted()), 1000u);
  const bool longer = co_await length(runtime, text + text, Counted()) > co_await length(runtime, text, Counted());
  EXPECT_TRUE(longer);
  EXPECT_EQ(Counted::alive(), 0);
}

Task<void> await_child(Runtime& runtime, Counted held, Task<void> child) {
  const Counted local = held;
  co_await std::move(child);
  ADD_FAILURE() << "a destroyed caller was resumed";
  co_await Yield(runtime);
}

COROUTINE_TEST(TaskTest, DestroyingACallerDestroysWhatItAwaits) {
  {
    Scope scope(runtime);
    scope.spawn(await_child(runtime, Counted(), hold_while_suspended(runtime, Counted())));
    EXPECT_EQ(Counted::alive(), 4);
  }
  EXPECT_EQ(Counted::alive(), 0);
  co_await Yield(runtime);
}

COROUTINE_TEST(TaskTest, ACallerDestroyedAfterItsTaskCompletedIsNotResumed) {
  Scope scope(runtime);
  Counted unused;
  scope.spawn(await_child(runtime, unused, hold_while_suspended(runtime, unused)));
  co_await Yield(runtime);
  EXPECT_EQ(Counted::alive(), 4) << "the child's local is gone: it has completed, and its caller is ready";
  scope.clear();
  EXPECT_EQ(Counted::alive(), 1);
  co_await Yield(runtime);
}

Task<int> sum_of_ready_tasks(int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += co_await answer_at_once(1);
  co_return sum;
}

COROUTINE_TEST(TaskTest, TenMillionReadyTasksLeaveTheStackAlone) {
  EXPECT_EQ(co_await sum_of_ready_tasks(10'000'000), 10'000'000);
}

COROUTINE_TEST(TaskTest, AMillionSuspendingTasksLeaveTheStackAlone) {
  int sum = 0;
  for (int i = 0; i < 1'000'000; ++i) sum += co_await number_later(runtime, 1);
  EXPECT_EQ(sum, 1'000'000);
}

Task<int> depth_of_chain(Runtime& runtime, int levels) {
  if (levels == 0) {
    co_await Yield(runtime);
    co_return 0;
  }
  co_return 1 + co_await depth_of_chain(runtime, levels - 1);
}

Task<void> measure_depth(Runtime& runtime, int levels) {
  co_await depth_of_chain(runtime, levels);
}

// Starting a chain of tasks takes stack for each level, as calls do (up to 450 bytes with sanitizers, 64 optimised);
// completing it takes none.
constexpr int kDeepChain = 10'000;

COROUTINE_TEST(TaskTest, AChainOfTenThousandTasksCompletes) {
  EXPECT_EQ(co_await depth_of_chain(runtime, kDeepChain), kDeepChain);
}

COROUTINE_TEST(TaskTest, AChainOfTenThousandTasksIsDestroyed) {
  const std::size_t frames_before = frame_pool::live_frames();
  Scope scope(runtime);
  scope.spawn(measure_depth(runtime, kDeepChain));
  EXPECT_GT(frame_pool::live_frames(), frames_before + kDeepChain);
  scope.clear();
  EXPECT_EQ(frame_pool::live_frames(), frames_before);
  co_return;
}

Task<void> await_the_empty_task() {
  Task<int> task = answer_at_once(1);
  const Task<int> elsewhere = std::move(task);
  co_await std::move(task);
}

TEST(TaskDeathTest, ATaskThatWasMovedAwayCannotBeAwaited) {
  VirtualRuntime runtime;
  Scope scope(runtime);
  EXPECT_EXIT(scope.spawn(await_the_empty_task()), ::testing::ExitedWithCode(70),
              "internal error: 'frame_ && !frame_.done\\(\\)' does not hold");
}

Task<void> await_twice(Runtime& runtime) {
  Task<int> task = number_later(runtime, 1);
  co_await std::move(task);
  co_await std::move(task);
}

TEST(TaskDeathTest, ATaskCannotBeAwaitedTwice) {
  VirtualRuntime runtime;
  Scope scope(runtime);
  scope.spawn(await_twice(runtime));
  EXPECT_EXIT(runtime.run(), ::testing::ExitedWithCode(70),
              "internal error: 'frame_ && !frame_.done\\(\\)' does not hold");
}

}  // namespace
}  // namespace stampede
