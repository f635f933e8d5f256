#include "harness/gate/baseline.h"

#include <set>
#include <type_traits>

#include "harness/base/digest.h"
#include "harness/metrics/window_fields.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

// Calls `visit` with the name and the histogram of each that a window has.
template <typename Visit>
void for_each_histogram(const Window& window, Visit&& visit) {
  for_each_window_field([&](const auto& field) {
    const auto& value = field.of(window);
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Histogram>)
      visit(std::string(field.name), value);
  });
}

std::string digest_of(const Histogram& histogram) {
  Digest digest;
  const auto sum = histogram.sum();
  digest.add(histogram.count(), static_cast<std::uint64_t>(sum), static_cast<std::uint64_t>(sum >> 64));
  digest.add(static_cast<std::uint64_t>(histogram.min().value_or(0)),
             static_cast<std::uint64_t>(histogram.max().value_or(0)));
  for (const Histogram::Bucket& bucket : histogram.buckets()) digest.add(bucket.index, bucket.count);
  return digest.hex();
}

BaselinePhase phase_of(const Window& window, std::int64_t servers) {
  BaselinePhase phase;
  for (const Metric& metric : metric_catalogue()) phase.metrics[metric.name] = metric.value({window, servers});
  for_each_histogram(window, [&](const std::string& name, const Histogram& histogram) {
    phase.histograms[name] = digest_of(histogram);
  });
  return phase;
}

}  // namespace

Baseline baseline_of(const Result& result, const std::string& reason) {
  Baseline baseline{.tool_version = result.tool_version,
                    .reason = reason,
                    .clock = result.clock,
                    .seeds = {},
                    .scenario_name = result.scenario_name,
                    .scenario_digest = result.scenario_digest,
                    .data_digest = result.data_digest,
                    .scenario_json = result.scenario_json,
                    .strategies = {}};
  for (const PooledCells& pooled : pool_cells(result)) {
    BaselineStrategy& strategy = baseline.strategies[pooled.strategy];
    for (const CellRecord* cell : pooled.cells) strategy.digests[cell->seed] = cell->digest;
    strategy.phases["all"] = phase_of(pooled.window, pooled.servers);
    for (const Phase& phase : pooled.phases) strategy.phases[phase.name] = phase_of(phase.window, pooled.servers);
  }
  baseline.seeds = seeds_of(baseline.strategies);
  return baseline;
}

std::vector<std::uint64_t> seeds_of(const std::map<std::string, BaselineStrategy>& strategies) {
  std::set<std::uint64_t> seeds;
  for (const auto& [name, strategy] : strategies) {
    for (const auto& [seed, digest] : strategy.digests) seeds.insert(seed);
  }
  return {seeds.begin(), seeds.end()};
}

const std::vector<std::string>& baseline_extras() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all = {kDigestName};
    for_each_histogram(Window(), [&](const std::string& name, const Histogram&) { all.push_back(name); });
    return all;
  }();
  return names;
}

}  // namespace stampede
