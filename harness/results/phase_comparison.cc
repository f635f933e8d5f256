#include "harness/results/phase_comparison.h"

#include <algorithm>
#include <array>

#include "harness/base/units.h"

namespace stampede {

namespace {

using Shown = ComparisonColumn::Shown;

constexpr std::array<ComparisonColumn, 5> kPhaseColumns = {{
    {"hit_ratio", Shown::kPercent, 6, {"hit", "%"}},
    {"read.latency.p50", Shown::kLatency, 5, {"", "p50"}},
    {"read.latency.p99", Shown::kLatency, 5, {"latency, ", "p99"}},
    {"requests.failed", Shown::kCount, 8, {"failed", "requests"}},
    {"store.reads_per_second", Shown::kRate, 7, {"store", "reads/s"}},
}};

std::vector<PhaseGroup> groups_of(std::span<const PooledCells> all) {
  std::vector<std::string> names;
  std::vector<PhaseGroup> groups;
  for (const PooledCells& pooled : all) {
    for (const Phase& phase : pooled.phases) {
      if (phase.from == phase.to) continue;
      const auto known = std::ranges::find(names, phase.name);
      const auto index = static_cast<std::size_t>(known - names.begin());
      if (known == names.end()) {
        names.push_back(phase.name);
        groups.push_back({phase.name + ", " + format_duration(phase.from) + " to " + format_duration(phase.to), {}});
      }
      groups[index].rows.push_back(comparison_row(pooled.strategy, {phase.window, pooled.servers}, kPhaseColumns));
    }
  }
  return groups;
}

}  // namespace

std::span<const ComparisonColumn> phase_columns() {
  return kPhaseColumns;
}

PhaseComparison compare_phases(std::span<const PooledCells> all) {
  PhaseComparison phases = {.unit = {}, .groups = groups_of(all)};
  std::vector<ComparisonRow> rows;
  for (const PhaseGroup& group : phases.groups) rows.insert(rows.end(), group.rows.begin(), group.rows.end());
  phases.unit = latency_unit(rows, kPhaseColumns);
  for (PhaseGroup& group : phases.groups) compare(group.rows, kPhaseColumns, phases.unit);
  return phases;
}

}  // namespace stampede
