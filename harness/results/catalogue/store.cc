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
      count("store.reads", kLower, "loads: reads of a key from the store, each with all its attempts", loads)
          .defined_as("store.reads.demand + store.reads.refresh = stampede.load_intervals + stampede.redundant_loads; "
                      "a load counts once, at its start, whatever its attempts"),
      count("store.reads.demand", kLower, "loads for readers that found no valid value",
            [](const Window& window) { return window.store.loads_demand; })
          .defined_as("loads started by a read for which the cache held no value within its TTL"),
      count("store.reads.refresh", kNeither, "loads of keys whose value was still valid",
            [](const Window& window) { return window.store.loads_refresh; })
          .defined_as(
              "loads started while the cache held a value within its TTL: early loads and background refreshes"),
      per_second("store.reads_per_second", kLower, "loads, per second", loads)
          .defined_as("store.reads / length of the window in seconds"),
      count("store.writes", kLower, "keys written to the store",
            [](const Window& window) { return window.store.keys_written; })
          .defined_as("sum over write calls of the keys in the call, at the start of the call"),
      count("store.write_calls", kLower, "calls that write to the store, of one key or a batch",
            [](const Window& window) { return window.store.write_calls; })
          .defined_as("number of write calls; a batch is one call"),
      count("store.attempts", kLower, "calls of the store, reads and writes",
            [](const Window& window) { return window.store.calls; })
          .defined_as("read calls + write calls, each attempt of a retried call by itself"),
      count("store.errors", kLower, "calls that took their service time and failed",
            [](const Window& window) { return window.store.errors; })
          .defined_as("calls that took their whole service time and then failed; a failed write commits nothing"),
      count("store.rejected", kLower, "calls refused at once because the queue was full",
            [](const Window& window) { return window.store.rejected; })
          .defined_as("calls refused at once: all servers were busy and the queue full, or the store was down"),
  };
}

// What a store client with a timeout adds.
std::vector<Metric> client_metrics() {
  return {
      count("store.retries", kLower, "calls that repeat one that failed",
            [](const Window& window) { return window.store.retries; })
          .defined_as("calls that are not the first attempt of their load or write; they follow errors, rejections and "
                      "timeouts"),
      count("store.timeouts", kLower, "attempts that were not answered in time",
            [](const Window& window) { return window.store.timeouts; })
          .defined_as("attempts with no answer within the timeout, which runs from the call"),
      count("store.abandoned", kLower, "calls given up while they were in the store, queued or in service",
            [](const Window& window) { return window.store.abandoned; })
          .defined_as("calls whose caller gave up, by timeout or crash, before they left the store"),
      count("store.cancelled", kNeither, "abandoned calls that left the queue and cost nothing more",
            [](const Window& window) { return window.store.cancelled; })
          .defined_as("of store.abandoned those that were still queued and left the queue at once"),
      {"store.abandoned_time", MetricUnit::kNanoseconds, kLower,
       "service time of calls that nobody waited for when they ended: capacity burnt",
       [](const Measurement& measured) { return total(measured.window.store.abandoned_time); },
       "sum of the service times of calls that ended after their caller had given up"},
  };
}

std::vector<Metric> occupancy_metrics() {
  return {
      count("store.in_flight.peak", kLower, "most calls in the store at once, queued or in service",
            [](const Window& window) { return static_cast<std::uint64_t>(window.store.in_flight.peak); })
          .defined_as("max over the window of (calls queued + calls in service)"),
      count("store.queue.peak", kLower, "most calls queued at once",
            [](const Window& window) { return static_cast<std::uint64_t>(window.store.queued.peak); })
          .defined_as("max over the window of the number of calls queued"),
      {"store.utilization", MetricUnit::kRatio, kLower,
       "time-average of busy servers over the store's concurrency; null if that is unlimited", utilization,
       "integral of busy servers over the window / (length of the window * concurrency)"},
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
                        "start of service - call, of calls that came into service",
                        [](const Window& window) -> const Histogram& { return window.store.queue_wait; }, kStatistics),
                    std::back_inserter(rows));
  return rows;
}

}  // namespace stampede
