// One cell of a run: one strategy, one seed, one world, in virtual time.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/base/key_distribution.h"
#include "harness/cache/eviction.h"
#include "harness/engine/key_trace.h"
#include "harness/metrics/episode.h"
#include "harness/metrics/phase.h"
#include "harness/metrics/series.h"
#include "harness/metrics/window.h"
#include "harness/scenario/scenario.h"
#include "harness/strategy/registry.h"

namespace stampede {

// Everything cells share: immutable while they run.
struct CellInputs {
  const Scenario& scenario;
  const StrategyTable& strategies;
  const std::vector<EvictionRow>& evictions;
  const KeyDistribution& keys;  // of the scenario; unused with a trace
};

// How far a cell has come, readable from other threads while it runs, and the way to stop it early.
struct CellProgress {
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<Instant> simulated = 0;
  std::atomic<bool> stop = false;
};

struct CellResult {
  std::string strategy;
  std::uint64_t seed = 0;
  std::string digest;
  Window measured;                     // the phase `all`
  std::vector<Phase> phases;           // the others, if there is a timeline
  Series series;                       // of the measured time
  std::vector<Episode> episodes;       // the largest of the measured part, in order; instants from its start
  std::vector<std::string> warnings;   // what can mislead whoever reads the numbers
  std::optional<std::string> failure;  // why the run could not be finished or measured nothing; then not valid
  bool io_failure = false;             // the failure was a file that could not be read
  bool interrupted = false;
  std::uint64_t requests = 0;  // offered, warm-up included
  std::int64_t servers = 0;    // of the store; INT64_MAX: unlimited
  double wall_seconds = 0;     // how long the cell took; not part of what is measured
};

// Runs `strategy` with `seed`. Deterministic but for `wall_seconds`, unless it is stopped. `trace`, if there is one,
// hears of the key it watches; it outlives the call. No more requests come once it has seen all it watches.
CellResult run_cell(const CellInputs& inputs, const StrategySpec& strategy, std::uint64_t seed, CellProgress& progress,
                    KeyTrace* trace = nullptr);

}  // namespace stampede
