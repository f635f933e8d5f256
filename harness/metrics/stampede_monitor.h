// Who loads what at the same time: load intervals, redundant loads, stampede episodes.
//
// A load of a key is redundant if it starts while another load of that key is in flight. A load interval of a key is a
// maximal interval in which a load of it is in flight; one with a redundant load is a stampede episode. So in every
// window loads = load intervals + redundant loads.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/base/key_table.h"
#include "harness/metrics/window.h"

namespace stampede {

// Counts go to the window of the load's start; those of an interval or episode to the window of its first load.
class StampedeMonitor {
 public:
  explicit StampedeMonitor(Windows& windows, std::size_t expected_keys = 0)
      : windows_(windows), interval_of_(expected_keys) {}

  // A load of `key` starts now, in the current window. `refresh`: its reader holds a valid value, which expires in
  // `gap` (absent: not known, or never). Returns whether the load is redundant.
  bool started(Key key, bool refresh, std::optional<Duration> gap);

  // A load that started in `window` has ended, after the store served it for `service_time`.
  void ended(Key key, std::uint32_t window, bool redundant, Duration service_time);

 private:
  struct Interval {
    std::uint32_t window = 0;
    std::uint32_t in_flight = 0;
    std::uint64_t loads = 0;
  };

  void open(Key key, bool refresh, std::optional<Duration> gap);
  Interval& interval(Key key) { return intervals_[interval_of_[key] - 1]; }

  Windows& windows_;
  KeyTable<std::uint32_t> interval_of_;  // place in `intervals_` + 1, 0: no load of the key is in flight
  std::vector<Interval> intervals_;
  std::vector<std::uint32_t> free_;
};

}  // namespace stampede
