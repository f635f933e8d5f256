// Which cells a merged result has: the first half of merging.
#pragma once

#include <span>
#include <variant>

#include "harness/results/cell_plan.h"
#include "harness/results/merge.h"

namespace stampede {

inline constexpr const char* kRunAgain = "run it again: 'stampede run' writes result files, nobody edits them";

// What is asked for by the run whose shards the inputs are, or by the repetitions together. Refuses shards that are
// missing, there twice or of different runs, and repetitions whose seeds overlap or leave a gap. REQUIRES: there are
// inputs; all are shards of as many, or none is.
std::variant<CellPlan, MergeProblem> merged_plan(std::span<const MergeInput> inputs);

}  // namespace stampede
