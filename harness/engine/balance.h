// The books must balance: what is checked at the end of every run.
#pragma once

#include "harness/metrics/window.h"

namespace stampede {

// Stops the program if the counts of a finished window contradict each other: that is a bug in the tool.
void check_balance(const Window& window);

}  // namespace stampede
