// The strategies side by side in each phase of a timeline: what the tables of phases are made of.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/results/comparison.h"
#include "harness/results/result.h"

namespace stampede {

// A phase, and a row for each strategy that has it.
struct PhaseGroup {
  std::string title;  // "outage, 2m to 2m20s"
  std::vector<ComparisonRow> rows;
};

struct PhaseComparison {
  TimeUnit unit;  // of all latencies
  std::vector<PhaseGroup> groups;
};

// What one looks at while something goes wrong.
std::span<const ComparisonColumn> phase_columns();

// In the order of time, as the first strategy that has them tells; no groups without a timeline. Phases in which no
// time passes are left out: there is nothing to compare. The best of a phase is marked.
PhaseComparison compare_phases(std::span<const PooledCells> all);

}  // namespace stampede
