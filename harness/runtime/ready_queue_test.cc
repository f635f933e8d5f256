#include "harness/runtime/ready_queue.h"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

#include "harness/base/random.h"
#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using testing::nth_coroutine;

TEST(ReadyQueueTest, IsEmptyAtFirst) {
  const ReadyQueue queue;
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.size(), 0u);
}

TEST(ReadyQueueTest, FirstInFirstOutAlsoWhileItGrows) {
  ReadyQueue queue;
  std::uint64_t pushed = 0, popped = 0;
  for (int round = 0; round < 100; ++round) {
    for (int i = 0; i < 30; ++i, ++pushed) queue.push(nth_coroutine(pushed + 1));
    for (int i = 0; i < 20; ++i) {
      EXPECT_EQ(queue.pop(), nth_coroutine(++popped));
    }
  }
  EXPECT_EQ(queue.size(), 1000u);
}

TEST(ReadyQueueTest, CancelledAtTheFrontInTheMiddleAndAtTheEnd) {
  ReadyQueue queue;
  std::vector<ReadyQueue::Place> places;
  for (std::uint64_t n = 0; n < 5; ++n) places.push_back(queue.push(nth_coroutine(n + 1)));
  queue.cancel(places[0]);
  queue.cancel(places[2]);
  queue.cancel(places[4]);
  EXPECT_EQ(queue.size(), 2u);
  EXPECT_EQ(queue.pop(), nth_coroutine(2));
  EXPECT_EQ(queue.pop(), nth_coroutine(4));
  EXPECT_TRUE(queue.empty());
}

TEST(ReadyQueueTest, AnswersLikeAListOnRandomOperations) {
  struct Entry {
    std::uint64_t number;
    ReadyQueue::Place place;
  };
  ReadyQueue queue;
  std::deque<Entry> model;
  RandomSequence draws(RandomStream(1, "ready queue test"));
  for (std::uint64_t n = 1; n <= 20'000; ++n) {
    const std::uint64_t choice = below(draws.next(), 100);
    if (choice < 52 || model.empty()) {
      model.push_back({n, queue.push(nth_coroutine(n))});
    } else if (choice < 75) {
      const auto chosen = model.begin() + static_cast<std::ptrdiff_t>(below(draws.next(), model.size()));
      queue.cancel(chosen->place);
      model.erase(chosen);
    } else {
      EXPECT_EQ(queue.pop(), nth_coroutine(model.front().number));
      model.pop_front();
    }
    ASSERT_EQ(queue.size(), model.size());
    ASSERT_EQ(queue.empty(), model.empty());
  }
}

TEST(ReadyQueueDeathTest, WhatWasPoppedCannotBeCancelled) {
  ReadyQueue queue;
  const ReadyQueue::Place place = queue.push(nth_coroutine(1));
  queue.pop();
  EXPECT_EXIT(queue.cancel(place), ::testing::ExitedWithCode(70),
              "internal error: 'begin_ <= place && place < end_ && at\\(place\\) != nullptr' does not hold");
}

}  // namespace
}  // namespace stampede
