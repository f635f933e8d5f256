#include "harness/metrics/stampede_monitor.h"

#include <algorithm>

namespace stampede {

bool StampedeMonitor::started(Key key, bool refresh, std::optional<Duration> gap) {
  Window& now = windows_.current();
  ++(refresh ? now.store.loads_refresh : now.store.loads_demand);
  const bool redundant = interval_of_[key] != 0;
  if (redundant) {
    ++now.stampede.redundant_loads;
  } else {
    open(key, refresh, gap);
  }
  Interval& interval = this->interval(key);
  ++interval.loads;
  ++interval.in_flight;
  Window::Stampede& counts = windows_[interval.window].stampede;
  if (interval.loads == 2) ++counts.episodes;
  counts.largest = std::max(counts.largest, interval.loads);
  counts.peak = std::max<std::uint64_t>(counts.peak, interval.in_flight);
  return redundant;
}

void StampedeMonitor::open(Key key, bool refresh, std::optional<Duration> gap) {
  std::uint32_t place;
  if (free_.empty()) {
    place = static_cast<std::uint32_t>(intervals_.size());
    intervals_.emplace_back();
  } else {
    place = free_.back();
    free_.pop_back();
  }
  intervals_[place] = {.window = windows_.current_index()};
  interval_of_[key] = place + 1;

  Window::Stampede& counts = windows_.current().stampede;
  ++counts.load_intervals;
  if (!refresh) {
    ++counts.load_intervals_demand;
  } else if (gap) {
    ++counts.early_gaps;
    counts.early_gap += static_cast<Uint128>(*gap);
  }
}

void StampedeMonitor::ended(Key key, std::uint32_t window, bool redundant, Duration service_time) {
  if (redundant) windows_[window].stampede.excess_store_time += service_time;
  if (--interval(key).in_flight > 0) return;
  free_.push_back(interval_of_[key] - 1);
  interval_of_[key] = 0;
}

}  // namespace stampede
