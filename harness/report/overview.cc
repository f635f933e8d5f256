#include "harness/report/overview.h"

#include <algorithm>
#include <array>

#include "harness/base/math.h"
#include "harness/report/definitions.h"
#include "harness/report/relative_text.h"
#include "harness/results/comparison.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

using Shown = ComparisonColumn::Shown;

struct OverviewTopic {
  const char* id;
  const char* title;
  ComparisonColumn column;
};

constexpr std::array<OverviewTopic, 6> kOverviewTopics = {{
    {"p99", "p99 read latency", {"read.latency.p99", Shown::kLatency, 0, {"", "p99"}}},
    {"store-reads", "store reads per second", {"store.reads_per_second", Shown::kRate, 0, {"", "reads/s"}}},
    {"hit-ratio", "hit ratio, %", {"hit_ratio", Shown::kPercent, 0, {"", "hit %"}}},
    {"redundant-loads", "redundant loads", {"stampede.redundant_loads", Shown::kCount, 0, {"", "loads"}}},
    {"stale", "stale reads, % of all", {"stale.ratio", Shown::kPercent, 0, {"", "stale %"}}},
    {"failed", "failed requests", {"requests.failed", Shown::kCount, 0, {"", "failed"}}},
}};

// How bad a value is; of ratios that should be high, what is missing from one.
double badness(const OverviewTopic& topic, double value) {
  const bool higher = find_metric(topic.column.metric)->direction == MetricDirection::kHigherIsBetter;
  return std::max(0.0, higher ? 1 - value : value);
}

// Shades of a row by the logarithm of badness. Zero is as much better than the smallest other value as the row's
// largest ratio would have it, at most a thousandth of it.
std::vector<int> shades_of(const std::vector<std::optional<double>>& row) {
  double least = 0;
  double most = 0;
  for (const auto& value : row) {
    if (!value || *value <= 0) continue;
    least = least == 0 ? *value : std::min(least, *value);
    most = std::max(most, *value);
  }
  const bool has_zero = std::ranges::any_of(row, [](const auto& value) { return value && *value <= 0; });
  const double floor = has_zero ? least / 1000 : least;
  const double range = floor > 0 ? natural_log(most / floor) : 0;
  std::vector<int> shades;
  for (const auto& value : row) {
    const double above = value && *value > floor && range > 0 ? natural_log(*value / floor) / range : 0;
    shades.push_back(std::min(OverviewMatrix::kShades - 1, static_cast<int>(above * OverviewMatrix::kShades)));
  }
  return shades;
}

OverviewMatrix::Row row_of(const OverviewTopic& topic, const PooledResult& result,
                           const std::vector<std::string>& strategies) {
  const std::span<const ComparisonColumn> columns(&topic.column, 1);
  std::vector<ComparisonRow> compared;
  for (const PooledCells& each : result.strategies) {
    compared.push_back(comparison_row(each.strategy, {each.window, each.servers}, columns));
  }
  const TimeUnit unit = latency_unit(compared, columns);
  compare(compared, columns, unit);

  std::vector<std::optional<double>> bad;
  for (const ComparisonRow& each : compared) {
    const auto value = number_of(each.cells.front().value);
    bad.push_back(value ? std::optional(badness(topic, *value)) : std::nullopt);
  }
  const std::vector<int> shades = shades_of(bad);

  const bool is_time = topic.column.shown == Shown::kLatency;
  OverviewMatrix::Row row{result.id, is_time ? result.title + ", " + unit.name : result.title, {}};
  for (const std::string& strategy : strategies) {
    const auto found = std::ranges::find(compared, strategy, &ComparisonRow::name);
    if (found == compared.end()) {
      row.cells.emplace_back();
      continue;
    }
    const auto index = static_cast<std::size_t>(found - compared.begin());
    const ComparisonCell& cell = found->cells.front();
    row.cells.push_back(OverviewMatrix::Cell{.text = cell.text, .shade = shades[index], .best = cell.best});
  }
  return row;
}

bool tells_results_apart(const OverviewMatrix& matrix) {
  return std::ranges::any_of(matrix.rows, [](const OverviewMatrix::Row& row) {
    return std::ranges::any_of(row.cells, [](const auto& cell) { return cell && cell->shade > 0; });
  });
}

}  // namespace

std::vector<OverviewMatrix> overview_of(std::span<const PooledResult> results) {
  std::vector<std::string> strategies;
  for (const PooledResult& result : results) {
    for (const PooledCells& each : result.strategies) {
      if (std::ranges::find(strategies, each.strategy) == strategies.end()) strategies.push_back(each.strategy);
    }
  }
  std::vector<OverviewMatrix> matrices;
  for (const OverviewTopic& topic : kOverviewTopics) {
    const MetricDirection direction = find_metric(topic.column.metric)->direction;
    OverviewMatrix matrix{topic.id, topic.title, topic.column.metric, direction_text(direction), strategies, {}};
    for (const PooledResult& result : results) matrix.rows.push_back(row_of(topic, result, strategies));
    if (tells_results_apart(matrix)) matrices.push_back(std::move(matrix));
  }
  return matrices;
}

}  // namespace stampede
