// What the gate found, for a terminal: failed checks first.
#pragma once

#include <string>

#include "harness/gate/judgement.h"

namespace stampede {

struct GateTextStyle {
  bool colour = false;          // verdicts stand out also by colour
  bool only_attention = false;  // leaves out what passes
};

// For each result a heading and a table (verdict, check, actual, limit, margin), in 80 columns where names allow it;
// then what to do: where checks stand, which commands measure again and which accept. Ends with the counts. Long lists
// of differences from a baseline are cut, and say so.
std::string gate_text(const GateReport& report, const GateTextStyle& style);

}  // namespace stampede
