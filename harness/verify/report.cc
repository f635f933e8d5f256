#include "harness/verify/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/results/json_text.h"

namespace stampede {

namespace {

constexpr const char* kVerifySchema = "stampede.verify/1";
constexpr const char* kNothing = "-";

std::string number(const std::optional<double>& value) {
  return value ? fmt::format("{:.7g}", *value) : kNothing;
}

std::string expectation(const Finding& finding) {
  const std::string sign = finding.oracle.at_most ? "<= " : finding.oracle.at_least ? ">= " : "";
  return sign + number(finding.expected);
}

std::string tolerance(const Finding& finding) {
  return finding.tolerance == 0 ? "exact" : fmt::format("{:.3g}", finding.tolerance);
}

// A case may consist of several numbers; it is as good as the worst of them.
std::map<std::string, OracleVerdict> verdicts_by_case(std::span<const Finding> findings) {
  constexpr auto badness = [](OracleVerdict verdict) {
    switch (verdict) {
      case OracleVerdict::kAgrees:
        return 0;
      case OracleVerdict::kNotTried:
        return 1;
      case OracleVerdict::kNoValue:
        return 2;
      case OracleVerdict::kDiffers:
        return 3;
    }
    return 3;
  };
  std::map<std::string, OracleVerdict> verdicts;
  for (const Finding& finding : findings) {
    const auto [place, is_new] = verdicts.emplace(finding.oracle.name, finding.verdict);
    if (!is_new && badness(finding.verdict) > badness(place->second)) place->second = finding.verdict;
  }
  return verdicts;
}

// Those of several numbers say which one is meant.
std::vector<std::string> labels_of(std::span<const Finding> findings) {
  std::map<std::string, int> numbers;
  for (const Finding& finding : findings) ++numbers[finding.oracle.name];
  std::vector<std::string> labels;
  for (const Finding& finding : findings) {
    const std::string& name = finding.oracle.name;
    labels.push_back(numbers[name] == 1 ? name : fmt::format("{} {}", name, finding.oracle.measure.text()));
  }
  return labels;
}

std::string escaped_cell(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '|' ? std::string("\\|") : std::string(1, c);
  return escaped;
}

nlohmann::ordered_json json_of(const std::optional<double>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json();
}

}  // namespace

std::string findings_table(std::span<const Finding> findings) {
  const std::vector<std::string> labels = labels_of(findings);
  std::size_t width = std::string_view("case").size();
  for (const std::string& label : labels) width = std::max(width, label.size());
  std::string text =
      fmt::format("{:{}}  {:>11}  {:>11}  {:>9}  {}\n", "case", width, "expected", "measured", "tolerance", "verdict");
  std::set<std::string> notes;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    text += fmt::format("{:{}}  {:>11}  {:>11}  {:>9}  {}\n", labels[i], width, expectation(finding),
                        number(finding.measured), tolerance(finding), oracle_verdict_name(finding.verdict));
    if (finding.verdict == OracleVerdict::kDiffers) {
      text += fmt::format("  {}: {}\n", finding.strategy, finding.oracle.measure.text());
      if (!finding.oracle.law.empty()) text += fmt::format("  must be {}\n", finding.oracle.law);
    }
    if (!finding.note.empty()) notes.insert(finding.scenario + ": " + finding.note);
  }
  text += '\n';
  for (const std::string& note : notes) text += note + "\n";
  return text + findings_summary(findings) + "\n";
}

std::string findings_markdown(std::span<const Finding> findings) {
  std::string text =
      "| case | measure | law | expected | measured | tolerance | verdict |\n|---|---|---|--:|--:|--:|---|\n";
  for (const Finding& finding : findings) {
    text +=
        fmt::format("| `{}` | `{}` | {} | {} | {} | {} | {} |\n", finding.oracle.name,
                    escaped_cell(finding.oracle.measure.text()), escaped_cell(finding.oracle.law), expectation(finding),
                    number(finding.measured), tolerance(finding), oracle_verdict_name(finding.verdict));
  }
  return text + "\n" + findings_summary(findings) + "\n";
}

std::string findings_json(std::span<const Finding> findings) {
  nlohmann::ordered_json cases = nlohmann::ordered_json::array();
  for (const Finding& finding : findings) {
    const char* relation = finding.oracle.at_most ? "at_most" : finding.oracle.at_least ? "at_least" : "equal";
    cases.push_back({{"case", finding.oracle.name},
                     {"scenario", finding.scenario},
                     {"settings", finding.settings},
                     {"strategy", finding.strategy},
                     {"measure", finding.oracle.measure.text()},
                     {"relation", relation},
                     {"expected", json_of(finding.expected)},
                     {"measured", json_of(finding.measured)},
                     {"tolerance", finding.tolerance},
                     {"kind", oracle_kind_name(finding.oracle.kind)},
                     {"law", finding.oracle.law},
                     {"source", finding.oracle.source},
                     {"verdict", oracle_verdict_name(finding.verdict)},
                     {"note", finding.note}});
  }
  const nlohmann::ordered_json document = {
      {"schema", kVerifySchema}, {"agrees", all_agree(findings)}, {"findings", std::move(cases)}};
  return json_text(document) + "\n";
}

std::string findings_summary(std::span<const Finding> findings) {
  std::map<OracleVerdict, int> counts;
  const auto verdicts = verdicts_by_case(findings);
  for (const auto& [name, verdict] : verdicts) ++counts[verdict];
  std::string text =
      fmt::format("{} cases, {} numbers: {} ok, {} failed", verdicts.size(), findings.size(),
                  counts[OracleVerdict::kAgrees], counts[OracleVerdict::kDiffers] + counts[OracleVerdict::kNoValue]);
  if (const int skipped = counts[OracleVerdict::kNotTried]; skipped > 0) text += fmt::format(", {} not tried", skipped);
  return text;
}

bool all_agree(std::span<const Finding> findings) {
  const auto tried = [](const Finding& finding) { return finding.verdict != OracleVerdict::kNotTried; };
  const auto agrees = [](const Finding& finding) {
    return finding.verdict == OracleVerdict::kAgrees || finding.verdict == OracleVerdict::kNotTried;
  };
  return std::ranges::any_of(findings, tried) && std::ranges::all_of(findings, agrees);
}

}  // namespace stampede
