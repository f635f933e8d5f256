// The comparison of strategies as a Markdown table, for pull requests and pages.
#pragma once

#include <string>
#include <string_view>

#include "harness/results/result.h"

namespace stampede {

// A heading, and a row for each strategy; the best values are bold. Repetitions are pooled. Names are escaped. Where a
// timeline makes phases, a table for each of them follows.
std::string markdown_table(const Result& result);

// `text` without anything that Markdown, or HTML inside it, would obey; control characters are shown as such.
std::string escaped_markdown(std::string_view text);

}  // namespace stampede
