// How long after a disturbance a service is back to normal.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/metrics/series.h"

namespace stampede {

// What was normal before a disturbance: a stretch of intervals, taken together.
class Normality {
 public:
  // From the intervals that lie wholly within [from, to), counted from the start of the series.
  Normality(const Series& series, Instant from, Instant to);

  // Whether there was anything to go by.
  bool known() const { return requests_ > 0; }

  // Goodput (the share of the due requests that succeed) is at least 95 % of what it was, and the store's queue at most
  // 105 % of the longest there was, give or take one call.
  bool holds(const Interval& interval) const;

 private:
  std::uint64_t requests_ = 0;
  std::uint64_t completed_ = 0;
  std::uint64_t queue_peak_ = 0;
};

// From `end`, when a disturbance was over, to the first of three normal intervals in a row (fewer, if the measured time
// ends before). Nothing if there are none. As fine as the intervals are.
std::optional<Duration> time_to_recover(const Series& series, const Normality& normal, Instant end);

}  // namespace stampede
