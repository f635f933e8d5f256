#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

std::vector<Metric> stampede_metrics() {
  return {
      count("stampede.load_intervals", kLower, "maximal intervals in which a load of one key is in flight",
            [](const Window& window) { return window.stampede.load_intervals; }),
      count("stampede.load_intervals.demand", kLower, "load intervals opened by a reader that found no valid value",
            [](const Window& window) { return window.stampede.load_intervals_demand; }),
      count("stampede.episodes", kLower, "load intervals with at least one redundant load",
            [](const Window& window) { return window.stampede.episodes; }),
      count("stampede.redundant_loads", kLower, "loads of a key started while another load of it was in flight",
            [](const Window& window) { return window.stampede.redundant_loads; }),
      count("stampede.peak", kLower, "most loads of one key in flight at once",
            [](const Window& window) { return window.stampede.peak; }),
      count("stampede.largest", kLower, "most loads started in one load interval",
            [](const Window& window) { return window.stampede.largest; }),
      {"stampede.excess_store_time", MetricUnit::kNanoseconds, kLower, "service time spent on redundant loads, summed",
       [](const Measurement& measured) -> MetricValue {
         return static_cast<std::uint64_t>(measured.window.stampede.excess_store_time);
       }},
      {"early_load.gap.mean", MetricUnit::kNanoseconds, kNeither,
       "mean time from the start of a load interval opened by a refresh to the expiry it forestalls",
       [](const Measurement& measured) {
         return ratio(measured.window.stampede.early_gap, measured.window.stampede.early_gaps);
       }},
  };
}

}  // namespace stampede
