// Runs the scenarios of results again, with an event log of one key around the largest stampede of each.
#pragma once

#include <string>
#include <vector>

#include "harness/engine/catalogue.h"
#include "harness/report/anatomy.h"
#include "harness/results/result.h"

namespace stampede {

struct DissectionOptions {
  const StrategyTable& strategies;
  const std::vector<EvictionRow>& evictions;
  std::vector<std::string> trace_folders;  // where recorded traces may be: what relative paths are relative to
  int jobs = 1;                            // strategies at a time; what is found does not depend on it
};

// The moment worth showing of one result.
struct StampedeMoment {
  std::size_t cell;  // of the result: whose episode it is
  Episode episode;
  Instant from;  // what is shown of the measured time
  Instant to;
};

// Around the largest episode of all strategies; of several the first in order. Nothing if there was none.
std::optional<StampedeMoment> largest_stampede(const Result& result);

// The anatomy of the largest stampede of the result: all its strategies at that moment, with the seed of the run that
// had it. If this program cannot repeat the run, or does not find the same episode, the reason says so.
AnatomyOrReason dissect(const Result& result, const DissectionOptions& options);

}  // namespace stampede
