#include <array>
#include <iterator>
#include <ranges>

#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

namespace {

struct OutcomeRow {
  Outcome outcome;
  MetricDirection direction;
  const char* meaning;
};

constexpr std::array<OutcomeRow, kOutcomes> kOutcomeRows = {{
    {Outcome::kHit, kHigher, "reads for which a value within its TTL was ready on arrival and returned at once"},
    {Outcome::kEarlyLoad, kNeither, "reads that reloaded a still valid value and waited for it"},
    {Outcome::kExpiredHit, kNeither, "reads served at once with a value past its TTL, by choice of the strategy"},
    {Outcome::kLoad, kLower, "reads that waited for their own load"},
    {Outcome::kWait, kLower, "reads that waited for somebody else's load"},
    {Outcome::kExpiredOnError, kLower, "reads whose load failed and that were served a value past its TTL"},
    {Outcome::kError, kLower, "reads that got no value: store error, timeout or rejection"},
}};

constexpr std::array kAll = {Statistic::kMean, Statistic::kP50,  Statistic::kP90,
                             Statistic::kP99,  Statistic::kP999, Statistic::kMax};

std::uint64_t hits(const Window& window) {
  return window.reads.outcomes[static_cast<std::size_t>(Outcome::kHit)];
}

std::vector<Metric> outcome_metrics() {
  std::vector<Metric> rows;
  for (const OutcomeRow& row : kOutcomeRows) {
    const auto index = static_cast<std::size_t>(row.outcome);
    rows.push_back({"read." + std::string(kOutcomeNames[index]), MetricUnit::kCount, row.direction, row.meaning,
                    [index](const Measurement& measured) { return measured.window.reads.outcomes[index]; },
                    "number of reads with intended start in the window and outcome " +
                        std::string(kOutcomeNames[index]) + "; the seven outcomes sum to read.count"});
  }
  return rows;
}

}  // namespace

std::vector<Metric> read_metrics() {
  std::vector<Metric> rows = {
      {"hit_ratio", MetricUnit::kRatio, kHigher, "hits per read; readers that wait are not hits",
       [](const Measurement& measured) { return ratio(hits(measured.window), measured.window.reads_total()); },
       "read.hit / read.count"},
      count("read.count", kNeither, "reads, whatever their outcome",
            [](const Window& window) { return window.reads_total(); })
          .defined_as("read.hit + read.early_load + read.expired_hit + read.load + read.wait + read.expired_on_error + "
                      "read.error"),
  };
  const auto append = [&rows](std::vector<Metric> more) { std::ranges::move(more, std::back_inserter(rows)); };
  append(outcome_metrics());
  rows.push_back(
      {"read.age.mean", MetricUnit::kNanoseconds, kNeither, "mean time since the fill of the values hit",
       [](const Measurement& measured) { return ratio(measured.window.reads.hit_age, hits(measured.window)); },
       "sum over hits of (instant of the answer - instant of the fill) / read.hit"});
  append(durations(
      "read.latency", "latency of reads, from the intended start", "answer - intended start",
      [](const Window& window) -> const Histogram& { return window.reads.latency; }, kAll));
  append(durations(
      "read.service_latency", "latency of reads, from the actual start", "answer - actual start",
      [](const Window& window) -> const Histogram& { return window.reads.service_latency; }, kAll));
  return rows;
}

}  // namespace stampede
