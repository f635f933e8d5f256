// The counters of an interval, declared once: from here come merging and what result files hold.
//
// A counter that is missing here does not compile (series.cc counts them).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "harness/metrics/series.h"

namespace stampede {

struct IntervalCounter {
  std::string_view name;
  std::uint64_t Interval::*member;
  bool is_peak = false;  // of two, the larger counts; else their sum
};

inline constexpr std::array kIntervalCounters = {
    IntervalCounter{"requests", &Interval::requests},
    IntervalCounter{"completed", &Interval::completed},
    IntervalCounter{"failed", &Interval::failed},
    IntervalCounter{"reads", &Interval::reads},
    IntervalCounter{"hits", &Interval::hits},
    IntervalCounter{"stale_reads", &Interval::stale_reads},
    IntervalCounter{"loads", &Interval::loads},
    IntervalCounter{"redundant_loads", &Interval::redundant_loads},
    IntervalCounter{"calls", &Interval::calls},
    IntervalCounter{"in_flight_peak", &Interval::in_flight_peak, true},
    IntervalCounter{"queue_peak", &Interval::queue_peak, true},
    IntervalCounter{"pending_writes_peak", &Interval::pending_writes_peak, true},
    IntervalCounter{"dirty_keys_peak", &Interval::dirty_keys_peak, true},
};

}  // namespace stampede
