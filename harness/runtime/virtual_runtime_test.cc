// What is exact in virtual time only: instants, counts of events, and the order of present and future.
#include "harness/runtime/virtual_runtime.h"

#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "harness/runtime/testing.h"
#include "harness/runtime/timeout.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

// What happened when.
using TimedLog = std::vector<std::pair<Instant, std::string>>;

class VirtualRuntimeTest : public ::testing::Test {
 public:
  void note(std::string what) { log.emplace_back(runtime.now(), std::move(what)); }

  static Task<void> note_at(VirtualRuntimeTest* test, Instant at, std::string what) {
    co_await test->runtime.sleep_until(at);
    test->note(std::move(what));
  }

  static Task<void> note_after_yield(VirtualRuntimeTest* test, std::string what) {
    co_await Yield(test->runtime);
    test->note(std::move(what));
  }

  static Task<void> limit_sleep(VirtualRuntimeTest* test, Duration limit, Duration length) {
    const auto result = co_await timeout(test->runtime, limit, answer_after(test->runtime, length));
    test->note(result ? "in time" : "too late");
  }

  static Task<int> answer_after(Runtime& runtime, Duration length) {
    co_await runtime.sleep(length);
    co_return 42;
  }

  VirtualRuntime runtime;
  TimedLog log;
  Scope scope{runtime};
};

TEST_F(VirtualRuntimeTest, TimeStartsAtZeroAndStandsStillWithoutEvents) {
  runtime.run();
  EXPECT_EQ(runtime.now(), 0);
  EXPECT_EQ(runtime.pending(), 0u);
  EXPECT_EQ(runtime.resumed(), 0u);
}

TEST_F(VirtualRuntimeTest, TheClockJumpsFromEventToEvent) {
  scope.spawn(note_at(this, kDay, "tomorrow"));
  scope.spawn(note_at(this, 1, "soon"));
  scope.spawn(note_at(this, 365 * kDay, "next year"));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(1, "soon"), Pair(kDay, "tomorrow"), Pair(365 * kDay, "next year")));
  EXPECT_EQ(runtime.now(), 365 * kDay);
  EXPECT_EQ(runtime.resumed(), 3u);
}

TEST_F(VirtualRuntimeTest, AScheduledEventGoesBeforeWhatBecameReadyLater) {
  auto ready_at_ten = [](VirtualRuntimeTest* test, std::string what) -> Task<void> {
    co_await test->runtime.sleep_until(10);
    test->note(what + " wakes");
    co_await Yield(test->runtime);
    test->note(what + " continues");
  };
  scope.spawn(ready_at_ten(this, "a"));
  scope.spawn(ready_at_ten(this, "b"));
  runtime.run();
  EXPECT_THAT(log,
              ElementsAre(Pair(10, "a wakes"), Pair(10, "b wakes"), Pair(10, "a continues"), Pair(10, "b continues")));
}

TEST_F(VirtualRuntimeTest, WhatIsReadyRunsBeforeTheClockMoves) {
  scope.spawn(note_at(this, 1, "scheduled"));
  scope.spawn(note_after_yield(this, "ready"));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(0, "ready"), Pair(1, "scheduled")));
}

TEST_F(VirtualRuntimeTest, RunUntilIncludesItsInstantAndStandsThere) {
  scope.spawn(note_at(this, 10, "at ten"));
  scope.spawn(note_at(this, 11, "at eleven"));
  runtime.run_until(10);
  EXPECT_THAT(log, ElementsAre(Pair(10, "at ten")));
  EXPECT_EQ(runtime.now(), 10);
  EXPECT_EQ(runtime.pending(), 1u);
  runtime.run_until(10);
  EXPECT_EQ(log.size(), 1u);
  runtime.run_until(20);
  EXPECT_THAT(log, ElementsAre(Pair(10, "at ten"), Pair(11, "at eleven")));
  EXPECT_EQ(runtime.now(), 20);
}

TEST_F(VirtualRuntimeTest, RunUntilThePastRunsWhatIsReadyAndLeavesTheClock) {
  runtime.run_until(10);
  scope.spawn(note_after_yield(this, "ready"));
  runtime.run_until(5);
  EXPECT_THAT(log, ElementsAre(Pair(10, "ready")));
  EXPECT_EQ(runtime.now(), 10);
}

