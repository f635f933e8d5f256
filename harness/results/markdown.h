// The comparison of strategies as a Markdown table, for pull requests and pages.
#pragma once

#include <string>

#include "harness/results/result.h"

namespace stampede {

// A heading, and a row for each strategy; the best values are bold. Repetitions are pooled. Names are escaped. Where a
// timeline makes phases, a table for each of them follows.
std::string markdown_table(const Result& result);

}  // namespace stampede
