#include "harness/results/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "harness/base/quote.h"
#include "harness/results/comparison.h"
#include "harness/results/phase_comparison.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

// "store reads/s", "hit %", "p99, ms".
std::string title(const ComparisonColumn& column, const TimeUnit& unit) {
  const std::string second(column.title[1]);
  if (column.shown == ComparisonColumn::Shown::kLatency) return second + ", " + unit.name;
  return std::string(column.title[0]) + " " + second;
}

std::string subtitle(const Result& result, std::size_t repetitions) {
  return run_words(result, repetitions) + (result.complete ? "" : "; **incomplete: interrupted before the end**");
}

// The heads of the columns, and the rows.
std::string table_of(std::span<const ComparisonRow> rows, std::span<const ComparisonColumn> columns,
                     const TimeUnit& unit) {
  std::string text = "| strategy |";
  for (const ComparisonColumn& column : columns) text += fmt::format(" {} |", title(column, unit));
  text += "\n|---|";
  for (std::size_t i = 0; i < columns.size(); ++i) text += "--:|";
  text += "\n";
  for (const ComparisonRow& row : rows) {
    text += fmt::format("| {} |", escaped_markdown(row.name));
    for (const ComparisonCell& cell : row.cells) {
      const std::string shown = escaped_markdown(cell.text);
      text += fmt::format(fmt::runtime(cell.best ? " **{}** |" : " {} |"), shown);
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string escaped_markdown(std::string_view text) {
  constexpr std::string_view kSigns = "\\`*_[]|~#!$";
  std::string safe;
  for (const char c : without_control_characters(text)) {
    if (c == '<' || c == '>' || c == '&') {
      safe += c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&amp;";
      continue;
    }
    if (kSigns.find(c) != std::string_view::npos) safe += '\\';
    safe += c;
  }
  return safe;
}

std::string markdown_table(const Result& result) {
  const std::vector<PooledCells> all = pool_cells(result);
  const auto columns = comparison_columns();
  const auto [rows, unit, repetitions] = compare_strategies(all);

  std::string text = "### " + escaped_markdown(result.scenario_name) + "\n\n" + subtitle(result, repetitions) + "\n\n";
  text += table_of(rows, columns, unit);
  const PhaseComparison phases = compare_phases(all);
  for (const PhaseGroup& group : phases.groups) {
    text += "\n#### " + escaped_markdown(group.title) + "\n\n" + table_of(group.rows, phase_columns(), phases.unit);
  }
  return text;
}

}  // namespace stampede
