#include "harness/results/side_by_side.h"

#include <algorithm>

#include "harness/results/difference_text.h"
#include "harness/results/metric_text.h"

namespace stampede {

namespace {

// The strategy in each of the results, or nothing if one has none of that name.
std::vector<Subject> subjects_of(std::span<const std::vector<PooledCells>> results, const std::string& strategy) {
  std::vector<Subject> subjects;
  for (const std::vector<PooledCells>& result : results) {
    const auto found = std::ranges::find(result, strategy, &PooledCells::strategy);
    if (found == result.end()) return {};
    subjects.push_back({strategy, &*found});
  }
  return subjects;
}

bool differs(const DifferenceRow& row) {
  return std::ranges::any_of(row.differences,
                             [](const Difference& each) { return each.verdict != DifferenceVerdict::kEqual; });
}

SideBySideRow words_of(const std::string& strategy, const DifferenceRow& row) {
  const MetricUnit unit = row.metric->unit;
  const Difference& last = row.differences.back();
  SideBySideRow words{.strategy = strategy,
                      .metric = row.metric,
                      .values = {},
                      .difference = difference_text(unit, last.difference),
                      .ratio = ratio_text(last.ratio),
                      .ratio_number = last.ratio,
                      .verdict = last.verdict};
  for (const MetricValue& value : row.values) words.values.push_back(metric_text(unit, value));
  return words;
}

}  // namespace

std::vector<SideBySideRow> side_by_side(std::span<const std::vector<PooledCells>> results) {
  std::vector<SideBySideRow> rows;
  for (const PooledCells& pooled : results.front()) {
    const std::vector<Subject> subjects = subjects_of(results, pooled.strategy);
    if (subjects.empty()) continue;
    for (const DifferenceRow& row : differences(subjects, "all", main_metrics()).rows) {
      if (differs(row)) rows.push_back(words_of(pooled.strategy, row));
    }
  }
  return rows;
}

}  // namespace stampede
