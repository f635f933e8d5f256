#include "harness/metrics/stampede_monitor.h"

#include <algorithm>

namespace stampede {

bool StampedeMonitor::started(Key key, bool refresh, std::optional<Duration> gap) {
  Window& now = windows_.current();
  ++(refresh ? now.store.loads_refresh : now.store.loads_demand);
  const auto [place, opened] = intervals_.try_emplace(key, Interval{.window = windows_.current_index()});
  if (opened) {
    count_interval(refresh, gap);
  } else {
    ++now.stampede.redundant_loads;
  }
  Interval& interval = place->second;
  ++interval.loads;
  ++interval.in_flight;
  Window::Stampede& counts = windows_[interval.window].stampede;
  if (interval.loads == 2) ++counts.episodes;
  counts.largest = std::max(counts.largest, interval.loads);
  counts.peak = std::max<std::uint64_t>(counts.peak, interval.in_flight);
  return !opened;
}

void StampedeMonitor::count_interval(bool refresh, std::optional<Duration> gap) {
  Window::Stampede& counts = windows_.current().stampede;
  ++counts.load_intervals;
  if (!refresh) {
    ++counts.load_intervals_demand;
  } else if (gap) {
    ++counts.early_gaps;
    counts.early_gap += static_cast<Uint128>(*gap);
  }
}

void StampedeMonitor::ended(Key key) {
  const auto place = intervals_.find(key);
  if (--place->second.in_flight == 0) intervals_.erase(place);
}

}  // namespace stampede
