#include "harness/cli/compare_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "harness/base/quote.h"
#include "harness/cli/aligned_rows.h"
#include "harness/results/difference_text.h"
#include "harness/results/markdown.h"
#include "harness/results/metric_text.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

constexpr std::array kVerdicts = {DifferenceVerdict::kBetter, DifferenceVerdict::kWorse, DifferenceVerdict::kChanged,
                                  DifferenceVerdict::kWithinSpread, DifferenceVerdict::kEqual};

std::string sign_of(DifferenceVerdict verdict) {
  if (verdict == DifferenceVerdict::kWithinSpread) return "~";
  if (verdict == DifferenceVerdict::kEqual) return "=";
  return std::string(verdict_name(verdict));
}

std::string run_of(const ResultInput& input) {
  const Result& result = *input.result;
  std::size_t repetitions = 0;
  for (const PooledCells& pooled : input.pooled) repetitions = std::max(repetitions, pooled.cells.size());
  return run_words(result, repetitions);
}

std::string phase_of(const CompareRecord& record) {
  return record.phase == "all" ? "" : fmt::format(" in the phase '{}'", record.phase);
}

// Lines that say what is compared.
std::vector<std::string> comparison_heading(const CompareRecord& record) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < record.files.size(); ++i) {
    const std::string& scenario = record.files[i]->result->scenario_name;
    const std::string run = run_of(*record.files[i]);
    lines.push_back(record.files.size() == 1 ? fmt::format("{}: {}", scenario, run)
                                             : fmt::format("{}: {}, {}", record.labels[i], scenario, run));
  }
  const std::string base = record.files.size() > 1 ? record.labels.front()
                           : record.groups.empty() ? ""
                                                   : record.groups[0].table.names[0];
  const std::string phase = phase_of(record);
  lines.push_back(fmt::format("compared with {}{}", base, phase));
  return lines;
}

// What limits the comparison, line by line.
std::vector<std::string> remarks(const CompareRecord& record) {
  std::vector<std::string> lines;
  for (const ComparedScenario& scenario : record.scenarios) {
    lines.push_back(fmt::format("the scenario of {} is not that of {}:", scenario.label, record.labels.front()));
    if (scenario.changes.empty()) lines.emplace_back("  its digest differs, its settings do not");
    for (const std::string& line : change_lines(scenario.changes)) lines.push_back("  " + line);
  }
  for (const std::string& note : record.notes) lines.push_back(fmt::format("note: {}", note));
  return lines;
}

// "3 better, 1 worse, 6 =".
std::string counts(const CompareRecord& record) {
  std::string text;
  for (const DifferenceVerdict verdict : kVerdicts) {
    const std::size_t count = count_of(record, verdict);
    if (count > 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, sign_of(verdict));
  }
  return text.empty() ? "nothing differs" : text;
}

std::string coloured(DifferenceVerdict verdict, bool colour) {
  const std::string sign = sign_of(verdict);
  if (!colour) return sign;
  if (verdict == DifferenceVerdict::kBetter) return fmt::format("\x1b[1;32m{}\x1b[0m", sign);
  if (verdict == DifferenceVerdict::kWorse) return fmt::format("\x1b[1;31m{}\x1b[0m", sign);
  return sign;
}

bool is_equal(const Difference& difference) {
  return difference.verdict == DifferenceVerdict::kEqual;
}

// " (lower is better)", or nothing.
std::string better_side(const Metric& metric) {
  if (metric.direction == MetricDirection::kNeither) return "";
  return fmt::format(" ({})", direction_name(metric.direction));
}

// The tables as lines in columns, each with what ends it.
class Lines {
 public:
  explicit Lines(bool colour) : colour_(colour) {}

  void add(const ComparedGroup& group) {
    if (group.table.names.size() == 2) {
      add_pair(group);
    } else {
      add_blocks(group);
    }
  }

