// The books must balance: what is checked at the end of every run.
#pragma once

#include "harness/metrics/series.h"
#include "harness/metrics/window.h"

namespace stampede {

// Stops the program if the counts of a finished window contradict each other: that is a bug in the tool.
void check_balance(const Window& window);

// The same for all windows of a run, in their order. What is counted at its own instant may come in a later window than
// what led to it: a call that was given up leaves the queue when the process crashes.
void check_run(const Windows& windows);

// The same for two independent accounts of the measured part: its intervals and its windows.
void check_series(const Series& series, const Window& all);

}  // namespace stampede
