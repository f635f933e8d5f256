#include "harness/results/comparison.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/time.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

using Shown = ComparisonColumn::Shown;

constexpr std::array<ComparisonColumn, 9> kColumns = {{
    {"hit_ratio", Shown::kPercent, 6, {"hit", "%"}},
    {"read.latency.p50", Shown::kLatency, 5, {"", "p50"}},
    {"read.latency.p99", Shown::kLatency, 5, {"", "p99"}},
    {"read.latency.p999", Shown::kLatency, 5, {"read latency, ", "p99.9"}},
    {"store.reads_per_second", Shown::kRate, 7, {"store", "reads/s"}},
    {"stampede.episodes", Shown::kCount, 8, {"stampede", "episodes"}},
    {"stampede.redundant_loads", Shown::kCount, 9, {"redundant", "loads"}},
    {"stale.reads", Shown::kCount, 5, {"stale", "reads"}},
    {"writes.lost", Shown::kCount, 6, {"lost", "writes"}},
}};

std::string cell_text(Shown shown, const MetricValue& value, const TimeUnit& unit) {
  const std::optional<double> number = number_of(value);
  if (!number) return std::string(kNothingToShow);
  switch (shown) {
    case Shown::kPercent:
      // Of a file that was tampered with, shares may be anything.
      return *number <= 1 ? short_percent(*number) : short_number(100 * *number);
    case Shown::kLatency:
      return short_number(*number / unit.nanoseconds);
    case Shown::kRate:
      return short_number(*number);
    case Shown::kCount:
      return short_count(std::get<std::uint64_t>(value));
  }
  STAMPEDE_CHECK(false);
}

// Differences that cannot be seen are none, and what most rows share is no distinction.
void mark_best(std::span<ComparisonRow> rows, std::size_t column, MetricDirection direction) {
  if (direction == MetricDirection::kNeither) return;
  const bool lower = direction == MetricDirection::kLowerIsBetter;
  const ComparisonCell* best = nullptr;
  std::ptrdiff_t values = 0;
  for (const ComparisonRow& row : rows) {
    const ComparisonCell& cell = row.cells[column];
    if (cell.text == kNothingToShow) continue;
    ++values;
    if (best == nullptr || (lower ? cell.value < best->value : cell.value > best->value)) best = &cell;
  }
  if (best == nullptr) return;
  const auto is_best = [&, text = best->text](const ComparisonRow& row) { return row.cells[column].text == text; };
  if (2 * std::ranges::count_if(rows, is_best) > values) return;
  for (ComparisonRow& row : rows) row.cells[column].best = is_best(row);
}

}  // namespace

std::span<const ComparisonColumn> comparison_columns() {
  return kColumns;
}

ComparisonRow comparison_row(std::string name, const Measurement& measured, std::span<const ComparisonColumn> columns) {
  ComparisonRow row{std::move(name), {}};
  for (const ComparisonColumn& column : columns) {
    row.cells.emplace_back().value = find_metric(column.metric)->value(measured);
  }
  return row;
}

TimeUnit latency_unit(std::span<const ComparisonRow> rows, std::span<const ComparisonColumn> columns) {
  double largest = 0;
  for (const ComparisonRow& row : rows) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].shown == Shown::kLatency) largest = std::max(largest, number_of(row.cells[i].value).value_or(0));
    }
  }
  if (largest == 0) return {"ms", kMillisecond};
  if (largest < kMicrosecond) return {"ns", kNanosecond};
  if (largest < kMillisecond) return {"us", kMicrosecond};
  if (largest < 10 * kSecond) return {"ms", kMillisecond};
  return {"s", kSecond};
}

void compare(std::span<ComparisonRow> rows, std::span<const ComparisonColumn> columns, const TimeUnit& unit) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    for (ComparisonRow& row : rows) row.cells[i].text = cell_text(columns[i].shown, row.cells[i].value, unit);
    mark_best(rows, i, find_metric(columns[i].metric)->direction);
  }
}

StrategyComparison compare_strategies(std::span<const PooledCells> pooled) {
  StrategyComparison comparison{};
  for (const PooledCells& each : pooled) {
    comparison.repetitions = std::max(comparison.repetitions, each.cells.size());
    comparison.rows.push_back(comparison_row(each.strategy, {each.window, each.servers}, comparison_columns()));
  }
  comparison.unit = latency_unit(comparison.rows, comparison_columns());
  compare(comparison.rows, comparison_columns(), comparison.unit);
  return comparison;
}

}  // namespace stampede
