#include "harness/cli/aligned_rows.h"

#include <algorithm>

#include "harness/base/quote.h"

namespace stampede {

std::vector<std::string> aligned_rows(std::span<const TextRow> rows) {
  std::vector<std::size_t> widths;
  for (const TextRow& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], character_count(row[i]));
  }
  std::vector<std::string> lines;
  for (const TextRow& row : rows) {
    std::string& line = lines.emplace_back();
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string padding(widths[i] - character_count(row[i]), ' ');
      line += i == 0 ? row[i] + padding : "  " + padding + row[i];
    }
  }
  return lines;
}

}  // namespace stampede
