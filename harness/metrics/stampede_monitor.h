// Who loads what at the same time: load intervals, redundant loads, stampede episodes.
//
// A load of a key is redundant if it starts while another load of that key is in flight. A load interval of a key is a
// maximal interval in which a load of it is in flight; one with a redundant load is a stampede episode. So in every
// window loads = load intervals + redundant loads.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/time.h"
#include "harness/metrics/episode.h"
#include "harness/metrics/window.h"

namespace stampede {

// Counts go to the window of the load's start; those of an interval or episode to the window of its first load.
class StampedeMonitor {
 public:
  // So many of the largest episodes are kept.
  static constexpr std::size_t kMostEpisodes = 100;

  // Of all windows, the first is the warm-up and the last the drain: what lies between is measured. `windows` must
  // outlive the monitor.
  explicit StampedeMonitor(Windows& windows) : windows_(windows) {}

  // A load of `key` starts now, in the current window. `refresh`: its reader holds a valid value, which expires in
  // `gap` (absent: not known, or never). Returns whether the load is redundant.
  bool started(Key key, Instant now, bool refresh, std::optional<Duration> gap);

  // The store has served a call of a redundant load that started in `window`.
  void served_redundantly(std::uint32_t window, Duration service_time) {
    windows_[window].stampede.excess_store_time += service_time;
  }

  // A load of `key` has ended.
  void ended(Key key, Instant now);

  // The largest of the episodes that began in the measured part and are over, in order. Their instants are those that
  // the monitor was told; an episode may end in the drain.
  std::vector<Episode> largest_episodes() const { return largest_.list(); }

 private:
  struct Interval {
    std::uint32_t window = 0;
    std::uint32_t in_flight = 0;
    std::uint64_t loads = 0;
    Instant start = 0;
  };

  void end_episode(Key key, const Interval& interval, Instant now);
  void count_interval(bool refresh, std::optional<Duration> gap);

  Windows& windows_;
  absl::flat_hash_map<Key, Interval> intervals_;  // of the keys with a load in flight: few, so they stay near the CPU
  LargestEpisodes largest_{kMostEpisodes};
};

}  // namespace stampede
