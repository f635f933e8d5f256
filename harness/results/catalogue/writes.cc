#include <array>
#include <iterator>
#include <ranges>

#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

constexpr std::array kLatency = {Statistic::kMean, Statistic::kP50,  Statistic::kP90,
                                 Statistic::kP99,  Statistic::kP999, Statistic::kMax};
constexpr std::array kDurableLag = {Statistic::kP50, Statistic::kP99, Statistic::kMax};

std::vector<Metric> count_metrics() {
  return {
      count("writes.acknowledged", kHigher, "writes whose client was told that they are done",
            [](const Window& window) { return window.writes.acknowledged; }),
      count("writes.failed", kLower, "writes that ended with an error",
            [](const Window& window) { return window.writes.failed; }),
      count("writes.committed", kNeither, "acknowledged writes that reached the store by a commit of their own",
            [](const Window& window) { return window.writes.committed; }),
      count("writes.coalesced", kNeither, "acknowledged writes that a later write replaced before they were stored",
            [](const Window& window) { return window.writes.coalesced; }),
      count("writes.lost", kLower, "acknowledged writes that the store does not hold and no later write explains",
            [](const Window& window) { return window.writes.lost; }),
  };
}

}  // namespace

std::vector<Metric> write_metrics() {
  std::vector<Metric> rows = durations(
      "write.latency", "latency of writes, from the intended start to the acknowledgement",
      [](const Window& window) -> const Histogram& { return window.writes.latency; }, kLatency);
  const auto append = [&rows](std::vector<Metric> more) { std::ranges::move(more, std::back_inserter(rows)); };
  append(count_metrics());
  append(durations(
      "writes.durable_lag", "time from the acknowledgement of a write to its commit",
      [](const Window& window) -> const Histogram& { return window.writes.durable_lag; }, kDurableLag));
  rows.push_back({"writes.pending.mean", MetricUnit::kCount, kLower,
                  "time-average of acknowledged writes neither committed nor replaced",
                  [](const Measurement& measured) { return maybe(measured.window.writes.uncommitted.mean()); }});
  rows.push_back({"writes.dirty_keys.mean", MetricUnit::kCount, kLower, "time-average of keys with such a write",
                  [](const Measurement& measured) { return maybe(measured.window.writes.dirty_keys.mean()); }});
  return rows;
}

}  // namespace stampede
