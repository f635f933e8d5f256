#include "harness/gate/github.h"

#include <fmt/format.h>

#include <vector>

#include "harness/base/quote.h"

namespace stampede {

namespace {

std::string escaped_command(const std::string& text, std::string_view more) {
  std::string safe;
  for (const char c : text) {
    const bool special = c == '%' || c == '\r' || c == '\n' || more.find(c) != std::string_view::npos;
    if (special) {
      safe += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    } else {
      safe += c;
    }
  }
  return safe;
}

std::string data(const std::string& text) {
  return escaped_command(text, "");
}
std::string property(const std::string& text) {
  return escaped_command(text, ":,");
}

struct Found {
  const GatedResult* result;
  const Judgement* judgement;
};

std::string message_of(const Found& found) {
  const Judgement& judgement = *found.judgement;
  std::string text = fmt::format("{} {}: {}", gate_verdict_name(judgement.verdict), found.result->scenario,
                                 without_control_characters(judgement.subject()));
  if (judgement.metric != nullptr) {
    text += fmt::format("\nactual {}, limit {}", actual_text(judgement), limit_text(judgement));
    if (!judgement.margin.empty()) text += fmt::format(", {}", judgement.margin);
  }
  if (!judgement.reason.empty()) text += fmt::format("\n{}", without_control_characters(judgement.reason));
  if (!judgement.reproduce.empty()) {
    text += fmt::format("\nto measure it again: {}", without_control_characters(judgement.reproduce));
  }
  return text;
}

std::string error_of(const Found& found) {
  const Judgement& judgement = *found.judgement;
  std::string properties;
  if (judgement.place.line > 0) {
    properties = fmt::format("file={},line={},", property(judgement.place.file), judgement.place.line);
  } else if (judgement.by_baseline && !found.result->baseline_file.empty()) {
    properties = fmt::format("file={},", property(found.result->baseline_file));
  }
  const std::string title = fmt::format("{} {}", gate_verdict_name(judgement.verdict), judgement.subject());
  return fmt::format("::error {}title={}::{}\n", properties, property(without_control_characters(title)),
                     data(message_of(found)));
}

}  // namespace

std::string github_annotations(const GateReport& report) {
  std::vector<Found> failed;
  for (const GateVerdict verdict : all_gate_verdicts()) {
    if (!report.fails(verdict)) continue;
    for (const GatedResult& result : report.results) {
      for (const Judgement& judgement : result.judgements) {
        if (judgement.verdict == verdict) failed.push_back({&result, &judgement});
      }
    }
  }
  const std::size_t shown = failed.size() > kShownAnnotations ? kShownAnnotations - 1 : failed.size();
  std::string text;
  for (std::size_t i = 0; i < shown; ++i) text += error_of(failed[i]);
  if (shown < failed.size()) {
    text += fmt::format("::error title=Gate::and {} more; the log and the summary list them\n", failed.size() - shown);
  }
  const std::size_t improved = report.count(GateVerdict::kImproved);
  const std::size_t changed = report.count(GateVerdict::kChanged);
  if (improved + changed > 0) {
    text += fmt::format("::notice title=Gate::{} better than the baseline, {} changed: accept the new baseline\n",
                        improved, changed);
  }
  return text;
}

}  // namespace stampede
