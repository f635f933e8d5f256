// The table at the end of a run: the strategies of one result side by side, in at most 80 columns.
#pragma once

#include <string>

#include "harness/results/result.h"

namespace stampede {

struct TableStyle {
  bool colour = false;  // the best values stand out also by colour; their sign is always there
};

// A heading, a row for each strategy, and a legend; lines end with a newline. Repetitions are pooled. The value that is
// best in its column, as far as one can see it, carries a `*`, unless most rows share it; what does not exist is `-`.
// Where a timeline makes phases, rows for each of them follow.
std::string comparison_table(const Result& result, const TableStyle& style = {});

}  // namespace stampede
