// Scenarios for tests: a few lines of YAML in, the results of the cells out.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "harness/engine/catalogue.h"
#include "harness/engine/cell.h"
#include "harness/engine/world.h"
#include "harness/scenario/load.h"
#include "strategies/builtins.h"

namespace stampede::testing {

// The scenario of `text`; fails the test if it is not a valid one.
inline Scenario scenario_of(const std::string& text) {
  const LoadedScenario loaded =
      load_scenario_text(text, "test.yaml", catalogue_of(builtin_strategies(), builtin_evictions()));
  for (const Diagnostic& diagnostic : loaded.diagnostics) ADD_FAILURE() << diagnostic.message;
  return loaded.scenario.value_or(Scenario{});
}

// Every strategy of the scenario, with the scenario's own seed.
inline std::vector<CellResult> run_all(const Scenario& scenario) {
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const CellInputs inputs{scenario, builtin_strategies(), builtin_evictions(), keys};
  std::vector<CellResult> results;
  for (const StrategySpec& strategy : scenario.strategies) {
    CellProgress progress;
    results.push_back(run_cell(inputs, strategy, scenario.seed, progress));
  }
  return results;
}

// The result of a scenario with a single strategy.
inline CellResult run(const std::string& text) {
  const std::vector<CellResult> results = run_all(scenario_of(text));
  EXPECT_EQ(results.size(), 1u);
  return results.empty() ? CellResult() : results.front();
}

inline std::uint64_t outcomes(const CellResult& result, Outcome outcome) {
  return result.measured.reads.outcomes[static_cast<std::size_t>(outcome)];
}

inline std::uint64_t loads(const CellResult& result) {
  return result.measured.store.loads_demand + result.measured.store.loads_refresh;
}

}  // namespace stampede::testing
