// From what the engine hands back to the record that is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cli/exit_codes.h"
#include "harness/engine/cell.h"
#include "harness/engine/matrix.h"
#include "harness/results/result.h"
#include "harness/scenario/scenario.h"

namespace stampede {

struct RunFailure {
  ExitCode code;
  std::string message;  // one line, to be shown as it is
  std::string advice;   // what to do next
};

// Why there is no result: the worst failure of the cells, or nothing.
std::optional<RunFailure> failure_of(const std::vector<CellResult>& cells);

// How a scenario came to be what it is.
struct ScenarioOrigin {
  std::string file = {};                   // as it was named; empty: none
  std::vector<std::string> settings = {};  // PATH=VALUE, as given to --set
};

// The record of cells that did not fail, in the order of the matrix. It is complete when every cell (of
// the shard) is there and ran to its end.
Result record_of(const Scenario& scenario, std::vector<CellResult> cells, int jobs, const ScenarioOrigin& origin = {},
                 const std::optional<Shard>& shard = {});

// The cells that are in the shard; nothing: all.
MatrixPart part_of(const std::optional<Shard>& shard);

}  // namespace stampede
