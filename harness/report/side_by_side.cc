#include "harness/report/side_by_side.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/check.h"
#include "harness/report/definitions.h"
#include "harness/results/difference.h"
#include "harness/results/difference_text.h"
#include "harness/results/metric_text.h"
#include "harness/results/scenario_changes.h"

namespace stampede {

namespace {

// "The scenario of after is not that of before: cache.ttl: 30s, was 10s."
std::string scenario_remark(const SideInput& base, const SideInput& side) {
  std::string text;
  for (const ScenarioChange& change : scenario_changes(base.result.scenario_json, side.result.scenario_json)) {
    text += fmt::format("{}{}: {}, was {}", text.empty() ? "" : "; ", change.path, change.to, change.from);
  }
  if (text.empty()) text = "they are of different versions of the program";
  return fmt::format("The scenario of {} is not that of {}: {}.", side.label, base.label, text);
}

// The rows of one strategy, in the order of the catalogue: those that differ.
void add_rows(const DifferenceTable& table, const std::string& strategy, std::vector<SideBySide::Row>& rows) {
  for (const DifferenceRow& each : table.rows) {
    const auto is_equal = [](const Difference& one) { return one.verdict == DifferenceVerdict::kEqual; };
    if (std::ranges::all_of(each.differences, is_equal)) continue;
    const Metric& metric = *each.metric;
    const Difference& last = each.differences.back();
    SideBySide::Row& row = rows.emplace_back();
    row.strategy = strategy;
    row.metric = metric.name;
    row.unit = unit_name(metric.unit);
    row.direction = direction_text(metric.direction);
    for (const MetricValue& value : each.values) row.values.push_back(metric_text(metric.unit, value));
    row.difference = difference_text(metric.unit, last.difference);
    row.ratio = ratio_text(last.ratio);
    row.ratio_number = last.ratio;
    row.verdict = verdict_name(last.verdict);
  }
}

// The strategy in each of the results; empty if one of them lacks it.
std::vector<Subject> subjects_of(const std::string& strategy, std::span<const SideInput> sides) {
  std::vector<Subject> subjects;
  for (const SideInput& side : sides) {
    const auto found = std::ranges::find(side.strategies, strategy, &PooledCells::strategy);
    if (found == side.strategies.end()) return {};
    subjects.push_back({side.label, &*found});
  }
  return subjects;
}

}  // namespace

SideBySide side_by_side(const std::string& scenario, std::span<const SideInput> sides) {
  STAMPEDE_CHECK(sides.size() >= 2);
  SideBySide all{.id = fmt::format("side-{}", sides.front().id),
                 .title = scenario,
                 .results = {},
                 .labels = {},
                 .remarks = {},
                 .rows = {}};
  for (const SideInput& side : sides) {
    all.results.push_back(side.id);
    all.labels.push_back(side.label);
    if (side.result.scenario_digest != sides.front().result.scenario_digest) {
      all.remarks.push_back(scenario_remark(sides.front(), side));
    }
  }
  const std::vector<const Metric*> metrics = main_metrics();
  for (const PooledCells& each : sides.front().strategies) {
    const std::vector<Subject> subjects = subjects_of(each.strategy, sides);
    if (subjects.empty()) {
      all.remarks.push_back(each.strategy + " is not in all of the results.");
      continue;
    }
    add_rows(differences(subjects, "all", metrics), each.strategy, all.rows);
  }
  return all;
}

}  // namespace stampede
