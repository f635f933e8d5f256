// Metrics of several strategies side by side, as short texts in which the best stand out: what tables are made of.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

inline constexpr std::string_view kNothingToShow = "-";

struct ComparisonColumn {
  enum class Shown { kPercent, kLatency, kCount, kRate };

  const char* metric;
  Shown shown;
  std::size_t width;                      // in characters; every text fits
  std::array<std::string_view, 2> title;  // two lines; the latencies share the first line of theirs
};

struct ComparisonCell {
  MetricValue value;
  std::string text = std::string(kNothingToShow);
  bool best = false;
};

struct ComparisonRow {
  std::string name;
  std::vector<ComparisonCell> cells;  // one for each column
};

struct TimeUnit {
  const char* name;
  double nanoseconds;
};

// The columns that tell how strategies differ.
std::span<const ComparisonColumn> comparison_columns();

// A row that has its values, but no texts yet.
ComparisonRow comparison_row(std::string name, const Measurement& measured, std::span<const ComparisonColumn> columns);

// The unit of all latencies: the one that leaves the largest of them room.
TimeUnit latency_unit(std::span<const ComparisonRow> rows, std::span<const ComparisonColumn> columns);

// Writes the texts and marks the value that is best in its column, as far as one can see it, unless most rows share it.
void compare(std::span<ComparisonRow> rows, std::span<const ComparisonColumn> columns, const TimeUnit& unit);

// The strategies of a result, compared in the whole run.
struct StrategyComparison {
  std::vector<ComparisonRow> rows;
  TimeUnit unit;
  std::size_t repetitions;  // of the strategy that has most
};
StrategyComparison compare_strategies(std::span<const PooledCells> pooled);

}  // namespace stampede
