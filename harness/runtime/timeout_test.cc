// What holds on every clock; exact instants are in virtual_runtime_test.cc.
#include "harness/runtime/timeout.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <utility>

#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::stampede::testing::Counted;
using ::testing::Eq;
using ::testing::Optional;

COROUTINE_TEST_SUITE(TimeoutTest);

constexpr Duration kLong = kHour;

Task<int> answer_after(Runtime& runtime, Duration length, int value, [[maybe_unused]] Counted held) {
  co_await runtime.sleep(length);
  co_return value;
}

COROUTINE_TEST(TimeoutTest, ATaskThatIsInTimeGivesItsResult) {
  EXPECT_THAT(co_await timeout(runtime, kLong, answer_after(runtime, kMillisecond, 7, Counted())), Optional(7));
  EXPECT_EQ(Counted::alive(), 0);
}

COROUTINE_TEST(TimeoutTest, ATaskThatIsTooLateGivesNothingAndIsDestroyed) {
  EXPECT_EQ(co_await timeout(runtime, kMillisecond, answer_after(runtime, kLong, 7, Counted())), std::nullopt);
  EXPECT_EQ(Counted::alive(), 0);
}

COROUTINE_TEST(TimeoutTest, ATaskThatDoesNotSuspendIsNeverTooLate) {
  EXPECT_THAT(co_await timeout(runtime, 0, answer_after(runtime, 0, 7, Counted())), Optional(7));
}

COROUTINE_TEST(TimeoutTest, WithinNoTimeATaskThatSuspendsIsTooLate) {
  EXPECT_EQ(co_await timeout(runtime, 0, answer_after(runtime, kMillisecond, 7, Counted())), std::nullopt);
  EXPECT_EQ(Counted::alive(), 0);
}

COROUTINE_TEST(TimeoutTest, WithoutALimitTheResultIsAwaited) {
  EXPECT_THAT(co_await timeout(runtime, kNever, answer_after(runtime, kMillisecond, 7, Counted())), Optional(7));
}

COROUTINE_TEST(TimeoutTest, TheInnerOfTwoLimitsDecidesWhenItIsShorter) {
  const auto result =
      co_await timeout(runtime, kLong, timeout(runtime, kMillisecond, answer_after(runtime, kLong, 7, Counted())));
  EXPECT_THAT(result, Optional(Eq(std::nullopt)));
}

COROUTINE_TEST(TimeoutTest, TheOuterOfTwoLimitsDestroysBoth) {
  const auto result =
      co_await timeout(runtime, kMillisecond, timeout(runtime, 2 * kLong, answer_after(runtime, kLong, 7, Counted())));
  EXPECT_EQ(result, std::nullopt);
  EXPECT_EQ(Counted::alive(), 0);
}

COROUTINE_TEST(TimeoutTest, AResultThatCannotBeCopiedIsMoved) {
  auto make = [](Runtime& loop) -> Task<std::unique_ptr<int>> {
    co_await Yield(loop);
    co_return std::make_unique<int>(7);
  };
  const auto result = co_await timeout(runtime, kLong, make(runtime));
  EXPECT_EQ(**result, 7);
}

Task<void> limit_and_fail(Runtime& runtime) {
  co_await timeout(runtime, kLong, answer_after(runtime, kLong, 7, Counted()));
  ADD_FAILURE() << "a destroyed coroutine was resumed";
}

COROUTINE_TEST(TimeoutTest, DestroyingTheCallerDestroysTheTaskAndTakesTheLimitBack) {
  {
    Scope scope(runtime);
    scope.spawn(limit_and_fail(runtime));
    EXPECT_GT(Counted::alive(), 0);
  }
  EXPECT_EQ(Counted::alive(), 0);
  co_await Yield(runtime);
}

Task<int> acquire_and_answer(Semaphore* semaphore) {
  co_await semaphore->acquire();
  semaphore->release();
  co_return 7;
}

COROUTINE_TEST(TimeoutTest, AWaiterThatIsTooLateLeavesItsPlace) {
  Semaphore semaphore(runtime, 1);
  co_await semaphore.acquire();
  EXPECT_EQ(co_await timeout(runtime, kMillisecond, acquire_and_answer(&semaphore)), std::nullopt);
  semaphore.release();
  EXPECT_EQ(semaphore.available(), 1);
}

}  // namespace
}  // namespace stampede
