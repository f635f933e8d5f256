#include "harness/gate/gate_markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "harness/results/markdown.h"

namespace stampede {

namespace {

constexpr const char* kHead = "| verdict | check | actual | limit | margin | |\n|---|---|--:|--:|---|---|\n";
constexpr std::size_t kReserve = 4096;  // for what closes the text

std::string place_of(const Judgement& judgement) {
  if (judgement.place.line <= 0) return "";
  return fmt::format(" ({}:{})", escaped_markdown(judgement.place.file), judgement.place.line);
}

std::string row_of(const Judgement& judgement) {
  const std::string verdict(gate_verdict_name(judgement.verdict));
  const bool urgent = judgement.verdict < GateVerdict::kChanged;
  return fmt::format("| {} | {} | {} | {} | {} | {}{} |\n",
                     urgent ? fmt::format("**{}**", escaped_markdown(verdict)) : verdict,
                     escaped_markdown(judgement.subject()), escaped_markdown(actual_text(judgement)),
                     escaped_markdown(limit_text(judgement)), escaped_markdown(judgement.margin),
                     escaped_markdown(judgement.reason), urgent ? place_of(judgement) : "");
}

// A command on a line of its own.
std::string block_of(const std::string& title, const std::string& command) {
  return command.empty() ? "" : fmt::format("\n{}\n\n    {}\n", title, command);
}

class Writer {
 public:
  explicit Writer(std::size_t most) : most_(most) {}

  void add(const GatedResult& result) {
    add_text(fmt::format("\n#### {}: {}\n", escaped_markdown(result.scenario), escaped_markdown(result.run)));
    if (!result.baseline_file.empty()) {
      add_text(fmt::format("\ncompared with {}\n", escaped_markdown(result.baseline_file)));
    }
    for (const std::string& note : result.notes) add_text(fmt::format("\nnote: {}\n", escaped_markdown(note)));
    const auto passes = [](const Judgement& each) { return each.verdict == GateVerdict::kPass; };
    const auto first_pass = std::ranges::find_if(result.judgements, passes);
    add_rows({result.judgements.begin(), first_pass});
    add_text(block_of("To measure it again:", result.reproduce));
    add_text(block_of("To accept what was measured, after a review:", result.update));
    if (first_pass == result.judgements.end()) return;
    add_text(fmt::format("\n<details><summary>{} PASS</summary>\n", result.judgements.end() - first_pass));
    add_rows({first_pass, result.judgements.end()});
    add_text("\n</details>\n");
  }

  void add_text(const std::string& text) {
    if (has_room_for(text)) text_ += text;
  }

  std::string take() {
    if (omitted_ > 0) text_ += fmt::format("\n{} rows omitted: the text would be too long\n", omitted_);
    return std::move(text_);
  }

 private:
  bool has_room_for(const std::string& text) const { return text_.size() + text.size() + kReserve <= most_; }

  void add_rows(std::span<const Judgement> judgements) {
    if (judgements.empty()) return;
    add_text(std::string("\n").append(kHead));
    for (const Judgement& judgement : judgements) {
      const std::string row = row_of(judgement);
      if (has_room_for(row)) {
        text_ += row;
      } else {
        ++omitted_;
      }
    }
  }

  std::size_t most_;
  std::string text_;
  std::size_t omitted_ = 0;
};

}  // namespace

std::string gate_markdown(const GateReport& report, std::size_t most) {
  Writer writer(most);
  const bool passed = report.worst() == GateVerdict::kPass;
  writer.add_text(
      fmt::format("### Gate {}: {}\n", passed ? "passed" : "did not pass", escaped_markdown(verdict_counts(report))));
  for (const GatedResult& result : report.results) writer.add(result);
  return writer.take();
}

}  // namespace stampede
