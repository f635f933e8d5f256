#include "harness/runtime/one_shot.h"

#include <gmock/gmock.h>

#include <memory>
#include <optional>
#include <utility>

#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using ::stampede::testing::Counted;

COROUTINE_TEST_SUITE(OneShotTest);

Task<void> send_at_once(Sender<int> sender, int value) {
  sender.send(value);
  co_return;
}

Task<void> send_later(Runtime& runtime, Sender<int> sender, int value, bool* wanted) {
  co_await Yield(runtime);
  *wanted = sender.wanted();
  sender.send(value);
}

Task<void> receive_and_fail(Receiver<int>* receiver) {
  co_await *receiver;
  ADD_FAILURE() << "a destroyed coroutine was resumed";
}

COROUTINE_TEST(OneShotTest, AValueThatWasSentBeforeIsReceivedWithoutSuspending) {
  bool wanted = false;
  Scope scope(runtime);
  Receiver<int> other(runtime), receiver(runtime);
  scope.spawn(send_later(runtime, other.sender(), 1, &wanted));
  scope.spawn(send_at_once(receiver.sender(), 7));
  EXPECT_EQ(co_await receiver, 7);
  EXPECT_FALSE(wanted) << "the ready coroutine had no turn";
  EXPECT_EQ(co_await other, 1);
}

COROUTINE_TEST(OneShotTest, TheReceiverWaitsForTheValue) {
  bool wanted = false;
  Scope scope(runtime);
  Receiver<int> receiver(runtime);
  scope.spawn(send_later(runtime, receiver.sender(), 7, &wanted));
  EXPECT_EQ(co_await receiver, 7);
  EXPECT_TRUE(wanted);
}

COROUTINE_TEST(OneShotTest, TheValueIsHandedOverThroughTheRunQueue) {
  auto receive = [](Receiver<int>* receiver, int* received) -> Task<void> { *received = co_await *receiver; };
  int received = 0;
  Receiver<int> receiver(runtime);
  Sender<int> sender = receiver.sender();
  Scope scope(runtime);
  scope.spawn(receive(&receiver, &received));
  sender.send(7);
  EXPECT_EQ(received, 0);
  co_await scope.join();
  EXPECT_EQ(received, 7);
}

COROUTINE_TEST(OneShotTest, TheLinkFollowsASenderThatMoves) {
  Receiver<int> receiver(runtime);
  Sender<int> first = receiver.sender();
  Sender<int> second = std::move(first);
  EXPECT_FALSE(first.wanted());
  EXPECT_TRUE(second.wanted());
  second.send(7);
  EXPECT_FALSE(second.wanted());
  EXPECT_EQ(co_await receiver, 7);
}

COROUTINE_TEST(OneShotTest, IfTheReceiverGoesAwayTheValueIsDropped) {
  bool wanted = true;
  Scope scope(runtime);
  {
    Receiver<int> receiver(runtime);
    scope.spawn(send_later(runtime, receiver.sender(), 7, &wanted));
  }
  co_await scope.join();
  EXPECT_FALSE(wanted);
}

COROUTINE_TEST(OneShotTest, AReceiverMayOutliveItsSender) {
  Receiver<int> receiver(runtime);
  auto sender = std::make_unique<Sender<int>>(receiver.sender());
  sender.reset();
  EXPECT_FALSE(receiver.await_ready());
  co_return;
}

COROUTINE_TEST(OneShotTest, AReceiverDestroyedAfterTheValueWasSentIsNotResumed) {
  auto receiver = std::make_unique<Receiver<int>>(runtime);
  Sender<int> sender = receiver->sender();
  Scope scope(runtime);
  scope.spawn(receive_and_fail(receiver.get()));
  sender.send(7);
  scope.clear();
  receiver.reset();
  co_await Yield(runtime);
}

COROUTINE_TEST(OneShotTest, AValueNobodyCollectsIsDestroyed) {
  {
    Receiver<Counted> receiver(runtime);
    receiver.sender().send(Counted());
    EXPECT_EQ(Counted::alive(), 1);
  }
  EXPECT_EQ(Counted::alive(), 0);
  co_return;
}

}  // namespace
}  // namespace stampede
