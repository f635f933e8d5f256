// What accepting a result changes in a baseline, for a last look before it is written.
#pragma once

#include <optional>
#include <string>

#include "harness/gate/baseline.h"

namespace stampede {

// Whether both say the same of the scenario: then there is nothing to accept, whatever the reason.
bool says_the_same(const Baseline& one, const Baseline& other);

// Changed settings of the scenario, strategies that come and go, and every metric that is another now: old value, new
// value, difference, and which of them is better. Indented lines; "  a new baseline: ..." if there was none.
std::string baseline_change_text(const std::optional<Baseline>& old, const Baseline& made);

}  // namespace stampede
