#include "harness/metrics/series.h"

#include <algorithm>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/member_count.h"
#include "harness/metrics/interval_fields.h"

namespace stampede {

namespace {

// Where the end is not known, intervals begin this short and grow.
constexpr Duration kShortest = kMillisecond;

constexpr std::uint64_t Interval::*kPeaks[SeriesRecorder::kLevels] = {
    &Interval::in_flight_peak, &Interval::queue_peak, &Interval::pending_writes_peak, &Interval::dirty_keys_peak};

static_assert(kIntervalCounters.size() + 1 == member_count<Interval>(), "interval_fields.h lacks a counter");

Duration interval_length(Instant from, Instant to, std::uint32_t count) {
  if (to == kNever) return kShortest;
  return (to - from - 1) / count + 1;
}

}  // namespace

void Interval::merge(const Interval& other) {
  for (const IntervalCounter& counter : kIntervalCounters) {
    std::uint64_t& value = this->*counter.member;
    const std::uint64_t more = other.*counter.member;
    value = counter.is_peak ? std::max(value, more) : value + more;
  }
  read_latency.merge(other.read_latency);
}

SeriesRecorder::SeriesRecorder(Instant from, Instant to, std::uint32_t count)
    : from_(from), to_(to), count_(count), open_ended_(to == kNever) {
  STAMPEDE_CHECK(from < to && count >= 1);
  series_.interval = interval_length(from, to, count);
}

Interval& SeriesRecorder::find(Instant instant) {
  if (instant >= to_) complete();
  if (instant < from_ || instant >= to_) return outside_;
  auto index = static_cast<std::size_t>((instant - from_) / series_.interval);
  while (open_ended_ && index >= 2 * std::size_t{count_}) {
    halve();
    index /= 2;
  }
  if (index >= series_.intervals.size()) roll_to(index);
  return series_.intervals[index];
}

// Time has come to an interval that does not exist yet; those before it saw the levels that still hold.
void SeriesRecorder::roll_to(std::size_t index) {
  while (series_.intervals.size() <= index) {
    Interval& next = series_.intervals.emplace_back();
    for (int level = 0; level < kLevels; ++level) raise(next, level);
  }
  current_ = &series_.intervals.back();
  begin_ = from_ + static_cast<Duration>(index) * series_.interval;
  end_ = std::min(after(begin_, series_.interval), to_);
}

void SeriesRecorder::halve() {
  std::vector<Interval>& intervals = series_.intervals;
  for (std::size_t i = 0; i < intervals.size(); ++i) {
    if (i % 2 == 1) {
      intervals[i / 2].merge(intervals[i]);
    } else if (i > 0) {
      intervals[i / 2] = std::move(intervals[i]);
    }
  }
  intervals.resize((intervals.size() + 1) / 2);
  series_.interval *= 2;
  begin_ = end_ = 0;
}

void SeriesRecorder::raise(Interval& interval, int level) const {
  interval.*kPeaks[level] = std::max(interval.*kPeaks[level], levels_[level]);
}

// The last intervals see the levels that hold until the end, not those that come at the end itself.
void SeriesRecorder::complete() {
  if (to_ > from_) find(to_ - 1);
}

void SeriesRecorder::end_at(Instant end) {
  to_ = std::min(to_, end);
  complete();
  begin_ = end_ = 0;
}

Series SeriesRecorder::take() {
  return std::move(series_);
}

}  // namespace stampede
