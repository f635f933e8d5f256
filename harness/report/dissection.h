// Runs the scenario of a result again, with an event log of one key around one of its largest stampedes.
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
  std::uint64_t largest;  // loads of the largest episode of all
  Instant from;           // what is shown of the measured time
  Instant to;
};

// Around the first episode, of all strategies, that is at least two thirds as large as the largest: the earlier, the
// less the strategies have drifted apart, and the more can be seen of them at the same moment. Nothing if there was
// none.
std::optional<StampedeMoment> telling_stampede(const Result& result);

// The anatomy of that stampede: all strategies of the result at that moment, with the seed of the run that had it. If
// this program cannot repeat the run, or does not find the same episode, the reason says so.
AnatomyOrReason dissect(const Result& result, const DissectionOptions& options);

}  // namespace stampede
