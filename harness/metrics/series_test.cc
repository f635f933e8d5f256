// The measured time in intervals.

#include "harness/metrics/series.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

std::vector<std::uint64_t> requests(const Series& series) {
  std::vector<std::uint64_t> counts;
  for (const Interval& interval : series.intervals) counts.push_back(interval.requests);
  return counts;
}

std::vector<std::uint64_t> queue_peaks(const Series& series) {
  std::vector<std::uint64_t> peaks;
  for (const Interval& interval : series.intervals) peaks.push_back(interval.queue_peak);
  return peaks;
}

Series taken(SeriesRecorder& recorder, Instant end) {
  recorder.end_at(end);
  return recorder.take();
}

using Counts = std::vector<std::uint64_t>;

TEST(Series, EachInstantBelongsToOneIntervalWithItsStartAndWithoutItsEnd) {
  SeriesRecorder recorder(100, 140, 4);
  for (const Instant instant : {100, 109, 110, 119, 120, 139}) ++recorder.at(instant).requests;
  const Series series = taken(recorder, 140);
  EXPECT_EQ(series.interval, 10);
  EXPECT_EQ(requests(series), (Counts{2, 2, 1, 1}));
}

TEST(Series, WhatHappensBeforeOrAfterTheMeasuredTimeDoesNotCount) {
  SeriesRecorder recorder(100, 140, 4);
  for (const Instant instant : {0, 99, 140, 1000}) ++recorder.at(instant).requests;
  EXPECT_EQ(requests(taken(recorder, 140)), (Counts{0, 0, 0, 0}));
}

TEST(Series, ARequestThatEndsLateStillCountsWhereItBegan) {
  SeriesRecorder recorder(0, 40, 4);
  ++recorder.at(35).requests;
  recorder.at(5).read_latency.record(30);
  const Series series = taken(recorder, 40);
  EXPECT_EQ(series.intervals[0].read_latency.max(), 30);
  EXPECT_EQ(series.intervals[3].read_latency.count(), 0u);
}

TEST(Series, ALengthThatDoesNotDivideEvenlyLeavesAShortLastInterval) {
  SeriesRecorder recorder(0, 10, 4);
  ++recorder.at(9).requests;
  const Series series = taken(recorder, 10);
  EXPECT_EQ(series.interval, 3);
  EXPECT_EQ(requests(series), (Counts{0, 0, 0, 1}));
}

TEST(Series, FewerNanosecondsThanIntervalsMakeOneEach) {
  SeriesRecorder recorder(0, 3, 120);
  EXPECT_EQ(taken(recorder, 3).intervals.size(), 3u);
}

TEST(Series, APeakIncludesTheLevelAtTheBeginning) {
  SeriesRecorder recorder(10, 50, 4);
  recorder.set_level(5, SeriesRecorder::kQueued, 7);   // before the measured time
  recorder.set_level(15, SeriesRecorder::kQueued, 2);  // 7 until then
  recorder.set_level(45, SeriesRecorder::kQueued, 3);
  EXPECT_EQ(queue_peaks(taken(recorder, 50)), (Counts{7, 2, 2, 3}));
}

TEST(Series, ALevelReachedAtTheVeryEndOfAnIntervalBelongsToTheNext) {
  SeriesRecorder recorder(0, 20, 2);
  recorder.set_level(10, SeriesRecorder::kQueued, 4);
  EXPECT_EQ(queue_peaks(taken(recorder, 20)), (Counts{0, 4}));
}

TEST(Series, ALevelReachedAtTheVeryEndOfTheMeasuredTimeBelongsToNone) {
  SeriesRecorder recorder(0, 20, 2);
  recorder.set_level(5, SeriesRecorder::kQueued, 1);
  recorder.set_level(20, SeriesRecorder::kQueued, 4);
  EXPECT_EQ(queue_peaks(taken(recorder, 20)), (Counts{1, 1}));
}

TEST(Series, WithoutAKnownEndIntervalsGrowAndNothingIsLost) {
  SeriesRecorder recorder(0, kNever, 4);
  for (int ms = 0; ms < 100; ++ms) ++recorder.at(ms * kMillisecond).requests;
  const Series series = taken(recorder, 100 * kMillisecond);
  EXPECT_EQ(series.interval, 16 * kMillisecond);
  EXPECT_EQ(requests(series), (Counts{16, 16, 16, 16, 16, 16, 4}));
}

TEST(Series, ALongSilenceWithoutAKnownEndIsSkippedInDoublings) {
  SeriesRecorder recorder(0, kNever, 4);
  ++recorder.at(0).requests;
  recorder.set_level(1, SeriesRecorder::kQueued, 5);
  ++recorder.at(kDay).requests;
  const Series series = taken(recorder, kDay + 1);
  EXPECT_LE(series.intervals.size(), 8u);
  EXPECT_EQ(series.intervals.front().requests + series.intervals.back().requests, 2u);
  EXPECT_EQ(queue_peaks(series), Counts(series.intervals.size(), 5));
}

TEST(Series, WhatHappensAfterAnEarlyEndDoesNotCountButWhatBeganBeforeDoes) {
  SeriesRecorder recorder(0, 40, 4);
  ++recorder.at(12).requests;
  recorder.end_at(15);
  ++recorder.at(17).requests;
  ++recorder.at(3).completed;
  const Series series = recorder.take();
  EXPECT_EQ(requests(series), (Counts{0, 1}));
  EXPECT_EQ(series.intervals[0].completed, 1u);
}

TEST(Series, ARunCutShortHasTheIntervalsItReached) {
  SeriesRecorder recorder(0, 40, 4);
  EXPECT_EQ(taken(recorder, 15).intervals.size(), 2u);
  SeriesRecorder cut_short(10, 40, 3);
  cut_short.end_at(5);
  EXPECT_EQ(cut_short.take().intervals.size(), 0u);
}

}  // namespace
}  // namespace stampede
