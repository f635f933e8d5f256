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
            [](const Window& window) { return window.writes.acknowledged; })
          .defined_as("writes with intended start in the window whose client got an acknowledgement = writes.committed "
                      "+ writes.coalesced + writes.lost + those still pending"),
      count("writes.failed", kLower, "writes that ended with an error",
            [](const Window& window) { return window.writes.failed; })
          .defined_as("writes with intended start in the window that ended with an error"),
      count("writes.committed", kNeither, "acknowledged writes that reached the store by a commit of their own",
            [](const Window& window) { return window.writes.committed; })
          .defined_as("acknowledged writes with a commit of their own in the store"),
      count("writes.coalesced", kNeither, "acknowledged writes that a later write replaced before they were stored",
            [](const Window& window) { return window.writes.coalesced; })
          .defined_as(
              "acknowledged writes that a later write of the same key replaced in a buffer before their commit"),
      count("writes.lost", kLower, "acknowledged writes that the store does not hold and no later write explains",
            [](const Window& window) { return window.writes.lost; })
          .defined_as("acknowledged writes such that, at a crash or after the drain, the store holds for the key the "
                      "initial value or a write acknowledged before this one was issued; each at most once"),
  };
}

}  // namespace

std::vector<Metric> write_metrics() {
  std::vector<Metric> rows = durations(
      "write.latency", "latency of writes, from the intended start to the acknowledgement",
      "acknowledgement or error - intended start",
      [](const Window& window) -> const Histogram& { return window.writes.latency; }, kLatency);
  const auto append = [&rows](std::vector<Metric> more) { std::ranges::move(more, std::back_inserter(rows)); };
  append(count_metrics());
  append(durations(
      "writes.durable_lag", "time from the acknowledgement of a write to its commit",
      "max(0, commit - acknowledgement), of acknowledged writes with a commit of their own",
      [](const Window& window) -> const Histogram& { return window.writes.durable_lag; }, kDurableLag));
  rows.push_back({"writes.pending.mean", MetricUnit::kCount, kLower,
                  "time-average of acknowledged writes neither committed nor replaced",
                  [](const Measurement& measured) { return maybe(measured.window.writes.uncommitted.mean()); },
                  "integral over the window of the number of acknowledged writes neither committed nor replaced / "
                  "length of the window"});
  rows.push_back({"writes.dirty_keys.mean", MetricUnit::kCount, kLower, "time-average of keys with such a write",
                  [](const Measurement& measured) { return maybe(measured.window.writes.dirty_keys.mean()); },
                  "integral over the window of the number of keys with a pending write / length of the window"});
  return rows;
}

}  // namespace stampede
