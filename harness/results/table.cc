#include "harness/results/table.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <vector>

#include "harness/base/quote.h"
#include "harness/base/time.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

constexpr std::size_t kNameWidth = 15;
constexpr std::string_view kNothing = "-";

enum class Shown { kPercent, kLatency, kCount, kRate };

struct Column {
  const char* metric;
  Shown shown;
  std::size_t width;
  std::array<std::string_view, 2> title;
};

// One more column of space, or the sign, stands before each. The latencies share the first line of their title.
constexpr std::array<Column, 9> kColumns = {{
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

struct TimeUnit {
  const char* name;
  double nanoseconds;
};

struct Cell {
  MetricValue value;
  std::string text = std::string(kNothing);
  bool best = false;
};

struct Row {
  std::string name;
  std::array<Cell, kColumns.size()> cells;
};

std::optional<double> number_of(const MetricValue& value) {
  if (const auto* count = std::get_if<std::uint64_t>(&value)) return static_cast<double>(*count);
  if (const auto* number = std::get_if<double>(&value)) return *number;
  return std::nullopt;
}

// The unit of all latencies: the one that leaves the largest of them room.
TimeUnit unit_for(const std::vector<Row>& rows) {
  double largest = 0;
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      if (kColumns[i].shown == Shown::kLatency) largest = std::max(largest, number_of(row.cells[i].value).value_or(0));
    }
  }
  if (largest == 0) return {"ms", kMillisecond};
  if (largest < kMicrosecond) return {"ns", kNanosecond};
  if (largest < kMillisecond) return {"us", kMicrosecond};
  if (largest < 10 * kSecond) return {"ms", kMillisecond};
  return {"s", kSecond};
}

std::string text_of(Shown shown, const MetricValue& value, const TimeUnit& unit) {
  const std::optional<double> number = number_of(value);
  if (!number) return std::string(kNothing);
  switch (shown) {
    case Shown::kPercent:
      return short_percent(*number);
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
void mark_best(std::vector<Row>& rows, std::size_t column) {
  const bool lower = find_metric(kColumns[column].metric)->direction == MetricDirection::kLowerIsBetter;
  const Cell* best = nullptr;
  std::ptrdiff_t values = 0;
  for (const Row& row : rows) {
    const Cell& cell = row.cells[column];
    if (cell.text == kNothing) continue;
    ++values;
    if (best == nullptr || (lower ? cell.value < best->value : cell.value > best->value)) best = &cell;
  }
  if (best == nullptr) return;
  const auto is_best = [&, text = best->text](const Row& row) { return row.cells[column].text == text; };
  if (2 * std::ranges::count_if(rows, is_best) > values) return;
  for (Row& row : rows) row.cells[column].best = is_best(row);
}

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

std::string row_text(const Row& row, const TableStyle& style) {
  const std::string name = shortened(row.name, kNameWidth);
  std::string line = name + padding(name, kNameWidth);
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    const Cell& cell = row.cells[i];
    const std::string text = (cell.best ? "*" : "") + cell.text;
    line += padding(text, kColumns[i].width + 1);
    line += cell.best && style.colour ? "\x1b[1;32m" + text + "\x1b[0m" : text;
  }
  return line + "\n";
}

// The text ends where its column ends, and may begin in the one before.
void end_with(std::string& line, std::size_t column_end, const std::string& text) {
  line.resize(column_end, ' ');
  line.replace(column_end - text.size(), text.size(), text);
}

std::string titles(const TimeUnit& unit) {
  std::array<std::string, 2> lines = {"", "strategy"};
  std::size_t end = kNameWidth;
  for (const Column& column : kColumns) {
    end += column.width + 1;
    const bool names_unit = column.shown == Shown::kLatency && !column.title[0].empty();
    end_with(lines[0], end, std::string(column.title[0]) + (names_unit ? unit.name : ""));
    end_with(lines[1], end, std::string(column.title[1]));
  }
  return lines[0] + "\n" + lines[1] + "\n";
}

std::string heading(const Result& result, std::size_t repetitions) {
  std::string text = result.scenario_name + ": " + result.clock + " clock, ";
  if (repetitions > 1) {
    text += std::to_string(repetitions) + " repetitions pooled, seeds from " + std::to_string(result.seed);
  } else {
    text += "seed " + std::to_string(result.seed);
  }
  return text + "\n" + (result.complete ? "" : "INCOMPLETE: interrupted before the end\n") + "\n";
}

}  // namespace

std::string comparison_table(const Result& result, const TableStyle& style) {
  std::vector<Row> rows;
  std::size_t repetitions = 0;
  for (const PooledCells& pooled : pool_cells(result)) {
    repetitions = std::max(repetitions, pooled.cells.size());
    Row& row = rows.emplace_back(Row{pooled.strategy, {}});
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      row.cells[i].value = find_metric(kColumns[i].metric)->value({pooled.window, pooled.servers});
    }
  }
  const TimeUnit unit = unit_for(rows);
  for (std::size_t i = 0; i < kColumns.size(); ++i) {
    for (Row& row : rows) row.cells[i].text = text_of(kColumns[i].shown, row.cells[i].value, unit);
    mark_best(rows, i);
  }
  std::string text = heading(result, repetitions) + titles(unit);
  for (const Row& row : rows) text += row_text(row, style);
  return text + "\n* best of its column   - nothing to show\n";
}

}  // namespace stampede
