#include <array>
#include <iterator>
#include <ranges>
#include <utility>

#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

// An error returns no version, so it cannot be stale.
constexpr std::array<std::pair<Outcome, const char*>, kOutcomes - 1> kStaleOutcomes = {{
    {Outcome::kHit, "stale reads that were hits"},
    {Outcome::kEarlyLoad, "stale reads that were early loads"},
    {Outcome::kExpiredHit, "stale reads that were served a value past its TTL by choice"},
    {Outcome::kLoad, "stale reads that waited for their own load"},
    {Outcome::kWait, "stale reads that waited for somebody else's load"},
    {Outcome::kExpiredOnError, "stale reads that were served a value past its TTL after a failed load"},
}};

constexpr std::array kStatistics = {Statistic::kMean, Statistic::kP50, Statistic::kP99, Statistic::kMax};

}  // namespace

std::vector<Metric> staleness_metrics() {
  std::vector<Metric> rows = {
      count("stale.reads", kLower, "reads of a version that a commit had superseded when the read started",
            [](const Window& window) { return window.stale_total(); })
          .defined_as("stale.reads.hit + .early_load + .expired_hit + .load + .wait + .expired_on_error; a read is "
                      "stale if the first commit that supersedes its version <= start of the read"),
  };
  for (const auto& [outcome, meaning] : kStaleOutcomes) {
    const auto index = static_cast<std::size_t>(outcome);
    rows.push_back({"stale.reads." + std::string(kOutcomeNames[index]), MetricUnit::kCount, kLower, meaning,
                    [index](const Measurement& measured) { return measured.window.reads.stale[index]; },
                    "number of stale reads with outcome " + std::string(kOutcomeNames[index]) + "; see stale.reads"});
  }
  rows.push_back(
      {"stale.ratio", MetricUnit::kRatio, kLower, "stale reads per read",
       [](const Measurement& measured) { return ratio(measured.window.stale_total(), measured.window.reads_total()); },
       "stale.reads / read.count"});
  std::ranges::move(durations(
                        "stale.age", "time from the first superseding commit to the start of a stale read",
                        "start of the read - first superseding commit, of stale reads",
                        [](const Window& window) -> const Histogram& { return window.reads.stale_age; }, kStatistics),
                    std::back_inserter(rows));
  return rows;
}

}  // namespace stampede
