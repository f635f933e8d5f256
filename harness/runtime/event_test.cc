#include <gmock/gmock.h>

#include <memory>
#include <utility>
#include <vector>

#include "harness/runtime/sync.h"
#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

COROUTINE_TEST_SUITE(EventTest);

using Log = std::vector<int>;

Task<void> wait_and_note(Event* event, Log* log, int value) {
  co_await event->wait();
  log->push_back(value);
}

COROUTINE_TEST(EventTest, AnEventNobodyWaitsForIsSetAndReset) {
  Event event(runtime);
  EXPECT_FALSE(event.is_set());
  event.set();
  event.set();
  EXPECT_TRUE(event.is_set());
  event.reset();
  EXPECT_FALSE(event.is_set());
  co_return;
}

COROUTINE_TEST(EventTest, WaitingForAnEventThatIsSetDoesNotSuspend) {
  Log log;
  Event event(runtime);
  event.set();
  Scope scope(runtime);
  scope.spawn(wait_and_note(&event, &log, 1));
  EXPECT_THAT(log, ElementsAre(1));
  co_return;
}

COROUTINE_TEST(EventTest, SettingWakesAllInTheOrderOfWaiting) {
  Log log;
  Event event(runtime);
  Scope scope(runtime);
  for (int value : {1, 2, 3}) scope.spawn(wait_and_note(&event, &log, value));
  co_await Yield(runtime);
  event.set();
  EXPECT_THAT(log, IsEmpty()) << "the woken continue through the run queue";
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2, 3));
}

COROUTINE_TEST(EventTest, WhoWasWokenContinuesEvenIfTheEventIsResetBefore) {
  Log log;
  Event event(runtime);
  Scope scope(runtime);
  scope.spawn(wait_and_note(&event, &log, 1));
  event.set();
  event.reset();
  scope.spawn(wait_and_note(&event, &log, 2));
  co_await Yield(runtime);
  EXPECT_THAT(log, ElementsAre(1));
  event.set();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2));
}

// The first waiter resets the event, sets it again and waits again, while the second is about to continue.
COROUTINE_TEST(EventTest, AWaiterMaySetTheEventAgain) {
  auto wait_set_and_wait = [](Event* event, Log* log) -> Task<void> {
    co_await event->wait();
    log->push_back(1);
    event->reset();
    event->set();
    event->reset();
    co_await event->wait();
    log->push_back(3);
  };
  Log log;
  Event event(runtime);
  Scope scope(runtime);
  scope.spawn(wait_set_and_wait(&event, &log));
  scope.spawn(wait_and_note(&event, &log, 2));
  event.set();
  co_await Yield(runtime);
  EXPECT_THAT(log, ElementsAre(1, 2));
  event.set();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2, 3));
}

COROUTINE_TEST(EventTest, ADestroyedWaiterLeavesItsPlace) {
  Log log;
  Event event(runtime);
  Scope first(runtime), second(runtime), third(runtime);
  first.spawn(wait_and_note(&event, &log, 1));
  second.spawn(wait_and_note(&event, &log, 2));
  third.spawn(wait_and_note(&event, &log, 3));
  second.clear();
  event.set();
  first.clear();
  co_await third.join();
  EXPECT_THAT(log, ElementsAre(3));
}

Task<void> wait_until_and_note(Event* event, Instant deadline, Log* log) {
  log->push_back(co_await event->wait_until(deadline) ? 1 : 0);
}

COROUTINE_TEST(EventTest, ADeadlineEndsTheWait) {
  Event event(runtime);
  const Instant deadline = runtime.now() + kMillisecond;
  EXPECT_FALSE(co_await event.wait_until(deadline));
  EXPECT_GE(runtime.now(), deadline);
}

// The awaiter lives to the end of its expression, in which the coroutine may be waiting for something else.
COROUTINE_TEST(EventTest, AWaitThatHasEndedIsNotWokenAgain) {
  auto set_and_answer = [](Runtime& loop, Event* event) -> Task<bool> {
    event->set();
    for (int i = 0; i < 3; ++i) co_await Yield(loop);
    co_return true;
  };
  Event event(runtime);
  const std::pair<bool, bool> in_order{co_await event.wait_until(runtime.now() + kMillisecond),
                                       co_await set_and_answer(runtime, &event)};
  EXPECT_EQ(in_order, std::pair(false, true));
}

COROUTINE_TEST(EventTest, AnEventThatIsSetInTimeEndsTheWait) {
  auto set_later = [](Runtime& loop, Event* event) -> Task<void> {
    co_await loop.sleep(kMillisecond);
    event->set();
  };
  Event event(runtime);
  Scope scope(runtime);
  scope.spawn(set_later(runtime, &event));
  EXPECT_TRUE(co_await event.wait_until(runtime.now() + kHour));
}

COROUTINE_TEST(EventTest, ADeadlineThatHasPassedDoesNotSuspend) {
  Log log;
  Event event(runtime);
  Scope scope(runtime);
  scope.spawn(wait_until_and_note(&event, 0, &log));
  scope.spawn(wait_until_and_note(&event, runtime.now(), &log));
  event.set();
  scope.spawn(wait_until_and_note(&event, 0, &log));
  EXPECT_THAT(log, ElementsAre(0, 0, 1));
  co_return;
}

COROUTINE_TEST(EventTest, WithoutADeadlineTheEventIsAwaited) {
  Log log;
  Event event(runtime);
  Scope scope(runtime);
  scope.spawn(wait_until_and_note(&event, kNever, &log));
  co_await runtime.sleep(kMillisecond);
  EXPECT_THAT(log, IsEmpty());
  event.set();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1));
}

COROUTINE_TEST(EventTest, WhoWasWokenInTimeWasWokenEvenIfTheEventIsResetBefore) {
  Log log;
  Event event(runtime);
  Scope scope(runtime);
  scope.spawn(wait_until_and_note(&event, runtime.now() + kHour, &log));
  event.set();
  event.reset();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1));
}

COROUTINE_TEST(EventTest, ADestroyedWaiterTakesItsDeadlineBack) {
  Log log;
  Event event(runtime);
  Scope waiting(runtime), woken(runtime);
  waiting.spawn(wait_until_and_note(&event, runtime.now() + kMillisecond, &log));
  waiting.clear();
  woken.spawn(wait_until_and_note(&event, runtime.now() + kMillisecond, &log));
  event.set();
  woken.clear();
  co_await runtime.sleep(2 * kMillisecond);
  EXPECT_THAT(log, IsEmpty());
}

TEST(EventDeathTest, AnEventMustOutliveThoseWhoWaitForIt) {
  VirtualRuntime runtime;
  Log log;
  auto event = std::make_unique<Event>(runtime);
  Scope scope(runtime);
  scope.spawn(wait_and_note(event.get(), &log, 1));
  EXPECT_EXIT(event.reset(), ::testing::ExitedWithCode(70), "internal error: 'empty\\(\\)' does not hold");
  event->set();
}

}  // namespace
}  // namespace stampede
