// Runs a scenario in process and prints the hit ratio of every strategy.
//
// usage: consumer SCENARIO
#include <cstdio>
#include <variant>

#include "harness/base/diagnostics.h"
#include "harness/engine/catalogue.h"
#include "harness/engine/matrix.h"
#include "harness/engine/world.h"
#include "harness/results/metric_catalogue.h"
#include "harness/scenario/load.h"
#include "strategies/builtins.h"

int main(int argc, char** argv) {
  using namespace stampede;
  if (argc != 2) return 2;
  const StrategyTable& strategies = builtin_strategies();
  const std::vector<EvictionRow>& evictions = builtin_evictions();
  const LoadedScenario loaded = load_scenario(argv[1], catalogue_of(strategies, evictions));
  std::fputs(render_diagnostics(loaded.diagnostics).c_str(), stderr);
  if (!loaded.scenario) return 1;
  const KeyDistribution keys = make_keys(loaded.scenario->workload.keys);
  for (const CellResult& cell : run_matrix({*loaded.scenario, strategies, evictions, keys}, {})) {
    const MetricValue ratio = find_metric("hit_ratio")->value({cell.measured, cell.servers});
    std::printf("%s %.17g\n", cell.strategy.c_str(), std::get<double>(ratio));
  }
}
