#include "harness/runtime/event_queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <tuple>
#include <vector>

#include "harness/base/random.h"
#include "harness/runtime/testing.h"

namespace stampede {
namespace {

using testing::nth_coroutine;

// The queue beside the simplest thing that does the same: a list, searched for its smallest element.
class QueueAndModel {
 public:
  void push(Instant at) {
    const std::uint64_t sequence = ++pushed_;
    model_.push_back({at, sequence, queue_.push(at, nth_coroutine(sequence))});
    check_front();
  }

  void pop() {
    const auto first = first_of_model();
    EXPECT_EQ(queue_.pop(), nth_coroutine(first->sequence));
    now_ = first->at;
    model_.erase(first);
    check_front();
  }

  void cancel(std::size_t nth) {
    queue_.cancel(model_[nth].place);
    model_.erase(model_.begin() + static_cast<std::ptrdiff_t>(nth));
    check_front();
  }

  Instant now() const { return now_; }
  std::size_t size() const { return model_.size(); }

 private:
  std::vector<EventQueue::Event>::iterator first_of_model() {
    return std::min_element(model_.begin(), model_.end(), [](const auto& a, const auto& b) {
      return std::tie(a.at, a.sequence) < std::tie(b.at, b.sequence);
    });
  }

  void check_front() {
    ASSERT_EQ(queue_.size(), model_.size());
    ASSERT_EQ(queue_.empty(), model_.empty());
    if (model_.empty()) return;
    ASSERT_EQ(queue_.first().at, first_of_model()->at);
  }

  EventQueue queue_;
  std::vector<EventQueue::Event> model_;
  std::uint64_t pushed_ = 0;
  Instant now_ = 0;
};

// Chances in percent; what remains of 100 pops.
struct Mix {
  std::uint64_t push;
  std::uint64_t cancel;
  std::uint64_t distinct_instants;
};

void compare_on_random_operations(std::uint64_t seed, Mix mix) {
  QueueAndModel both;
  RandomSequence draws(RandomStream(seed, "event queue test"));
  for (int i = 0; i < 4000; ++i) {
    const std::uint64_t choice = below(draws.next(), 100);
    if (choice < mix.push || both.size() == 0) {
      both.push(both.now() + static_cast<Instant>(below(draws.next(), mix.distinct_instants)));
    } else if (choice < mix.push + mix.cancel) {
      both.cancel(below(draws.next(), both.size()));
    } else {
      both.pop();
    }
    if (::testing::Test::HasFatalFailure()) return;
  }
  while (both.size() > 0 && !::testing::Test::HasFatalFailure()) both.pop();
}

TEST(EventQueueTest, AnswersLikeASortedList) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) compare_on_random_operations(seed, {55, 0, 1'000'000});
}

TEST(EventQueueTest, AnswersLikeASortedListWhenManyEventsShareAnInstant) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) compare_on_random_operations(seed, {55, 0, 3});
}

TEST(EventQueueTest, AnswersLikeASortedListWhileItIsNearlyEmpty) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) compare_on_random_operations(seed, {48, 4, 10});
}

TEST(EventQueueTest, AnswersLikeASortedListWhileEventsAreCancelled) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) compare_on_random_operations(seed, {60, 25, 1'000});
}

TEST(EventQueueTest, AnswersLikeASortedListWhenHardlyAnythingEverHappens) {
  for (std::uint64_t seed = 0; seed < 5; ++seed) compare_on_random_operations(seed, {51, 47, 1'000});
}

TEST(EventQueueTest, IsEmptyAtFirst) {
  const EventQueue queue;
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.size(), 0u);
}

TEST(EventQueueTest, OneInstantIsInOrderOfScheduling) {
  EventQueue queue;
  for (std::uint64_t n = 1; n <= 20; ++n) queue.push(7, nth_coroutine(n));
  for (std::uint64_t n = 1; n <= 20; ++n) EXPECT_EQ(queue.pop(), nth_coroutine(n));
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueueTest, TheOnlyEventCanBeCancelled) {
  EventQueue queue;
  queue.cancel(queue.push(1, nth_coroutine(1)));
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueueTest, AQueueWhoseEventsAreAllCancelledIsEmpty) {
  EventQueue queue;
  std::vector<EventQueue::Place> places;
  for (std::uint64_t n = 1; n <= 1000; ++n) places.push_back(queue.push(5000 - n, nth_coroutine(n)));
  for (const EventQueue::Place place : places) queue.cancel(place);
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.size(), 0u);
}

// A limit that is never reached is cancelled each time; the places it used must be used again.
TEST(EventQueueTest, CancelledEventsDoNotPileUp) {
  EventQueue queue;
  queue.push(1, nth_coroutine(1));
  EventQueue::Place highest = 0;
  for (std::uint64_t n = 2; n < 100'000; ++n) {
    const EventQueue::Place place = queue.push(kHour, nth_coroutine(n));
    highest = std::max(highest, place);
    queue.cancel(place);
  }
  EXPECT_LT(highest, 200u);
}

TEST(EventQueueDeathTest, AnEventIsCancelledOnlyOnce) {
  EventQueue queue;
  queue.push(1, nth_coroutine(1));
  const EventQueue::Place place = queue.push(2, nth_coroutine(2));
  queue.cancel(place);
  EXPECT_EXIT(queue.cancel(place), ::testing::ExitedWithCode(70),
              "internal error: 'place < places_.size\\(\\) && places_\\[place\\] != nullptr' does not hold");
}

}  // namespace
}  // namespace stampede