TEST_F(VirtualRuntimeTest, ACancelledEventDoesNotMoveTheClock) {
  {
    Scope doomed(runtime);
    doomed.spawn(note_at(this, 100, "never"));
    EXPECT_EQ(runtime.pending(), 1u);
  }
  EXPECT_EQ(runtime.pending(), 0u);
  scope.spawn(note_at(this, 10, "last"));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "last")));
  EXPECT_EQ(runtime.now(), 10);
  EXPECT_EQ(runtime.resumed(), 1u);
}

TEST_F(VirtualRuntimeTest, ACancelledReadyCoroutineDoesNotRun) {
  {
    Scope doomed(runtime);
    doomed.spawn(note_after_yield(this, "never"));
    EXPECT_EQ(runtime.pending(), 1u);
  }
  EXPECT_EQ(runtime.pending(), 0u);
  scope.spawn(note_after_yield(this, "ready"));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(0, "ready")));
  EXPECT_EQ(runtime.resumed(), 1u);
}

// The one who is cancelled stands behind the one who cancels, once in the present and once in the future.
TEST_F(VirtualRuntimeTest, ACoroutineCancelsOthersOfItsOwnInstant) {
  Scope doomed(runtime);
  auto cancel_at = [](VirtualRuntimeTest* test, Instant at, Scope* others) -> Task<void> {
    co_await test->runtime.sleep_until(at);
    others->clear();
    test->note("cancelled");
  };
  scope.spawn(cancel_at(this, 10, &doomed));
  doomed.spawn(note_at(this, 10, "never"));
  doomed.spawn(note_at(this, 11, "never"));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "cancelled")));
}

TEST_F(VirtualRuntimeTest, NeverDoesNotCome) {
  scope.spawn(note_at(this, kNever, "never"));
  runtime.run();
  EXPECT_THAT(log, IsEmpty());
  EXPECT_EQ(runtime.now(), 0);
  EXPECT_EQ(scope.size(), 1u);
}

TEST_F(VirtualRuntimeTest, ASleepThatWouldEndBeyondTimeDoesNotEnd) {
  runtime.run_until(10);
  auto sleep_long = [](VirtualRuntimeTest* test) -> Task<void> {
    co_await test->runtime.sleep(kNever - 5);
    test->note("never");
  };
  scope.spawn(sleep_long(this));
  runtime.run();
  EXPECT_THAT(log, IsEmpty());
}

TEST_F(VirtualRuntimeTest, ATaskThatIsInTimeEndsTheWaitAndTheClockDoesNotReachTheLimit) {
  scope.spawn(limit_sleep(this, 1000, 10));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "in time")));
  EXPECT_EQ(runtime.now(), 10);
}

TEST_F(VirtualRuntimeTest, ATaskThatIsTooLateIsGivenUpAtTheLimit) {
  scope.spawn(limit_sleep(this, 10, 1000));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "too late")));
  EXPECT_EQ(runtime.now(), 10);
}

TEST_F(VirtualRuntimeTest, ATaskThatEndsAtTheVeryInstantOfTheLimitIsTooLate) {
  scope.spawn(limit_sleep(this, 10, 10));
  scope.spawn(limit_sleep(this, 11, 10));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "too late"), Pair(10, "in time")));
}

Task<void> set_at(Runtime& runtime, Instant at, Event* event) {
  co_await runtime.sleep_until(at);
  event->set();
}

Task<void> wait_until(VirtualRuntime& runtime, Event* event, Instant deadline, TimedLog* log) {
  const bool set = co_await event->wait_until(deadline);
  log->emplace_back(runtime.now(), set ? "set" : "not set");
}

TEST_F(VirtualRuntimeTest, AtTheInstantOfADeadlineTheSequenceDecides) {
  Event event(runtime);
  Scope waiters(runtime);
  waiters.spawn(wait_until(runtime, &event, 10, &log));
  scope.spawn(set_at(runtime, 10, &event));
  waiters.spawn(wait_until(runtime, &event, 10, &log));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "not set"), Pair(10, "set")));
}

TEST_F(VirtualRuntimeTest, AnEventThatIsSetTakesTheDeadlineBack) {
  Event event(runtime);
  scope.spawn(wait_until(runtime, &event, 1000, &log));
  scope.spawn(set_at(runtime, 10, &event));
  runtime.run();
  EXPECT_THAT(log, ElementsAre(Pair(10, "set")));
  EXPECT_EQ(runtime.now(), 10);
}

}  // namespace
}  // namespace stampede
