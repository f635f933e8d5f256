#include "harness/base/diagnostics.h"

#include <algorithm>

#include "harness/base/quote.h"

namespace stampede {
namespace {

constexpr std::size_t kShownColumns = 120;
constexpr std::size_t kShownBeforeColumn = 60;

bool starts_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
}

// Byte offset of character `index`, or the size of the text when it has fewer.
std::size_t offset_of(std::string_view text, std::size_t index) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (starts_character(text[at]) && index-- == 0) return at;
  }
  return text.size();
}

std::string source_with_caret(const Diagnostic& diagnostic) {
  const auto column = static_cast<std::size_t>(std::max(diagnostic.column, 1)) - 1;
  const std::size_t first = column > kShownColumns ? column - kShownBeforeColumn : 0;
  const std::string_view line = diagnostic.source_line;
  const std::size_t begin = offset_of(line, first);
  const std::size_t end = offset_of(line, first + kShownColumns);
  const std::size_t caret = std::max(begin, offset_of(line, column));
  std::string text = begin > 0 ? "..." : "";
  std::string mark(text.size(), ' ');
  for (const char c : line.substr(begin, caret - begin)) {
    if (starts_character(c)) mark += c == '\t' ? '\t' : ' ';
  }
  text += without_control_characters(line.substr(begin, end - begin));
  return text + (end < line.size() ? "..." : "") + "\n" + mark + "^\n";
}

}  // namespace

std::string render_diagnostics(std::span<const Diagnostic> diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.first(std::min(diagnostics.size(), kShownDiagnostics))) {
    text += without_control_characters(diagnostic.file);
    if (diagnostic.line > 0) {
      text.append(":").append(std::to_string(diagnostic.line));
      text.append(":").append(std::to_string(diagnostic.column));
    }
    text += ": error: " + diagnostic.message + "\n";
    if (diagnostic.line > 0 && !diagnostic.source_line.empty()) text += source_with_caret(diagnostic);
  }
  if (diagnostics.size() > kShownDiagnostics) {
    const std::size_t more = diagnostics.size() - kShownDiagnostics;
    text += "and " + std::to_string(more) + (more == 1 ? " more error\n" : " more errors\n");
  }
  return text;
}

}  // namespace stampede
