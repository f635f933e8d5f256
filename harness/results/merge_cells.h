// The cells of a merged result: the second half of merging.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "harness/results/cell_plan.h"
#include "harness/results/merge.h"

namespace stampede {

// The cells of all inputs, moved out of them into the order of the plan: all seeds of the first strategy, then of the
// second, ... Refuses, and moves nothing, if they are not exactly those of the plan.
std::variant<std::vector<CellRecord>, MergeProblem> merged_cells(std::span<MergeInput> inputs, const CellPlan& plan);

}  // namespace stampede
