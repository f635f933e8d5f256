// From what the engine hands back to the record that is kept.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cli/exit_codes.h"
#include "harness/engine/cell.h"
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

// The record of cells that did not fail, in the order of the matrix. It is complete when every cell is there and ran to
// its end.
Result record_of(const Scenario& scenario, std::vector<CellResult> cells, int jobs);

}  // namespace stampede
