#include <algorithm>
#include <array>
#include <iterator>

#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

constexpr std::array kSizeStatistics = {Statistic::kMean, Statistic::kP50, Statistic::kP99};

std::vector<Metric> interval_metrics() {
  return {
      count("stampede.load_intervals", kLower, "maximal intervals in which a load of one key is in flight",
            [](const Window& window) { return window.stampede.load_intervals; })
          .defined_as("number of maximal intervals in which at least one load of a key is in flight, summed over keys "
                      "= store.reads - stampede.redundant_loads"),
      count("stampede.load_intervals.demand", kLower, "load intervals opened by a reader that found no valid value",
            [](const Window& window) { return window.stampede.load_intervals_demand; })
          .defined_as("load intervals whose first load is a demand load"),
      count("stampede.episodes", kLower, "load intervals with at least one redundant load",
            [](const Window& window) { return window.stampede.episodes; })
          .defined_as("number of load intervals with at least two loads"),
      count("stampede.redundant_loads", kLower, "loads of a key started while another load of it was in flight",
            [](const Window& window) { return window.stampede.redundant_loads; })
          .defined_as("loads that start while another load of the same key is in flight = store.reads - "
                      "stampede.load_intervals"),
      count("stampede.peak", kLower, "most loads of one key in flight at once",
            [](const Window& window) { return window.stampede.peak; })
          .defined_as("max over keys and instants of the loads of the key in flight"),
      count("stampede.largest", kLower, "most loads started in one load interval",
            [](const Window& window) { return window.stampede.largest; })
          .defined_as("max over load intervals of the loads started in the interval"),
  };
}

std::vector<Metric> cost_metrics() {
  return {
      {"stampede.excess_store_time", MetricUnit::kNanoseconds, kLower, "service time spent on redundant loads, summed",
       [](const Measurement& measured) { return total(measured.window.stampede.excess_store_time); },
       "sum over redundant loads of their service time; the time in the queue does not count"},
      {"early_load.gap.mean", MetricUnit::kNanoseconds, kNeither,
       "mean time from the start of a load interval opened by a refresh to the expiry it forestalls",
       [](const Measurement& measured) {
         return ratio(measured.window.stampede.early_gap, measured.window.stampede.early_gaps);
       },
       "sum over load intervals opened by a refresh of (expiry of the cached value - start of the interval) / their "
       "number"},
  };
}

}  // namespace

std::vector<Metric> stampede_metrics() {
  std::vector<Metric> rows = interval_metrics();
  std::ranges::move(
      counts(
          "stampede.episode_size", "size of stampede episodes, in loads", "loads started in an episode",
          [](const Window& window) -> const Histogram& { return window.stampede.episode_size; }, kSizeStatistics),
      std::back_inserter(rows));
  std::ranges::move(cost_metrics(), std::back_inserter(rows));
  return rows;
}

}  // namespace stampede
