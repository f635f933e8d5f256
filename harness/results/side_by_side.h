// Several results of one scenario side by side, in words: what reports show of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/results/difference.h"

namespace stampede {

struct SideBySideRow {
  std::string strategy;
  const Metric* metric;
  std::vector<std::string> values;  // one for each result
  // Of the last result against the first.
  std::string difference;
  std::string ratio;
  std::optional<double> ratio_number;
  DifferenceVerdict verdict;
};

// The main metrics in which two of the results differ, for each strategy that all of them have, in the order of the
// first; `results` are pooled, at least two. How differences are judged: see `differences`.
std::vector<SideBySideRow> side_by_side(std::span<const std::vector<PooledCells>> results);

}  // namespace stampede
