// The tables of a report: what the strategies did, side by side, subject by subject.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/report/report.h"

namespace stampede {

// The strategy that others are measured against: `wanted` if the result has it, else that of difference.h.
std::string reference_of(std::span<const PooledCells> pooled, const std::string& wanted);

// Whole run: outcomes, latency, store, faults, stampedes, staleness, durability, cache, recovery. Columns that are zero
// or empty for every strategy are named in the note of their table instead; tables without columns are left out.
std::vector<ReportTable> comparison_tables(std::span<const PooledCells> pooled, const std::string& reference);

// For each phase of the timeline in which time passes, in order of time.
std::vector<ResultSection::PhaseTables> phase_tables(std::span<const PooledCells> pooled, const std::string& reference);

}  // namespace stampede
