// The result of one run: what was asked, where it ran, and what was measured. Files and tables only render it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "harness/metrics/episode.h"
#include "harness/metrics/phase.h"
#include "harness/metrics/series.h"
#include "harness/metrics/window.h"

namespace stampede {

inline constexpr const char* kResultSchema = "stampede.result/1";
inline constexpr std::int64_t kUnlimitedServers = std::numeric_limits<std::int64_t>::max();

// Where and when a run took place. No number that is measured depends on it.
struct RunEnvironment {
  std::string host;
  std::string compiler;
  std::string build_type;
  int jobs = 1;
  std::string date;                       // ISO 8601, UTC
  std::string scenario_file;              // as it was named; empty: none
  std::vector<std::string> settings;      // that were changed on the command line: PATH=VALUE
  std::vector<std::uint64_t> gate_lines;  // of `scenario_file`, for each line of `gate:`; 0: it came from elsewhere

  bool operator==(const RunEnvironment&) const = default;
};

// A part of the cells of a run that is spread over several machines: every `of`-th, beginning with number `index`.
struct Shard {
  std::uint64_t index = 1;  // from 1 to `of`
  std::uint64_t of = 1;

  bool operator==(const Shard&) const = default;
};

// One strategy with one seed.
struct CellRecord {
  std::string strategy;
  std::uint64_t seed = 0;
  std::string digest;
  bool complete = true;  // false: the run was interrupted before the end of the scenario
  std::vector<std::string> warnings;
  double wall_seconds = 0;
  double requests_per_second = 0;  // how fast the harness itself went, warm-up included
  std::int64_t servers = 0;        // of the store, or kUnlimitedServers
  Window window;                   // the phase `all`
  std::vector<Phase> phases;       // the others, if there is a timeline
  Series series;
  std::vector<Episode> episodes;  // the largest of the measured part, in order; instants from its start

  bool operator==(const CellRecord&) const = default;
};

struct Result {
  std::string tool_version;
  std::string scenario_name;
  std::string scenario_digest;
  std::string data_digest;    // of the data files it names; empty without any
  std::string scenario_json;  // the effective scenario: a JSON object
  std::string clock;
  std::uint64_t seed = 1;  // of the first repetition
  RunEnvironment environment;
  bool complete = true;           // false: interrupted; cells (of the shard) are missing or were cut short
  std::optional<Shard> shard;     // nothing: all cells
  std::vector<CellRecord> cells;  // those of a strategy stand together, in the order of the scenario

  bool operator==(const Result&) const = default;
};

// All repetitions of one strategy as if they were one run: counts add up, histograms merge, peaks take the larger.
// Cells cut short count only where there is no complete one.
struct PooledCells {
  std::string strategy;
  std::vector<const CellRecord*> cells;  // of the result
  Window window;                         // the phase `all`
  std::vector<Phase> phases;             // the others, those of one name as one
  std::int64_t servers = 0;
};

// One per strategy, in the order of the cells. The result must outlive it.
std::vector<PooledCells> pool_cells(const Result& result);

}  // namespace stampede