  std::string text() const {
    const std::vector<std::string> lines = aligned_rows(rows_);
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      text.append(before_[i]).append(lines[i]);
      if (!ends_[i].empty()) text.append("  ").append(ends_[i]);
      text += '\n';
    }
    return text.append(pending_);
  }

 private:
  void add_row(TextRow row, std::string end) {
    before_.push_back(std::move(pending_));
    pending_.clear();
    rows_.push_back(std::move(row));
    ends_.push_back(std::move(end));
  }

  static TextRow difference_cells(const DifferenceRow& row, std::size_t other) {
    const Difference& difference = row.differences[other];
    return {difference_text(row.metric->unit, difference.difference), ratio_text(difference.ratio)};
  }

  void add_pair(const ComparedGroup& group) {
    const std::string first = group.title.empty() ? "metric" : group.title;
    pending_ += '\n';
    add_row({first, group.table.names[0], group.table.names[1], "difference", "ratio"}, "");
    for (const DifferenceRow& row : group.table.rows) {
      TextRow cells = {row.metric->name};
      for (const MetricValue& value : row.values) cells.push_back(metric_text(row.metric->unit, value));
      std::ranges::copy(difference_cells(row, 0), std::back_inserter(cells));
      add_row(std::move(cells), coloured(row.differences[0].verdict, colour_));
    }
  }

  void add_blocks(const ComparedGroup& group) {
    if (!group.title.empty()) pending_ += fmt::format("\n{}\n", group.title);
    for (const DifferenceRow& row : group.table.rows) {
      if (std::ranges::all_of(row.differences, is_equal)) {
        if (!pending_.ends_with(" for all\n")) pending_ += '\n';
        pending_ += fmt::format("{}: {} for all\n", row.metric->name, metric_text(row.metric->unit, row.values[0]));
        continue;
      }
      pending_ += fmt::format("\n{}{}\n", row.metric->name, better_side(*row.metric));
      for (std::size_t i = 0; i < row.values.size(); ++i) {
        TextRow cells = {fmt::format("  {}", group.table.names[i]), metric_text(row.metric->unit, row.values[i])};
        if (i > 0) std::ranges::copy(difference_cells(row, i - 1), std::back_inserter(cells));
        add_row(std::move(cells), i > 0 ? coloured(row.differences[i - 1].verdict, colour_) : "");
      }
    }
  }

  bool colour_;
  std::string pending_;              // lines that come before the next row
  std::vector<std::string> before_;  // lines before each row
  std::vector<TextRow> rows_;
  std::vector<std::string> ends_;
};

std::vector<std::string> legend(const CompareRecord& record) {
  std::vector<std::string> lines = {counts(record)};
  if (count_of(record, DifferenceVerdict::kWithinSpread) > 0) {
    lines.emplace_back("~ the spread over repetitions covers the difference");
  }
  return lines;
}

std::string joined_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

// A paragraph of lines.
std::string markdown_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) {
    text.append(text.empty() ? "" : "<br>\n").append(escaped_markdown(line));
  }
  return text.append("\n");
}

// A column for each subject, those after the first with their difference.
std::string markdown_table_of(const ComparedGroup& group) {
  std::string text = "| metric |";
  std::string rule = "\n|---|";
  for (const std::string& name : group.table.names) {
    text += fmt::format(" {} |", escaped_markdown(name));
    rule += "--:|";
  }
  for (std::size_t i = 1; i < group.table.names.size(); ++i) {
    const std::string of =
        group.table.names.size() > 2 ? fmt::format(" of {}", escaped_markdown(group.table.names[i])) : "";
    text += fmt::format(" difference{} | ratio | |", of);
    rule += "--:|--:|---|";
  }
  text.append(rule).append("\n");
  for (const DifferenceRow& row : group.table.rows) {
    text += fmt::format("| {} |", escaped_markdown(row.metric->name));
    for (const MetricValue& value : row.values) {
      text += fmt::format(" {} |", escaped_markdown(metric_text(row.metric->unit, value)));
    }
    for (const Difference& each : row.differences) {
      std::string sign = escaped_markdown(sign_of(each.verdict));
      if (each.verdict == DifferenceVerdict::kWorse) sign = fmt::format("**{}**", sign);
      text += fmt::format(" {} | {} | {} |", escaped_markdown(difference_text(row.metric->unit, each.difference)),
                          ratio_text(each.ratio), sign);
    }
    text += "\n";
  }
  return text;
}

}  // namespace

std::string comparison_text(const CompareRecord& record, bool colour) {
  std::string text = joined_lines(comparison_heading(record));
  const std::vector<std::string> limits = remarks(record);
  if (!limits.empty()) text.append("\n").append(joined_lines(limits));
  Lines lines(colour);
  for (const ComparedGroup& group : record.groups) lines.add(group);
  return text.append(lines.text()).append("\n").append(joined_lines(legend(record)));
}

std::string comparison_markdown(const CompareRecord& record) {
  std::string text = "### Comparison\n\n" + markdown_lines(comparison_heading(record));
  const std::vector<std::string> limits = remarks(record);
  if (!limits.empty()) text.append("\n").append(markdown_lines(limits));
  for (const ComparedGroup& group : record.groups) {
    text += "\n";
    if (!group.title.empty()) text += fmt::format("#### {}\n\n", escaped_markdown(group.title));
    text += markdown_table_of(group);
  }
  return text.append("\n").append(markdown_lines(legend(record)));
}

}  // namespace stampede
