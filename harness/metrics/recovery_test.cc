// Back to normal: goodput and store queue as before the disturbance.

#include "harness/metrics/recovery.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

struct Second {
  std::uint64_t completed;  // of 100 requests
  std::uint64_t queue_peak = 0;
};

Series series_of(const std::vector<Second>& seconds) {
  Series series;
  series.interval = kSecond;
  for (const auto& [completed, queue_peak] : seconds) {
    Interval& interval = series.intervals.emplace_back();
    interval.requests = 100;
    interval.completed = completed;
    interval.queue_peak = queue_peak;
  }
  return series;
}

std::optional<Duration> recovery(const std::vector<Second>& seconds, Duration before, Instant end) {
  const Series series = series_of(seconds);
  return time_to_recover(series, Normality(series, 0, before), end);
}

TEST(Recovery, TakesAsLongAsGoodputIsLowerThanBefore) {
  EXPECT_EQ(recovery({{100}, {100}, {0}, {20}, {80}, {95}, {100}, {100}}, 2 * kSecond, 3 * kSecond), 2 * kSecond);
}

TEST(Recovery, TakesAsLongAsTheQueueIsLongerThanBefore) {
  EXPECT_EQ(
      recovery({{100, 10}, {100, 4}, {100, 90}, {100, 50}, {100, 11}, {100, 3}, {100, 3}}, 2 * kSecond, 3 * kSecond),
      kSecond);
}

TEST(Recovery, TakesNoTimeWhereNothingWasDisturbed) {
  EXPECT_EQ(recovery({{100}, {100}, {100}, {100}, {100}}, 2 * kSecond, 2 * kSecond + kMillisecond), Duration{0});
}

TEST(Recovery, ARelapseWithinThreeIntervalsIsNoRecovery) {
  EXPECT_EQ(recovery({{100}, {0}, {100}, {100}, {0}, {100}, {100}, {100}}, kSecond, 2 * kSecond), 3 * kSecond);
}

TEST(Recovery, NeverHappensWhereGoodputStaysLow) {
  EXPECT_EQ(recovery({{100}, {100}, {0}, {50}, {50}, {50}}, 2 * kSecond, 3 * kSecond), std::nullopt);
}

TEST(Recovery, AtTheEndOfTheRunFewerIntervalsMustDo) {
  EXPECT_EQ(recovery({{100}, {100}, {0}, {0}, {100}}, 2 * kSecond, 3 * kSecond), kSecond);
}

TEST(Recovery, WhatWasNormalComesFromTheIntervalsWhollyBefore) {
  const Series series = series_of({{50}, {100}, {100}});
  EXPECT_TRUE(Normality(series, 0, 3 * kSecond / 2).holds(series.intervals[0]));
  EXPECT_FALSE(Normality(series, 0, 2 * kSecond).holds(series.intervals[0]));
  EXPECT_FALSE(Normality(series, kSecond / 2, 2 * kSecond).holds(series.intervals[0]));
  EXPECT_FALSE(Normality(series, 0, kSecond - 1).known());
}

}  // namespace
}  // namespace stampede
