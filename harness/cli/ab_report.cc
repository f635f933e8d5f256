#include "harness/cli/ab_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "harness/base/quote.h"
#include "harness/base/units.h"
#include "harness/cli/aligned_rows.h"
#include "harness/results/metric_text.h"

namespace stampede {

namespace {

constexpr std::size_t kMostChanges = 20;  // that are named

// Times of the harness are seconds, those of metrics nanoseconds.
std::string value_text(const AbMetric& metric, std::optional<double> value) {
  if (!value) return "-";
  return metric_text(metric.unit, metric.metric == nullptr ? *value * static_cast<double>(kSecond) : *value, 4);
}

std::string change_text(double change) {
  if (std::isinf(change)) return change > 0 ? "from 0" : "to 0";
  return std::abs(change) < 0.00005 ? "0%" : fmt::format("{:+.3g}%", 100 * change);
}

std::string interval_text(const NoisyChange& change) {
  if (std::isinf(change.low) || std::isinf(change.high)) return "unbounded";
  return change_text(change.low) + " to " + change_text(change.high);
}

TextRow row_text(const AbRecord& record, const AbRow& row) {
  const AbMetric& metric = record.family[row.metric];
  const NoisyFinding& finding = row.finding;
  return {fmt::format("{:<12}  {}", verdict_of(row), label_of(metric)),
          std::to_string(row.pairs),
          value_text(metric, row.median_a),
          value_text(metric, row.median_b),
          finding.relative ? change_text(finding.relative->estimate) : "-",
          finding.relative ? interval_text(*finding.relative) : "-",
          fmt::format("{:.2g}", finding.p_worse),
          fmt::format("{:.2g}", finding.p_better)};
}

std::string table(const AbRecord& record, const std::vector<AbRow>& rows) {
  std::vector<TextRow> lines = {{fmt::format("{:<12}  {}", "verdict", "metric"), "pairs", "median a", "median b",
                                 "change", "95% interval", "p worse", "p better"}};
  for (const AbRow& row : rows) lines.push_back(row_text(record, row));
  std::string text;
  for (const std::string& line : aligned_rows(lines)) text += line + "\n";
  std::string reasons;
  for (const AbRow& row : rows) {
    if (row.finding.reason.empty()) continue;
    reasons += fmt::format("{}: {}\n", label_of(record.family[row.metric]), row.finding.reason);
  }
  return reasons.empty() ? text : text + "\n" + reasons;
}

std::string changes_text(const char* heading, const std::vector<ScenarioChange>& changes) {
  if (changes.empty()) return "";
  std::string text = fmt::format("\nnote: {}:\n", heading);
  for (std::size_t i = 0; i < std::min(changes.size(), kMostChanges); ++i) {
    text += fmt::format("  {}: {} -> {}\n", changes[i].path, changes[i].from, changes[i].to);
  }
  if (changes.size() > kMostChanges) text += fmt::format("  and {} more\n", changes.size() - kMostChanges);
  return text;
}

std::string ab_heading(const AbRecord& record) {
  return fmt::format("a: {}\nb: {}\n{} {}, seeds {} to {}; level {}, tolerated {}\n",
                     without_control_characters(record.commands[0]), without_control_characters(record.commands[1]),
                     record.pairs, record.pairs == 1 ? "pair" : "pairs", record.seed + 1, record.seed + record.pairs,
                     format_share(record.alpha), format_share(record.effect)) +
         changes_text("the scenario of b is not that of a", record.scenario_changes) +
         changes_text("b was not built or run like a", record.environment_changes);
}

// The metrics of that verdict: "wall_seconds, cpu_seconds".
std::string metrics_with(const AbRecord& record, std::string_view verdict) {
  std::string names;
  for (const AbRow& row : record.final_rows()) {
    if (verdict_of(row) != verdict) continue;
    names += (names.empty() ? "" : ", ") + label_of(record.family[row.metric]);
  }
  return names;
}

}  // namespace

ExitCode code_of(const AbRecord& record) {
  ExitCode code = ExitCode::kOk;
  for (const AbRow& row : record.final_rows()) {
    if (row.finding.verdict == NoisyVerdict::kInconclusive) code = worse_of(code, ExitCode::kInconclusive);
    if (row.finding.verdict == NoisyVerdict::kFail) code = worse_of(code, ExitCode::kGateFailed);
  }
  return code;
}

std::string conclusion_of(const AbRecord& record) {
  if (!record.complete) return "INCOMPLETE: interrupted before the end";
  const std::string worse = metrics_with(record, "FAIL");
  if (!worse.empty()) return "FAIL: b is worse than a in " + worse + ", and fresh pairs agree";
  std::string open = metrics_with(record, "INCONCLUSIVE");
  const std::string missing = metrics_with(record, "NO DATA");
  if (!missing.empty()) open += (open.empty() ? "" : ", ") + missing;
  if (!open.empty()) return "INCONCLUSIVE: whether b is worse than a in " + open + " is not known";
  const std::string better = metrics_with(record, "IMPROVED");
  if (!better.empty()) return "IMPROVED: b is better than a in " + better;
  return "PASS: b is not worse than a by more than " + format_share(record.effect) +
         (record.confirmation.empty() ? "" : "; fresh pairs did not confirm what the first ones said");
}

std::string ab_text(const AbRecord& record) {
  std::string text = ab_heading(record) + "\n" + table(record, record.first);
  if (!record.confirmation.empty()) {
    const std::uint64_t last = record.seed + record.pairs;
    text += fmt::format("\nconfirmation on fresh pairs, seeds {} to {}\n", last + 1, last + record.pairs);
    text += table(record, record.confirmation);
  }
  return text + "\n" + conclusion_of(record) + "\n";
}

}  // namespace stampede
