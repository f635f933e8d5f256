// Several results as one: the shards of a run, or runs of one scenario with other seeds.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "harness/results/result.h"

namespace stampede {

struct MergeInput {
  std::string name;  // as messages call it
  Result result;
};

struct MergeProblem {
  bool incomplete = false;  // a result was cut short; else the results do not belong together
  std::string message;      // its first line; further ones, indented, name settings that differ
  std::string advice;       // what to do next
};

struct MergedResult {
  Result result;
  std::vector<std::string> notes;  // what was not the same everywhere, one line each
};

// The result with all cells of the inputs, or why there is none. Nothing is lost and nothing is made up: the inputs are
// of the same scenario (by its digest, which leaves out seeds, description and gate), the same data and clock,
// complete, and their cells are exactly those that the merged scenario asks for.
//
// Shards: each of them once, of one run. The result is the one that the run would have written unsharded. Repetitions:
// results without a shard, whose seeds follow one another without gaps; `seed` is the smallest, and the effective
// scenario says how many there are.
//
// Of the environment: hosts, compilers, build types and versions of the tool stand side by side where they differ, each
// once; `jobs` is the largest and `date` the latest. All else is that of the first input, as are description and gate
// of the scenario; but the settings of repetitions leave out `seed=` and `repetitions=`, which told about a part.
std::variant<MergedResult, MergeProblem> merge_results(std::vector<MergeInput> inputs);

}  // namespace stampede
