#include "harness/scenario/diagnostic_sink.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "harness/base/quote.h"

namespace stampede {
namespace {

bool is_forbidden(char c) {
  const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
  return control && c != '\t' && c != '\n' && c != '\r';
}

// Turns byte columns into character columns, in one pass over a line however many mistakes it holds.
class CharacterColumns {
 public:
  int column(const Position& position) {
    const std::string_view line = position.source->line(position.line);
    if (line.data() != line_.data() || position.column < byte_) {
      line_ = line;
      byte_ = character_ = 1;
    }
    const std::string_view between = line.substr(std::min(line.size(), static_cast<std::size_t>(byte_) - 1))
                                         .substr(0, static_cast<std::size_t>(position.column - byte_));
    character_ += static_cast<int>(character_count(between));
    byte_ = position.column;
    return character_;
  }

 private:
  std::string_view line_;
  int byte_ = 1;
  int character_ = 1;
};

}  // namespace

void DiagnosticSink::error(const Position& position, std::string message) {
  found_.push_back({position, std::move(message)});
}

std::vector<Diagnostic> DiagnosticSink::take() {
  std::multimap<std::tuple<bool, int, int>, Found> by_place;  // equal keys stay in order of insertion
  for (Found& found : found_) {
    const Position at = found.position;
    const bool has_lines = at.source != nullptr && at.source->has_lines();
    by_place.emplace(std::tuple(!has_lines, has_lines ? at.line : 0, has_lines ? at.column : 0), std::move(found));
  }
  found_.clear();
  std::vector<Diagnostic> diagnostics;
  CharacterColumns columns;
  for (auto& [place, found] : by_place) {
    const auto [without_lines, line, column] = place;
    Diagnostic diagnostic{found.position.source == nullptr ? "" : found.position.source->name(), line, 0,
                          std::move(found.message), ""};
    if (!without_lines) diagnostic.column = columns.column(found.position);
    if (!without_lines && diagnostics.size() < kShownDiagnostics) {
      diagnostic.source_line = found.position.source->line(line);
    }
    diagnostics.push_back(std::move(diagnostic));
  }
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
  return diagnostics;
}

bool check_is_text(const SourceText& source, DiagnosticSink& sink) {
  const std::string& text = source.text();
  const std::size_t invalid = find_invalid_utf8(text);
  const auto control = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_forbidden) - text.begin());
  const std::size_t at = std::min({invalid, control, text.size()});
  if (at == text.size()) return true;
  const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
  const std::size_t line_end = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
  const std::size_t line_start = line_end == std::string::npos ? 0 : line_end + 1;
  const Position position{&source, static_cast<int>(line), static_cast<int>(at - line_start) + 1};
  sink.error(position, at == invalid ? "not UTF-8 text" : "control character in the text");
  return false;
}

}  // namespace stampede
