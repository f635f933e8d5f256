// The matrix of cells: every strategy with every seed, over the cores.
#pragma once

#include <functional>
#include <vector>

#include "harness/engine/cell.h"

namespace stampede {

// Some of the cells, for runs that are spread over several machines: every `stride`-th, beginning with `first`.
struct MatrixPart {
  std::size_t first = 0;   // in the order of the results
  std::size_t stride = 1;  // at least 1; larger ones than there are cells leave nothing to some parts

  bool holds(std::size_t cell) const { return cell >= first && (cell - first) % stride == 0; }
  // How many of the first `cells` of the matrix are cells of the part.
  std::size_t among(std::size_t cells) const { return cells > first ? (cells - first - 1) / stride + 1 : 0; }
};

struct MatrixOptions {
  int jobs = 1;          // cells at a time; results do not depend on it
  MatrixPart part = {};  // all cells
  // Called while cells run, from one thread at a time, at most every tenth of a second and once at the end.
  struct Progress {
    std::size_t cells_done = 0;
    std::size_t cells = 0;       // of the part
    std::size_t cell = 0;        // the first that is running: an index in the order of the results
    Instant simulated = 0;       // of that cell
    std::uint64_t requests = 0;  // of all cells so far
  };
  std::function<void(const Progress&)> on_progress;
  const std::atomic<bool>* stop = nullptr;  // becomes true when the user wants out
};

// Cells in order: all seeds of the first strategy, then of the second, ... Cells of other parts are missing, and those
// that were never started because of `stop`, from the end or the middle; those it cut short are marked as interrupted.
std::vector<CellResult> run_matrix(const CellInputs& inputs, const MatrixOptions& options);

}  // namespace stampede
