#include "harness/gate/gate_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "harness/base/quote.h"

namespace stampede {

namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kGap = 2;

// How many differences from a baseline are listed of each verdict: a change of behaviour moves hundreds of numbers.
std::size_t most_listed(GateVerdict verdict) {
  if (verdict == GateVerdict::kChanged) return 5;
  return verdict == GateVerdict::kImproved ? 10 : 25;
}

struct Row {
  const Judgement* judgement;
  std::string check;
  std::string actual;
  std::string limit;
};

bool passes(const Judgement& judgement) {
  return judgement.verdict == GateVerdict::kPass;
}

std::string coloured(GateVerdict verdict, std::size_t width, bool colour) {
  const std::string word = fmt::format("{:<{}}", gate_verdict_name(verdict), width);
  if (!colour) return word;
  const char* code = verdict < GateVerdict::kChanged ? "1;31" : verdict == GateVerdict::kPass ? "32" : "1;33";
  return fmt::format("\x1b[{}m{}\x1b[0m", code, word);
}

class ResultText {
 public:
  ResultText(const GatedResult& result, const GateTextStyle& style) : result_(result), style_(style) {}

  std::string text() {
    collect();
    std::string text = heading();
    if (!rows_.empty()) text.append("\n").append(table());
    for (const std::string& note : result_.notes) text += fmt::format("note: {}\n", note);
    return text.append(commands());
  }

 private:
  std::string heading() const {
    std::string text = fmt::format("{}: {}", result_.scenario, result_.run);
    if (!result_.baseline_file.empty()) {
      text += fmt::format(", compared with {}", without_control_characters(result_.baseline_file));
    }
    return text.append("\n");
  }

  void collect() {
    std::map<GateVerdict, std::size_t> listed;
    for (const Judgement& judgement : result_.judgements) {
      if (style_.only_attention && passes(judgement)) continue;
      if (judgement.by_baseline && !passes(judgement) && ++listed[judgement.verdict] > most_listed(judgement.verdict)) {
        ++left_out_[judgement.verdict];
        continue;
      }
      rows_.push_back(
          {&judgement, without_control_characters(judgement.subject()), actual_text(judgement), limit_text(judgement)});
    }
    for (const Row& row : rows_) {
      verdict_width_ = std::max(verdict_width_, gate_verdict_name(row.judgement->verdict).size());
      actual_width_ = std::max(actual_width_, row.actual.size());
      limit_width_ = std::max(limit_width_, row.limit.size());
      margin_width_ = std::max(margin_width_, row.judgement->margin.size());
      check_width_ = std::max(check_width_, row.check.size());
    }
    const std::size_t others = verdict_width_ + actual_width_ + limit_width_ + margin_width_ + 4 * kGap;
    check_width_ = std::min(check_width_, others + 20 < kColumns ? kColumns - others : 20);
  }

  std::string numbers(const std::string& check, const std::string& actual, const std::string& limit,
                      const std::string& margin) const {
    std::string line = fmt::format("{:<{}}  {:>{}}  {:>{}}  {}", check, check_width_, actual, actual_width_, limit,
                                   limit_width_, margin);
    return line.substr(0, line.find_last_not_of(' ') + 1).append("\n");
  }

  std::string line_of(const Row& row) const {
    const bool has_numbers = row.judgement->metric != nullptr;
    const std::string indent(verdict_width_ + kGap, ' ');
    std::string text = coloured(row.judgement->verdict, verdict_width_, style_.colour).append("  ");
    if (has_numbers && row.check.size() <= check_width_) {
      text += numbers(row.check, row.actual, row.limit, row.judgement->margin);
    } else {
      text.append(row.check).append("\n");
      if (has_numbers) text.append(indent).append(numbers("", row.actual, row.limit, row.judgement->margin));
    }
    if (!row.judgement->reason.empty()) {
      text += fmt::format("{}{}\n", indent, without_control_characters(row.judgement->reason));
    }
    const Diagnostic& place = row.judgement->place;
    if (row.judgement->verdict < GateVerdict::kChanged && place.line > 0) {
      text += fmt::format("{}at {}:{}\n", indent, without_control_characters(place.file), place.line);
    }
    return text;
  }

  std::string table() const {
    const bool has_numbers =
        std::ranges::any_of(rows_, [](const Row& row) { return row.judgement->metric != nullptr; });
    std::string text;
    if (has_numbers) {
      text = std::string(verdict_width_ + kGap, ' ').append(numbers("check", "actual", "limit", "margin"));
    }
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      text += line_of(rows_[i]);
      const GateVerdict verdict = rows_[i].judgement->verdict;
      const bool last = i + 1 == rows_.size() || rows_[i + 1].judgement->verdict != verdict;
      const auto left_out = left_out_.find(verdict);
      if (last && left_out != left_out_.end()) {
        text += fmt::format("{:{}}and {} more that are {} (--format json shows all)\n", "", verdict_width_ + kGap,
                            left_out->second, gate_verdict_name(verdict));
      }
    }
    return text;
  }

  std::string commands() const {
    std::string text;
    if (!result_.reproduce.empty()) text += fmt::format("\nto measure it again:\n    {}\n", result_.reproduce);
    if (!result_.update.empty()) {
      text += fmt::format("\nto accept what was measured, after a review:\n    {}\n", result_.update);
    }
    return text;
  }

  const GatedResult& result_;
  const GateTextStyle& style_;
  std::vector<Row> rows_;
  std::map<GateVerdict, std::size_t> left_out_;
  std::size_t verdict_width_ = 0;
  std::size_t check_width_ = std::string_view("check").size();
  std::size_t actual_width_ = std::string_view("actual").size();
  std::size_t limit_width_ = std::string_view("limit").size();
  std::size_t margin_width_ = std::string_view("margin").size();
};

}  // namespace

std::string gate_text(const GateReport& report, const GateTextStyle& style) {
  std::string text;
  for (const GatedResult& result : report.results) {
    if (style.only_attention && std::ranges::all_of(result.judgements, passes)) continue;
    text.append(ResultText(result, style).text()).append("\n");
  }
  return text.append(verdict_counts(report)).append("\n");
}

}  // namespace stampede
