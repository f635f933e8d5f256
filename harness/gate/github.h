// Workflow commands of GitHub Actions: what a pull request shows beside the lines that it is about.
#pragma once

#include <string>

#include "harness/gate/judgement.h"

namespace stampede {

// How many annotations of a kind GitHub shows for a step, before it hides the rest without a word.
inline constexpr std::size_t kShownAnnotations = 10;

// An error for each of the worst judgements that fail, at the line of its check, and one for how many more there are;
// a notice for what improved or changed. Each is a line of its own. Text is escaped as the runner wants it
// (actions/toolkit, packages/core/src/command.ts).
std::string github_annotations(const GateReport& report);

}  // namespace stampede
