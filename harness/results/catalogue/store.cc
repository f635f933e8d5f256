#include <array>
#include <iterator>
#include <limits>
#include <ranges>

#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

std::uint64_t loads(const Window& window) {
  return window.store.loads_demand + window.store.loads_refresh;
}

MetricValue utilization(const Measurement& measured) {
  if (measured.servers == std::numeric_limits<std::int64_t>::max()) return std::monostate{};
  const std::optional<double> busy = measured.window.store.busy.mean();
  if (!busy) return std::monostate{};
  return *busy / static_cast<double>(measured.servers);
}

std::vector<Metric> call_metrics() {
  return {
      count("store.reads", kLower, "loads: reads of a key from the store, each with all its attempts", loads),
      count("store.reads.demand", kLower, "loads for readers that found no valid value",
            [](const Window& window) { return window.store.loads_demand; }),
      count("store.reads.refresh", kNeither, "loads of keys whose value was still valid",
            [](const Window& window) { return window.store.loads_refresh; }),
      per_second("store.reads_per_second", kLower, "loads, per second", loads),
      count("store.writes", kLower, "keys written to the store",
            [](const Window& window) { return window.store.keys_written; }),
      count("store.write_calls", kLower, "calls that write to the store, of one key or a batch",
            [](const Window& window) { return window.store.write_calls; }),
      count("store.attempts", kLower, "calls of the store, reads and writes",
            [](const Window& window) { return window.store.calls; }),
      count("store.errors", kLower, "calls that took their service time and failed",
            [](const Window& window) { return window.store.errors; }),
      count("store.rejected", kLower, "calls refused at once because the queue was full",
            [](const Window& window) { return window.store.rejected; }),
  };
}

// What a store client with a timeout adds.
std::vector<Metric> client_metrics() {
  return {
      count("store.retries", kLower, "calls that repeat one that failed",
            [](const Window& window) { return window.store.retries; }),
      count("store.timeouts", kLower, "attempts that were not answered in time",
            [](const Window& window) { return window.store.timeouts; }),
      count("store.abandoned", kLower, "calls given up while they were in the store, queued or in service",
            [](const Window& window) { return window.store.abandoned; }),
      count("store.cancelled", kNeither, "abandoned calls that left the queue and cost nothing more",
            [](const Window& window) { return window.store.cancelled; }),
      {"store.abandoned_time", MetricUnit::kNanoseconds, kLower,
       "service time of calls that nobody waited for when they ended: capacity burnt",
       [](const Measurement& measured) -> MetricValue {
         return static_cast<std::uint64_t>(measured.window.store.abandoned_time);
       }},
  };
}

std::vector<Metric> occupancy_metrics() {
  return {
      count("store.in_flight.peak", kLower, "most calls in the store at once, queued or in service",
            [](const Window& window) { return static_cast<std::uint64_t>(window.store.in_flight.peak); }),
      count("store.queue.peak", kLower, "most calls queued at once",
            [](const Window& window) { return static_cast<std::uint64_t>(window.store.queued.peak); }),
      {"store.utilization", MetricUnit::kRatio, kLower,
       "time-average of busy servers over the store's concurrency; null if that is unlimited", utilization},
  };
}

}  // namespace

std::vector<Metric> store_metrics() {
  std::vector<Metric> rows = call_metrics();
  std::ranges::move(client_metrics(), std::back_inserter(rows));
  std::ranges::move(occupancy_metrics(), std::back_inserter(rows));
  constexpr std::array kStatistics = {Statistic::kMean, Statistic::kP99};
  std::ranges::move(durations(
                        "store.queue_wait", "time from a call to the start of its service",
                        [](const Window& window) -> const Histogram& { return window.store.queue_wait; }, kStatistics),
                    std::back_inserter(rows));
  return rows;
}

}  // namespace stampede
