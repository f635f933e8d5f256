#include "harness/runtime/later.h"

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <utility>

#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::stampede::testing::Counted;

COROUTINE_TEST_SUITE(LaterTest);

Task<std::string> text_later(Runtime& runtime, std::string text) {
  co_await Yield(runtime);
  co_return text + " later";
}

Later<std::string> answer(Runtime& runtime, std::string text, bool at_once) {
  if (at_once) return text + " at once";
  return text_later(runtime, std::move(text));
}

COROUTINE_TEST(LaterTest, AReadyValueIsThereWithoutACoroutine) {
  const std::size_t frames_before = frame_pool::live_frames();
  Later<std::string> later = answer(runtime, "hit", true);
  EXPECT_TRUE(later.ready());
  EXPECT_EQ(later.value(), "hit at once");
  EXPECT_EQ(frame_pool::live_frames(), frames_before);
  co_return;
}

COROUTINE_TEST(LaterTest, AwaitingGivesTheValueEitherWay) {
  EXPECT_EQ(co_await answer(runtime, "hit", true), "hit at once");
  EXPECT_EQ(co_await answer(runtime, "load", false), "load later");
}

COROUTINE_TEST(LaterTest, ALocalLaterCanBeAwaited) {
  Later<std::string> hit = answer(runtime, "hit", true);
  Later<std::string> load = answer(runtime, "load", false);
  EXPECT_FALSE(load.ready());
  EXPECT_EQ(co_await std::move(load), "load later");
  EXPECT_EQ(co_await std::move(hit), "hit at once");
}

COROUTINE_TEST(LaterTest, AReadyValueDoesNotSuspendTheCaller) {
  auto yield_and_note = [](Runtime& loop, bool* noted) -> Task<void> {
    co_await Yield(loop);
    *noted = true;
  };
  bool noted = false;
  Scope scope(runtime);
  scope.spawn(yield_and_note(runtime, &noted));
  co_await answer(runtime, "hit", true);
  EXPECT_FALSE(noted);
  co_await answer(runtime, "load", false);
  EXPECT_TRUE(noted);
}

COROUTINE_TEST(LaterTest, ATaskThatDoesNotSuspendIsAwaitedWithoutSuspending) {
  auto at_once = [](int value) -> Task<int> { co_return value; };
  EXPECT_EQ(co_await Later<int>(at_once(7)), 7);
}

COROUTINE_TEST(LaterTest, AValueThatCannotBeCopiedIsMoved) {
  const std::unique_ptr<int> value = co_await Later<std::unique_ptr<int>>(std::make_unique<int>(7));
  EXPECT_EQ(*value, 7);
}

Task<Counted> hold(Runtime& runtime, Counted held) {
  co_await Yield(runtime);
  co_return held;
}

COROUTINE_TEST(LaterTest, ALaterNeverAwaitedDestroysItsValueOrItsTask) {
  { const Later<Counted> ready = Counted(); }
  EXPECT_EQ(Counted::alive(), 0);
  {
    const Later<Counted> task = hold(runtime, Counted());
    EXPECT_EQ(Counted::alive(), 1);
  }
  EXPECT_EQ(Counted::alive(), 0);
  co_return;
}

Task<void> await_later(Runtime& runtime) {
  co_await Later<Counted>(hold(runtime, Counted()));
  ADD_FAILURE() << "a destroyed coroutine was resumed";
}

COROUTINE_TEST(LaterTest, DestroyingACallerDestroysTheTaskItAwaits) {
  {
    Scope scope(runtime);
    scope.spawn(await_later(runtime));
    EXPECT_GT(Counted::alive(), 0);
  }
  EXPECT_EQ(Counted::alive(), 0);
  co_await Yield(runtime);
}

COROUTINE_TEST(LaterTest, TenMillionReadyValuesLeaveTheStackAlone) {
  std::int64_t sum = 0;
  for (int i = 0; i < 10'000'000; ++i) sum += co_await Later<int>(1);
  EXPECT_EQ(sum, 10'000'000);
}

TEST(LaterDeathTest, ATaskIsNotAValueYet) {
  auto seven = []() -> Task<int> { co_return 7; };
  Later<int> later = seven();
  EXPECT_EXIT(static_cast<void>(later.value()), ::testing::ExitedWithCode(70),
              "internal error: 'ready\\(\\)' does not hold");
}

}  // namespace
}  // namespace stampede
