#include "harness/metrics/stampede_monitor.h"

#include <algorithm>

namespace stampede {

bool StampedeMonitor::started(Key key, Instant now, bool refresh, std::optional<Duration> gap) {
  Window& window = windows_.current();
  ++(refresh ? window.store.loads_refresh : window.store.loads_demand);
  const auto [place, opened] = intervals_.try_emplace(key, Interval{.window = windows_.current_index(), .start = now});
  if (opened) {
    count_interval(refresh, gap);
  } else {
    ++window.stampede.redundant_loads;
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

void StampedeMonitor::ended(Key key, Instant now) {
  const auto place = intervals_.find(key);
  Interval& interval = place->second;
  if (--interval.in_flight > 0) return;
  if (interval.loads > 1) end_episode(key, interval, now);
  intervals_.erase(place);
}

void StampedeMonitor::end_episode(Key key, const Interval& interval, Instant now) {
  windows_[interval.window].stampede.episode_size.record(static_cast<std::int64_t>(interval.loads));
  const bool measured = interval.window > 0 && interval.window + 1 < windows_.size();
  if (measured) largest_.add({key, interval.start, now - interval.start, interval.loads});
}

}  // namespace stampede
