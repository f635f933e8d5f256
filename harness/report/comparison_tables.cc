#include "harness/report/comparison_tables.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/report/definitions.h"
#include "harness/report/relative_text.h"
#include "harness/report/topics.h"
#include "harness/results/comparison.h"
#include "harness/results/difference.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/phase_comparison.h"
#include "harness/results/short_number.h"
#include "harness/results/spread.h"

namespace stampede {

namespace {

using Shown = ComparisonColumn::Shown;

bool tells_something(const MetricValue& value) {
  if (const auto* count = std::get_if<std::uint64_t>(&value)) return *count != 0;
  const auto* number = std::get_if<double>(&value);
  return number != nullptr && *number != 0;
}

// Takes out the columns that are zero or empty in every row, and names them.
std::string drop_silent(std::vector<ComparisonColumn>& columns, std::vector<ComparisonRow>& rows) {
  std::string silent;
  for (std::size_t i = columns.size(); i-- > 0;) {
    if (std::ranges::any_of(rows, [i](const ComparisonRow& row) { return tells_something(row.cells[i].value); })) {
      continue;
    }
    silent = std::string(columns[i].title[1]) + (silent.empty() ? "" : ", ") + silent;
    columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(i));
    for (ComparisonRow& row : rows) row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return silent.empty() ? "" : "Zero for every strategy: " + silent + ".";
}

std::string unit_of(const ComparisonColumn& column, const TimeUnit& unit) {
  switch (column.shown) {
    case Shown::kPercent:
      return "%";
    case Shown::kLatency:
      return unit.name;
    case Shown::kRate:
      return find_metric(column.metric)->unit == MetricUnit::kPerSecond ? "/s" : "";
    case Shown::kCount:
      return "";
  }
  return "";
}

std::string spread_text(Shown shown, double deviation, const TimeUnit& unit) {
  const double scale = shown == Shown::kPercent ? 100 : shown == Shown::kLatency ? 1 / unit.nanoseconds : 1;
  return "\u00b1" + short_number(deviation * scale);
}

// The standard deviation over the repetitions of one strategy; nothing for a single one.
std::string spread_over(const PooledCells& pooled, const ComparisonColumn& column, const TimeUnit& unit) {
  std::vector<double> values;
  for (const CellRecord* cell : pooled.cells) {
    const auto number = number_of(find_metric(column.metric)->value({cell->window, cell->servers}));
    if (number) values.push_back(*number);
  }
  const auto spread = spread_of(values);
  if (!spread || !spread->standard_deviation) return "";
  return spread_text(column.shown, *spread->standard_deviation, unit);
}

// `pooled`: of the rows, if their spread over repetitions is of interest.
ReportTable table_of(const char* id, const std::string& caption, std::vector<ComparisonColumn> columns,
                     std::vector<ComparisonRow> rows, const std::string& reference,
                     std::span<const PooledCells> pooled = {}) {
  ReportTable table{.id = id, .caption = caption, .note = drop_silent(columns, rows), .columns = {}, .rows = {}};
  const TimeUnit unit = latency_unit(rows, columns);
  compare(rows, columns, unit);
  for (const ComparisonColumn& each : columns) {
    table.columns.push_back({std::string(each.title[1]), unit_of(each, unit), each.metric,
                             direction_text(find_metric(each.metric)->direction)});
  }
  const auto base = std::ranges::find(rows, reference, &ComparisonRow::name);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    ReportRow& shown = table.rows.emplace_back(ReportRow{.strategy = rows[row].name, .cells = {}});
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto& [value, text, best] = rows[row].cells[i];
      ReportCell& cell = shown.cells.emplace_back(ReportCell{.text = text, .best = best});
      if (!pooled.empty()) cell.spread = spread_over(pooled[row], columns[i], unit);
      if (base == rows.end() || rows[row].name == reference) continue;
      cell.relative = relative_text(value, base->cells[i].value, columns[i].shown == Shown::kPercent);
    }
  }
  return table;
}

}  // namespace

std::string reference_of(std::span<const PooledCells> pooled, const std::string& wanted) {
  if (std::ranges::find(pooled, wanted, &PooledCells::strategy) != pooled.end()) return wanted;
  return pooled[default_reference(pooled)].strategy;
}

std::vector<ReportTable> comparison_tables(std::span<const PooledCells> pooled, const std::string& reference) {
  std::vector<ReportTable> tables;
  for (const Topic& topic : topics()) {
    std::vector<ComparisonRow> rows;
    for (const PooledCells& each : pooled) {
      rows.push_back(comparison_row(each.strategy, {each.window, each.servers}, topic.columns));
    }
    ReportTable table = table_of(topic.id, topic.caption, {topic.columns.begin(), topic.columns.end()}, std::move(rows),
                                 reference, pooled);
    if (table.columns.empty()) continue;
    tables.push_back(std::move(table));
  }
  return tables;
}

std::vector<ResultSection::PhaseTables> phase_tables(std::span<const PooledCells> pooled,
                                                     const std::string& reference) {
  std::vector<ResultSection::PhaseTables> phases;
  const std::vector<ComparisonColumn> columns(phase_columns().begin(), phase_columns().end());
  for (const PhaseGroup& group : compare_phases(pooled).groups) {
    std::vector<ReportTable> tables;
    tables.push_back(table_of("phase", group.title, columns, group.rows, reference));
    phases.push_back({group.title, std::move(tables)});
  }
  return phases;
}

}  // namespace stampede
