#include "harness/report/report_markdown.h"

#include <fmt/format.h>

#include "harness/results/markdown.h"

namespace stampede {

namespace {

std::string markdown_list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + escaped_markdown(name);
  return text;
}

std::string verdict_text(const ReportVerdict& verdict) {
  std::string text = fmt::format("**{}**\n\n", escaped_markdown(verdict.headline));
  for (const ReportVerdict::Point& point : verdict.points) {
    text += fmt::format("* {}: **{}**, {}\n", escaped_markdown(point.label), markdown_list(point.winners),
                        escaped_markdown(point.text));
  }
  for (const std::string& remark : verdict.remarks) text += fmt::format("* {}\n", escaped_markdown(remark));
  return text + "\n";
}

std::string cell_text(const ReportCell& cell) {
  std::string text = escaped_markdown(cell.text);
  if (!cell.spread.empty()) text += " " + cell.spread;
  if (cell.best) text = "**" + text + "** best";
  if (!cell.relative.empty()) text += " (" + cell.relative + ")";
  return text;
}

std::string head_of(std::string_view first, const std::vector<std::string>& titles) {
  std::string text = fmt::format("| {} |", first);
  for (const std::string& title : titles) text += fmt::format(" {} |", title);
  text += "\n|---|";
  for (std::size_t i = 0; i < titles.size(); ++i) text += "--:|";
  return text + "\n";
}

std::string table_text(const ReportTable& table, std::string_view heading) {
  std::string text = fmt::format("{} {}\n\n", heading, escaped_markdown(table.caption));
  std::vector<std::string> titles;
  for (const ReportColumn& column : table.columns) {
    titles.push_back(column.unit.empty() ? column.title : column.title + ", " + column.unit);
  }
  text += head_of("strategy", titles);
  for (const ReportRow& row : table.rows) {
    text += fmt::format("| {} |", escaped_markdown(row.strategy));
    for (const ReportCell& cell : row.cells) text += fmt::format(" {} |", cell_text(cell));
    text += "\n";
  }
  if (!table.note.empty()) text += "\n" + table.note + "\n";
  return text + "\n";
}

std::string matrix_text(const OverviewMatrix& matrix) {
  std::vector<std::string> titles;
  for (const std::string& strategy : matrix.strategies) titles.push_back(escaped_markdown(strategy));
  std::string text = fmt::format("### {}\n\n", matrix.title) + head_of("scenario", titles);
  for (const OverviewMatrix::Row& row : matrix.rows) {
    text += fmt::format("| {} |", escaped_markdown(row.title));
    for (const auto& cell : row.cells) {
      const std::string shown = cell ? escaped_markdown(cell->text) : "";
      text += fmt::format(fmt::runtime(cell && cell->best ? " **{}** |" : " {} |"), shown);
    }
    text += "\n";
  }
  return text + "\n";
}

std::string side_text(const SideBySide& side) {
  std::string text = fmt::format("## {}: side by side\n\n", escaped_markdown(side.title));
  for (const std::string& remark : side.remarks) text += fmt::format("* {}\n", escaped_markdown(remark));
  if (!side.remarks.empty()) text += "\n";
  if (side.rows.empty()) return text + "Nothing differs in the metrics of the tables.\n\n";
  std::vector<std::string> titles = {"metric"};
  for (const std::string& label : side.labels) titles.push_back(escaped_markdown(label));
  titles.insert(titles.end(), {"difference", "ratio", "verdict"});
  text += head_of("strategy", titles);
  for (const SideBySide::Row& row : side.rows) {
    text += fmt::format("| {} | {} |", escaped_markdown(row.strategy), escaped_markdown(row.metric));
    for (const std::string& value : row.values) text += fmt::format(" {} |", escaped_markdown(value));
    text += fmt::format(" {} | {} | {} |\n", row.difference, row.ratio, row.verdict);
  }
  return text + "\n";
}

std::string section_text(const ResultSection& section, bool is_only) {
  std::string text;
  if (!is_only) text += fmt::format("## {}\n\n", escaped_markdown(section.title));
  if (!section.description.empty()) text += escaped_markdown(section.description) + "\n\n";
  if (!is_only) text += verdict_text(section.verdict);
  for (const NamedText& each : section.card) {
    text += fmt::format("* {}: {}\n", each.name, escaped_markdown(each.text));
  }
  for (const std::string& warning : section.warnings) text += fmt::format("* warning: {}\n", escaped_markdown(warning));
  text += fmt::format("* differences in brackets are relative to {}\n\n", escaped_markdown(section.reference));
  for (const ReportTable& table : section.tables) text += table_text(table, "###");
  for (const ResultSection::PhaseTables& phase : section.phases) {
    for (const ReportTable& table : phase.tables) text += table_text(table, "### Phase");
  }
  return text;
}

}  // namespace

std::string report_markdown(const Report& report) {
  std::string text = fmt::format("# {}\n\n", escaped_markdown(report.title)) + verdict_text(report.verdict);
  for (const OverviewMatrix& matrix : report.overview) text += matrix_text(matrix);
  for (const SideBySide& side : report.side_by_side) text += side_text(side);
  for (const ResultSection& section : report.sections) text += section_text(section, report.sections.size() == 1);
  text += "## Definitions\n\n";
  for (const Term& term : report.terms) text += fmt::format("* **{}**: {}\n", term.term, escaped_markdown(term.text));
  return text;
}

}  // namespace stampede
