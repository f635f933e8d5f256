// The gate: may this result pass? From result files alone; nothing is run.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/gate/baseline.h"
#include "harness/gate/judgement.h"
#include "harness/gate/placed_check.h"
#include "harness/gate/policy.h"
#include "harness/gate/waivers.h"
#include "harness/results/result.h"

namespace stampede {

// A result, and what it is judged by. What it points to outlives the judging.
struct GateInput {
  std::string file;
  const Result* result = nullptr;
  std::vector<PooledCells> strategies = {};  // only those that are to be judged; others may still be referred to
  std::vector<PooledCells> all = {};
  std::vector<PlacedCheck> checks = {};
  std::string baseline_file = {};                 // empty: none was given
  std::optional<Baseline> baseline = {};          // nothing: there is none
  const Result* before = nullptr;                 // of a statistical gate: the result it is compared with
  std::vector<std::string> only_strategies = {};  // empty: all
};

// Judges one result. A run that is not valid is judged by nothing else.
GatedResult judge_result(const GateInput& input, const GatePolicy& policy, Waivers& waivers);

}  // namespace stampede
