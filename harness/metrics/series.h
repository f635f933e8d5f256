// What happened when: the measured time in equal intervals, with integer counters and a latency histogram for each.
#pragma once

#include <cstdint>
#include <vector>

#include "harness/base/time.h"
#include "harness/metrics/histogram.h"

namespace stampede {

// Requests and reads belong to the interval of their intended start, everything else to that of its instant. Peaks
// include the level at the beginning of the interval.
struct Interval {
  std::uint64_t requests = 0;   // due
  std::uint64_t completed = 0;  // of these: answered with success
  std::uint64_t failed = 0;     // of these: answered with an error
  std::uint64_t reads = 0;
  std::uint64_t hits = 0;
  std::uint64_t stale_reads = 0;
  std::uint64_t loads = 0;
  std::uint64_t redundant_loads = 0;
  std::uint64_t calls = 0;                          // of the store, every attempt
  std::uint64_t in_flight_peak = 0;                 // calls in the store, queued or in service
  std::uint64_t queue_peak = 0;                     // calls queued
  std::uint64_t pending_writes_peak = 0;            // acknowledged, neither committed nor replaced nor lost
  std::uint64_t dirty_keys_peak = 0;                // keys with such a write
  Histogram read_latency{Histogram::Digits::kTwo};  // nanoseconds, from the intended start

  // Counts add up, histograms merge, peaks take the larger: an adjoining interval, or the same of another run.
  void merge(const Interval& other);

  bool operator==(const Interval&) const = default;
};

struct Series {
  Duration interval = 0;            // length of each, nanoseconds; the last one may be cut short by the end
  std::vector<Interval> intervals;  // from the start of the measured time, without gaps

  bool operator==(const Series&) const = default;
};

// Fills a series during a run. Instants of levels must not go backwards.
class SeriesRecorder {
 public:
  enum Level { kInFlight, kQueued, kPendingWrites, kDirtyKeys, kLevels };

  // The measured time is [from, to). If its end is not known (`kNever`), there will be between `count` and 2 x `count`
  // intervals, whose length doubles as time passes; else `count`, or as many as whole nanoseconds allow.
  // REQUIRES: from < to, count >= 1.
  SeriesRecorder(Instant from, Instant to, std::uint32_t count);

  // The interval of an instant that is not in the future. Outside the measured time: one that does not count.
  Interval& at(Instant instant) {
    if (instant >= begin_ && instant < end_) [[likely]]
      return *current_;
    return find(instant);
  }

  // A level is reached now, and stays until it is set again.
  void set_level(Instant now, Level level, std::int64_t value) {
    Interval& interval = at(now);
    levels_[level] = static_cast<std::uint64_t>(value);
    raise(interval, level);
  }

  // The measured time ends at `end`, which is not in the future; what happens from there on does not count.
  void end_at(Instant end);

  // The series of a measured time that has ended.
  Series take();

 private:
  Interval& find(Instant instant);
  void complete();
  void roll_to(std::size_t index);
  void halve();
  void raise(Interval& interval, int level) const;

  const Instant from_;
  Instant to_;
  const std::uint32_t count_;
  const bool open_ended_;
  Series series_;
  Interval outside_;
  Instant begin_ = 0;  // of the current interval; an empty range outside the measured time
  Instant end_ = 0;
  Interval* current_ = &outside_;
  std::uint64_t levels_[kLevels] = {};
};

}  // namespace stampede
