#include <gmock/gmock.h>

#include <vector>

#include "harness/runtime/sync.h"
#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

COROUTINE_TEST_SUITE(SemaphoreTest);
COROUTINE_TEST_SUITE(MutexTest);

using Log = std::vector<int>;

Task<void> acquire_and_note(Semaphore* semaphore, Log* log, int value) {
  co_await semaphore->acquire();
  log->push_back(value);
}

COROUTINE_TEST(SemaphoreTest, FreePermitsAreTakenWithoutSuspending) {
  Log log;
  Semaphore semaphore(runtime, 2);
  Scope scope(runtime);
  for (int value : {1, 2, 3}) scope.spawn(acquire_and_note(&semaphore, &log, value));
  EXPECT_THAT(log, ElementsAre(1, 2));
  EXPECT_EQ(semaphore.available(), 0);
  EXPECT_FALSE(semaphore.try_acquire());
  semaphore.release();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2, 3));
}

COROUTINE_TEST(SemaphoreTest, PermitsNobodyWaitsForAreKept) {
  Semaphore semaphore(runtime, 0);
  semaphore.release();
  semaphore.release();
  EXPECT_EQ(semaphore.available(), 2);
  EXPECT_TRUE(semaphore.try_acquire());
  EXPECT_EQ(semaphore.available(), 1);
  co_return;
}

COROUTINE_TEST(SemaphoreTest, APermitIsHandedToTheLongestWaiterAndNobodyOvertakes) {
  Log log;
  Semaphore semaphore(runtime, 0);
  Scope scope(runtime);
  for (int value : {1, 2}) scope.spawn(acquire_and_note(&semaphore, &log, value));
  semaphore.release();
  EXPECT_EQ(semaphore.available(), 0) << "the permit is the first waiter's already";
  EXPECT_FALSE(semaphore.try_acquire());
  scope.spawn(acquire_and_note(&semaphore, &log, 3));
  semaphore.release();
  semaphore.release();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2, 3));
}

COROUTINE_TEST(SemaphoreTest, ADestroyedWaiterLeavesItsPlace) {
  Log log;
  Semaphore semaphore(runtime, 0);
  Scope doomed(runtime), scope(runtime);
  doomed.spawn(acquire_and_note(&semaphore, &log, 1));
  scope.spawn(acquire_and_note(&semaphore, &log, 2));
  doomed.clear();
  semaphore.release();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(2));
  EXPECT_EQ(semaphore.available(), 0);
}

COROUTINE_TEST(SemaphoreTest, APermitHandedToADeadWaiterIsPassedOn) {
  Log log;
  Semaphore semaphore(runtime, 0);
  Scope doomed(runtime), scope(runtime);
  doomed.spawn(acquire_and_note(&semaphore, &log, 1));
  scope.spawn(acquire_and_note(&semaphore, &log, 2));
  semaphore.release();
  doomed.clear();
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(2));
}

COROUTINE_TEST(SemaphoreTest, PermitsHandedToWaitersThatAllDieAreFreeAgain) {
  Log log;
  Semaphore semaphore(runtime, 0);
  {
    Scope doomed(runtime);
    for (int value : {1, 2, 3, 4}) doomed.spawn(acquire_and_note(&semaphore, &log, value));
    semaphore.release();
    semaphore.release();
  }
  EXPECT_EQ(semaphore.available(), 2);
  EXPECT_THAT(log, IsEmpty());
  co_await Yield(runtime);
}

Task<void> work_under(Runtime& runtime, Mutex* mutex, int* inside, Log* log, int value) {
  co_await mutex->lock();
  EXPECT_EQ(++*inside, 1);
  co_await runtime.sleep(kMillisecond);
  log->push_back(value);
  --*inside;
  mutex->unlock();
}

COROUTINE_TEST(MutexTest, OneAtATimeFirstComeFirstServed) {
  Log log;
  int inside = 0;
  Mutex mutex(runtime);
  Scope scope(runtime);
  for (int value : {1, 2, 3, 4}) scope.spawn(work_under(runtime, &mutex, &inside, &log, value));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2, 3, 4));
}

COROUTINE_TEST(MutexTest, TryingDoesNotOvertakeThoseWhoWait) {
  Log log;
  int inside = 0;
  Mutex mutex(runtime);
  EXPECT_TRUE(mutex.try_lock());
  Scope scope(runtime);
  scope.spawn(work_under(runtime, &mutex, &inside, &log, 1));
  mutex.unlock();
  EXPECT_FALSE(mutex.try_lock());
  co_await scope.join();
  EXPECT_TRUE(mutex.try_lock());
  mutex.unlock();
}

// Two who always want the mutex take turns: whoever unlocks and locks again stands behind the other.
COROUTINE_TEST(MutexTest, NobodyStarves) {
  auto lock_repeatedly = [](Runtime& loop, Mutex* mutex, Log* log, int value) -> Task<void> {
    for (int i = 0; i < 3; ++i) {
      co_await mutex->lock();
      log->push_back(value);
      co_await Yield(loop);
      mutex->unlock();
    }
  };
  Log log;
  Mutex mutex(runtime);
  Scope scope(runtime);
  scope.spawn(lock_repeatedly(runtime, &mutex, &log, 1));
  scope.spawn(lock_repeatedly(runtime, &mutex, &log, 2));
  co_await scope.join();
  EXPECT_THAT(log, ElementsAre(1, 2, 1, 2, 1, 2));
}

}  // namespace
}  // namespace stampede
