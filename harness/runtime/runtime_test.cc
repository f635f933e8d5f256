// What every loop promises: the contract of `Runtime` itself. What is exact only in virtual time is in
// virtual_runtime_test.cc.
#include "harness/runtime/runtime.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::stampede::testing::Counted;
using ::testing::ElementsAre;

using Names = std::vector<std::string>;

COROUTINE_TEST_SUITE(RuntimeTest);

Task<void> sleep_until_and_note(Runtime& runtime, Instant at, Names* log, std::string name) {
  co_await runtime.sleep_until(at);
  log->push_back(std::move(name));
}

Task<void> yield_and_note(Runtime& runtime, Names* log, std::string name) {
  co_await Yield(runtime);
  log->push_back(std::move(name));
}

Task<void> sleep_holding(Runtime& runtime, Duration length, [[maybe_unused]] Counted held) {
  co_await runtime.sleep(length);
  ADD_FAILURE() << "a destroyed coroutine was resumed";
}

COROUTINE_TEST(RuntimeTest, ASleepTakesItsTime) {
  const Instant start = runtime.now();
  co_await runtime.sleep(2 * kMillisecond);
  EXPECT_GE(runtime.now(), start + 2 * kMillisecond);
}

COROUTINE_TEST(RuntimeTest, TheEarlierInstantComesFirstHoweverItWasScheduled) {
  Names log;
  Scope scope(runtime);
  const Instant start = runtime.now();
  scope.spawn(sleep_until_and_note(runtime, start + 3 * kMillisecond, &log, "third"));
  scope.spawn(sleep_until_and_note(runtime, start + 1 * kMillisecond, &log, "first"));
  scope.spawn(sleep_until_and_note(runtime, start + 2 * kMillisecond, &log, "second"));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre("first", "second", "third"));
}

COROUTINE_TEST(RuntimeTest, TimersOfOneInstantAreInOrderOfScheduling) {
  Names log;
  Scope scope(runtime);
  const Instant at = runtime.now() + kMillisecond;
  for (const char* name : {"a", "b", "c", "d"}) scope.spawn(sleep_until_and_note(runtime, at, &log, name));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre("a", "b", "c", "d"));
}

COROUTINE_TEST(RuntimeTest, ReadyCoroutinesContinueInTheOrderInWhichTheyBecameReady) {
  Names log;
  Scope scope(runtime);
  for (const char* name : {"a", "b", "c"}) scope.spawn(yield_and_note(runtime, &log, name));
  EXPECT_TRUE(log.empty()) << "nobody continues on the stack of the one who made it ready";
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre("a", "b", "c"));
}

COROUTINE_TEST(RuntimeTest, ASleepOfNothingDoesNotSuspend) {
  Names log;
  Scope scope(runtime);
  scope.spawn(yield_and_note(runtime, &log, "ready"));
  co_await runtime.sleep(0);
  co_await runtime.sleep_until(runtime.now());
  co_await runtime.sleep_until(0);
  EXPECT_TRUE(log.empty());
  co_await scope.join();
}

// An awaiter that asks for an instant without looking whether it has passed.
struct ResumedAt {
  Resumption resumption;
  Instant at;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> coroutine) { resumption.at(at, coroutine); }
  void await_resume() { resumption.happened(); }
};

COROUTINE_TEST(RuntimeTest, AnInstantThatHasPassedIsReadyBehindWhatIsReady) {
  Names log;
  Scope scope(runtime);
  scope.spawn(yield_and_note(runtime, &log, "ready"));
  co_await ResumedAt{Resumption(runtime), 0};
  EXPECT_THAT(log, ElementsAre("ready"));
}

COROUTINE_TEST(RuntimeTest, ADestroyedSleeperIsNotResumed) {
  Scope scope(runtime);
  scope.spawn(sleep_holding(runtime, kMillisecond, Counted()));
  EXPECT_EQ(Counted::alive(), 1);
  scope.clear();
  EXPECT_EQ(Counted::alive(), 0);
  co_await runtime.sleep(2 * kMillisecond);
}

COROUTINE_TEST(RuntimeTest, ASleepForEverDoesNotKeepTheLoopBusy) {
  Scope scope(runtime);
  scope.spawn(sleep_holding(runtime, kNever, Counted()));
  co_await Yield(runtime);
  EXPECT_EQ(scope.size(), 1u);
}

Task<void> yield_many_times(Runtime& runtime, int times, int* resumed) {
  for (int i = 0; i < times; ++i) {
    co_await Yield(runtime);
    ++*resumed;
  }
}

COROUTINE_TEST(RuntimeTest, TenMillionSuspensionsLeaveTheStackAlone) {
  int resumed = 0;
  co_await yield_many_times(runtime, 10'000'000, &resumed);
  EXPECT_EQ(resumed, 10'000'000);
}

COROUTINE_TEST(RuntimeTest, ManyCoroutinesAreReadyAtOnce) {
  int resumed = 0;
  Scope scope(runtime);
  for (int i = 0; i < 10'000; ++i) scope.spawn(yield_many_times(runtime, 3, &resumed));
  co_await scope.join();
  EXPECT_EQ(resumed, 30'000);
}

}  // namespace
}  // namespace stampede
