#include "harness/cli/ab_sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "harness/gate/median.h"

namespace stampede {

namespace {

using RunPair = std::pair<const AbRun*, const AbRun*>;  // a and b

// In the order of the pairs; an interruption may have left half of one.
std::vector<RunPair> pairs_of(const AbRecord& record, AbStage stage) {
  std::vector<RunPair> pairs;
  for (std::size_t i = 0; i + 1 < record.runs.size(); ++i) {
    const AbRun* a = &record.runs[i];
    const AbRun* b = &record.runs[i + 1];
    if (a->stage != stage || b->stage != stage || a->pair != b->pair) continue;
    if (a->side == AbSide::kB) std::swap(a, b);
    pairs.emplace_back(a, b);
  }
  return pairs;
}

// Why nothing can be said of it, or "".
std::string without_value(const std::vector<RunPair>& pairs, std::size_t metric) {
  for (const auto& [a, b] : pairs) {
    for (const AbRun* run : {a, b}) {
      if (run->values[metric]) continue;
      return fmt::format("{} has no value in pair {} (seed {}): choose a metric that every run has",
                         side_name(run->side), run->pair, run->seed);
    }
  }
  return "";
}

AbRow row_of(const std::vector<RunPair>& pairs, std::size_t metric, NoisyMetric& noisy) {
  AbRow row;
  row.metric = metric;
  row.pairs = pairs.size();
  row.finding.reason = without_value(pairs, metric);
  row.has_values = row.finding.reason.empty();
  if (!row.has_values || pairs.empty()) return row;
  std::vector<double> before;
  std::vector<double> after;
  for (const auto& [a, b] : pairs) {
    before.push_back(*a->values[metric]);
    after.push_back(*b->values[metric]);
    noisy.pairs.push_back({before.back(), after.back()});
  }
  row.median_a = median_of(before);
  row.median_b = median_of(after);
  return row;
}

}  // namespace

std::vector<AbRow> AbRecord::final_rows() const {
  std::vector<AbRow> rows = first;
  for (AbRow& row : rows) {
    const auto confirmed = std::ranges::find(confirmation, row.metric, &AbRow::metric);
    if (confirmed != confirmation.end()) row = *confirmed;
  }
  return rows;
}

std::string_view verdict_of(const AbRow& row) {
  return row.has_values ? noisy_verdict_name(row.finding.verdict) : "NO DATA";
}

double number_of(Share share) {
  return static_cast<double>(share.ppb) / static_cast<double>(Share::kWhole);
}

std::vector<AbRow> judge_stage(const AbRecord& record, AbStage stage, std::span<const std::size_t> metrics) {
  const std::vector<RunPair> pairs = pairs_of(record, stage);
  std::vector<NoisyMetric> noisy;
  std::vector<AbRow> rows;
  for (const std::size_t metric : metrics) {
    const AbMetric& about = record.family[metric];
    noisy.push_back({.name = label_of(about),
                     .direction = about.direction,
                     .pairs = {},
                     .relative_floor = number_of(record.effect)});
    rows.push_back(row_of(pairs, metric, noisy.back()));
  }
  std::vector<NoisyFinding> findings = judge_noisy(noisy, number_of(record.alpha));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].has_values) findings[i].reason = rows[i].finding.reason;
    rows[i].finding = std::move(findings[i]);
    if (record.complete) continue;
    // A verdict that may come at any moment would be wrong more often than it says.
    rows[i].finding.verdict = NoisyVerdict::kInconclusive;
    if (rows[i].has_values) rows[i].finding.reason = "interrupted: run it again to the end";
  }
  return rows;
}

}  // namespace stampede
