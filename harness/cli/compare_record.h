// What a comparison found: tables of differences, and what must be known to read them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/cli/result_input.h"
#include "harness/results/difference.h"
#include "harness/results/scenario_changes.h"

namespace stampede {

// The differences between strategies of a file, or between the results of one strategy in several files.
struct ComparedGroup {
  std::string title;  // of several files: the strategy; else empty
  DifferenceTable table;
};

// Where the scenario of a file differs from that of the first.
struct ComparedScenario {
  std::string label;
  std::vector<ScenarioChange> changes;
};

struct CompareRecord {
  std::vector<std::string> labels;  // of the files
  std::vector<const ResultInput*> files;
  std::string phase;
  std::vector<ComparedGroup> groups;
  std::vector<ComparedScenario> scenarios;  // only those that differ
  std::vector<std::string> notes;           // what limits the comparison, one line each
  bool partial = false;                     // something that should have been compared was not there
};

// Compares the strategies of one result with the strategy `reference`, all of which have the phase or are left out with
// a note. REQUIRES: the result has `reference` with that phase.
CompareRecord compare_within(const ResultInput& input, std::span<const std::string> strategies,
                             const std::string& reference, const std::string& phase,
                             std::span<const Metric* const> metrics);

// Compares each strategy in the first file with the same in the others. No groups: they have none in common.
CompareRecord compare_across(std::span<const ResultInput> inputs, std::span<const std::string> strategies,
                             const std::string& phase, std::span<const Metric* const> metrics);

// Removes rows in which nothing differs, and groups without rows.
void keep_changes(CompareRecord& record);

// How many differences have that verdict.
std::size_t count_of(const CompareRecord& record, DifferenceVerdict verdict);

}  // namespace stampede
