// Everything that an A/B comparison found, and how its pairs are judged.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/cli/ab_metrics.h"
#include "harness/cli/ab_run.h"
#include "harness/gate/noisy_metric.h"
#include "harness/results/scenario_changes.h"

namespace stampede {

enum class AbStage { kWarmUp, kFirst, kConfirmation };

struct AbRun {
  AbStage stage;
  std::uint64_t pair;  // 0: the warm-up
  std::uint64_t seed;
  AbSide side;
  std::vector<std::optional<double>> values;  // of the family
};

// A metric in one sample.
struct AbRow {
  std::size_t metric = 0;  // in the family
  NoisyFinding finding;
  std::size_t pairs = 0;   // of which both runs were made
  bool has_values = true;  // false: some run has no value of the metric
  std::optional<double> median_a;
  std::optional<double> median_b;
};

struct AbRecord {
  std::array<std::string, 2> commands;
  std::uint64_t pairs = 0;  // of each sample
  Share alpha;
  Share effect;
  std::uint64_t seed = 1;
  bool complete = true;  // false: interrupted
  std::vector<AbMetric> family;
  std::vector<ScenarioChange> scenario_changes;     // from a to b
  std::vector<ScenarioChange> environment_changes;  // compiler, build type, jobs
  std::vector<AbRun> runs;                          // in the order in which they were made
  std::vector<AbRow> first;                         // one for each of the family
  std::vector<AbRow> confirmation;                  // those of the first that failed, on fresh pairs

  // Where the confirmation has a word on a metric, it has the last one.
  std::vector<AbRow> final_rows() const;
};

// "PASS", "IMPROVED", "FAIL", "INCONCLUSIVE", "NO DATA".
std::string_view verdict_of(const AbRow& row);

// The rows `metrics` of the family, judged by the complete pairs of one stage. Of a metric that some run has no value
// of, nothing is judged; it still counts in its family.
std::vector<AbRow> judge_stage(const AbRecord& record, AbStage stage, std::span<const std::size_t> metrics);

// The share as a number: 5% is 0.05.
double number_of(Share share);

}  // namespace stampede
