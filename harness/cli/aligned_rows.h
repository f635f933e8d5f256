// Rows of texts in columns.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace stampede {

using TextRow = std::vector<std::string>;

// A line for each row, without its end: the first column to the left, the others to the right, two spaces between them.
// Rows may be shorter than others.
std::vector<std::string> aligned_rows(std::span<const TextRow> rows);

}  // namespace stampede
