#include "harness/results/result.h"

#include <algorithm>
#include <span>

namespace stampede {

namespace {

PooledCells pool(std::span<const CellRecord> cells) {
  PooledCells pooled;
  pooled.strategy = cells.front().strategy;
  pooled.servers = cells.front().servers;
  const bool any_complete = std::ranges::any_of(cells, &CellRecord::complete);
  for (const CellRecord& cell : cells) {
    if (any_complete && !cell.complete) continue;
    if (pooled.cells.empty()) {
      pooled.window = cell.window;
    } else {
      pooled.window.merge(cell.window);
    }
    pooled.cells.push_back(&cell);
  }
  return pooled;
}

}  // namespace

std::vector<PooledCells> pool_cells(const Result& result) {
  std::vector<PooledCells> all;
  for (auto first = result.cells.begin(); first != result.cells.end();) {
    const auto last = std::find_if(first, result.cells.end(),
                                   [&](const CellRecord& cell) { return cell.strategy != first->strategy; });
    all.push_back(pool({first, last}));
    first = last;
  }
  return all;
}

}  // namespace stampede
