// What a search found, as a table and as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/cli/search_probe.h"
#include "harness/results/bisection.h"

namespace stampede {

struct StrategySearch {
  std::string strategy;
  Boundary boundary;
  std::vector<SearchProbe> probes;    // in the order in which they ran
  std::optional<RunFailure> failure;  // why the search ended early

  const SearchProbe* probe(std::optional<std::int64_t> value) const;  // null if it was not tried
};

struct SearchRecord {
  std::string scenario;       // its name
  std::string scenario_path;  // as the command line names it; empty: the built-in one
  std::uint64_t seed = 1;
  std::int64_t repetitions = 1;
  SearchSubject subject;
  BisectionSpace space;
  std::vector<StrategySearch> strategies;  // in the order of the scenario
};

// Why there is no boundary, or "" if there is one; one line without the strategy's name.
std::string no_answer(const SearchRecord& record, const StrategySearch& search);

// A row for each strategy: the last value at which the condition holds and the first at which it does not, with the
// metrics of the condition; why there is none; and the commands that run each boundary.
std::string search_table(const SearchRecord& record);

// The same with every run, as JSON ending in a newline.
std::string search_json(const SearchRecord& record);

}  // namespace stampede
