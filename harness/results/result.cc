#include "harness/results/result.h"

#include <algorithm>
#include <span>

namespace stampede {

namespace {

void pool(std::vector<Phase>& phases, const Phase& phase) {
  const auto same = std::ranges::find(phases, phase.name, &Phase::name);
  if (same == phases.end()) {
    phases.push_back(phase);
  } else {
    same->from = std::min(same->from, phase.from);
    same->to = std::max(same->to, phase.to);
    same->window.merge(phase.window);
  }
}

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
    for (const Phase& phase : cell.phases) pool(pooled.phases, phase);
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
