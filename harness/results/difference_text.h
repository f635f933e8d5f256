// Differences of metrics as people read them.
#pragma once

#include <optional>
#include <string>

#include "harness/results/metric.h"

namespace stampede {

// With sign and unit, to three significant digits, counts and bytes in full: "+3.61ms", "-41207", "+1.25pp" (of ratios:
// percentage points), "0" for none. "-": not known.
std::string difference_text(MetricUnit unit, std::optional<double> difference);

// "x1.07", "x0.915", "x12.4". "-": not known.
std::string ratio_text(std::optional<double> ratio);

}  // namespace stampede
