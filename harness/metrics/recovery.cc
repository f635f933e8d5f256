#include "harness/metrics/recovery.h"

#include <algorithm>

#include "harness/base/quantity.h"

namespace stampede {

namespace {

constexpr std::size_t kInARow = 3;

}  // namespace

Normality::Normality(const Series& series, Instant from, Instant to) {
  for (std::size_t i = 0; i < series.intervals.size(); ++i) {
    const Instant begin = static_cast<Duration>(i) * series.interval;
    if (begin < from || begin + series.interval > to) continue;
    const Interval& interval = series.intervals[i];
    requests_ += interval.requests;
    completed_ += interval.completed;
    queue_peak_ = std::max(queue_peak_, interval.queue_peak);
  }
}

bool Normality::holds(const Interval& interval) const {
  const Uint128 goodput = static_cast<Uint128>(interval.completed) * requests_ * 100;
  const Uint128 least = static_cast<Uint128>(completed_) * interval.requests * 95;
  return goodput >= least && interval.queue_peak * 100 <= queue_peak_ * 105 + 100;
}

std::optional<Duration> time_to_recover(const Series& series, const Normality& normal, Instant end) {
  std::size_t in_a_row = 0;
  const auto first = static_cast<std::size_t>(end / series.interval);
  for (std::size_t i = first; i < series.intervals.size(); ++i) {
    in_a_row = normal.holds(series.intervals[i]) ? in_a_row + 1 : 0;
    const bool last = i + 1 == series.intervals.size();
    if (in_a_row == kInARow || (last && in_a_row > 0)) {
      const auto back = static_cast<Duration>(i + 1 - in_a_row) * series.interval;
      return std::max<Duration>(0, back - end);
    }
  }
  return std::nullopt;
}

}  // namespace stampede
