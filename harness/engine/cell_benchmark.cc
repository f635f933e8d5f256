// Whole cells: requests per second of the harness itself, all metrics on, one strategy each.

#include <benchmark/benchmark.h>

#include <string>

#include "harness/engine/catalogue.h"
#include "harness/engine/cell.h"
#include "harness/engine/world.h"
#include "harness/scenario/load.h"
#include "strategies/builtins.h"

namespace stampede {
namespace {

// A million keys, a tenth of them cached, loads that take a while: read-only, or with 5% writes.
std::string world(const std::string& operations) {
  return "name: benchmark\nduration: 100s\nworkload: {arrivals: {poisson: {rate: 10k/s}}, "
         "keys: {zipf: {count: 1M, exponent: 0.99}}, operations: " +
         operations +
         "}\ncache: {capacity: 100k}\nstore: {latency: {exponential: {mean: 5ms}}}\n"
         "strategies: [no-cache, cache-aside, write-through, write-behind, refresh-ahead, xfetch, locked]\n";
}

void run_cells(benchmark::State& state, const std::string& operations) {
  const LoadedScenario loaded =
      load_scenario_text(world(operations), "benchmark.yaml", catalogue_of(builtin_strategies(), builtin_evictions()));
  if (!loaded.scenario) return state.SkipWithError("the scenario is not valid");
  const Scenario& scenario = *loaded.scenario;
  const StrategySpec& strategy = scenario.strategies[static_cast<std::size_t>(state.range(0))];
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const CellInputs inputs{scenario, builtin_strategies(), builtin_evictions(), keys};
  std::int64_t requests = 0;
  for (auto _ : state) {
    CellProgress progress;
    requests += static_cast<std::int64_t>(run_cell(inputs, strategy, 1, progress).requests);
  }
  state.SetItemsProcessed(requests);
  state.SetLabel(strategy.name);
}

void BM_ReadOnlyCell(benchmark::State& state) {
  run_cells(state, "{read: 1}");
}
BENCHMARK(BM_ReadOnlyCell)->DenseRange(0, 6)->Unit(benchmark::kMillisecond);

void BM_MixedCell(benchmark::State& state) {
  run_cells(state, "{read: 95, write: 5}");
}
BENCHMARK(BM_MixedCell)->DenseRange(0, 6)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace stampede
