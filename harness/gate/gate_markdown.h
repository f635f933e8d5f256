// What the gate found, as Markdown: for $GITHUB_STEP_SUMMARY and pull requests.
#pragma once

#include <cstddef>
#include <string>

#include "harness/gate/judgement.h"

namespace stampede {

// GitHub drops a summary of more than 1 MiB.
inline constexpr std::size_t kMostMarkdown = std::size_t{1000} << 10;

// The verdict, for each result a table of what does not pass, with what to do, and the rest folded away. Names and
// reasons are escaped. Never longer than `most` bytes: rows that have no room are counted.
std::string gate_markdown(const GateReport& report, std::size_t most = kMostMarkdown);

}  // namespace stampede
