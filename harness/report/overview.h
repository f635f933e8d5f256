// Several scenarios at a glance: one number for each scenario and strategy.
#pragma once

#include <span>
#include <vector>

#include "harness/report/report.h"

namespace stampede {

// A result with the id and title of its section, pooled.
struct PooledResult {
  std::string id;
  std::string title;
  std::vector<PooledCells> strategies;
};

// p99, hit ratio, load of the store, redundant loads, staleness, failures: those that tell results apart.
std::vector<OverviewMatrix> overview_of(std::span<const PooledResult> results);

}  // namespace stampede
