#include "harness/results/table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/base/quote.h"
#include "harness/results/comparison.h"
#include "harness/results/phase_comparison.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

using Shown = ComparisonColumn::Shown;
using Columns = std::span<const ComparisonColumn>;

constexpr std::size_t kNameWidth = 15;
constexpr std::size_t kLineWidth = 80;

std::string shortened(const std::string& name, std::size_t width) {
  if (character_count(name) <= width) return name;
  std::size_t end = 0;
  for (std::size_t characters = 0; characters < width; ++end) {
    const bool starts_character = (static_cast<unsigned char>(name[end]) & 0xc0) != 0x80;
    if (starts_character && ++characters == width) break;
  }
  return name.substr(0, end) + "…";
}

std::string padding(std::string_view text, std::size_t width) {
  return std::string(width - std::min(width, character_count(text)), ' ');
}

// One more column of space, or the sign, stands before each text.
std::string row_text(const ComparisonRow& row, Columns columns, const TableStyle& style) {
  const std::string name = shortened(row.name, kNameWidth);
  std::string line = name + padding(name, kNameWidth);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const ComparisonCell& cell = row.cells[i];
    const std::string text = (cell.best ? "*" : "") + cell.text;
    line += padding(text, columns[i].width + 1);
    line += cell.best && style.colour ? "\x1b[1;32m" + text + "\x1b[0m" : text;
  }
  return line + "\n";
}

// The text ends where its column ends, and may begin in the one before.
void end_with(std::string& line, std::size_t column_end, const std::string& text) {
  line.resize(column_end, ' ');
  line.replace(column_end - text.size(), text.size(), text);
}

std::string titles(Columns columns, const TimeUnit& unit) {
  std::array<std::string, 2> lines = {"", "strategy"};
  std::size_t end = kNameWidth;
  for (const ComparisonColumn& column : columns) {
    end += column.width + 1;
    const bool names_unit = column.shown == Shown::kLatency && !column.title[0].empty();
    end_with(lines[0], end, std::string(column.title[0]) + (names_unit ? unit.name : ""));
    end_with(lines[1], end, std::string(column.title[1]));
  }
  return lines[0] + "\n" + lines[1] + "\n";
}

std::string heading(const Result& result, std::size_t repetitions) {
  const std::string text = result.scenario_name + ": " + run_words(result, repetitions);
  return text + "\n" + (result.complete ? "" : "INCOMPLETE: interrupted before the end\n") + "\n";
}

std::string phase_table(const std::vector<PooledCells>& all, const TableStyle& style) {
  const PhaseComparison phases = compare_phases(all);
  if (phases.groups.empty()) return "";
  std::string text = titles(phase_columns(), phases.unit);
  for (const PhaseGroup& group : phases.groups) {
    text += '\n';
    text += shortened(group.title, kLineWidth);
    text += '\n';
    for (const ComparisonRow& row : group.rows) text += row_text(row, phase_columns(), style);
  }
  return text;
}

}  // namespace

std::string comparison_table(const Result& result, const TableStyle& style) {
  const std::vector<PooledCells> all = pool_cells(result);
  const Columns columns = comparison_columns();
  const auto [rows, unit, repetitions] = compare_strategies(all);
  std::string text = heading(result, repetitions) + titles(columns, unit);
  for (const ComparisonRow& row : rows) text += row_text(row, columns, style);
  const std::string phases = phase_table(all, style);
  if (!phases.empty()) text.append("\n").append(phases);
  return text + "\n* best of its column   - nothing to show\n";
}

}  // namespace stampede
