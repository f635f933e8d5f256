// Differences of metrics as people read them.
#pragma once

#include <optional>
#include <string>

#include "harness/results/metric.h"

namespace stampede {

// With sign and unit, up to five significant digits: "+3.6ms", "-412", "+1.25pp" (of ratios: percentage points), "0"
// for none. "-": not known.
std::string difference_text(MetricUnit unit, std::optional<double> difference);

// "x1.07", "x0.915", "x12.4". "-": not known.
std::string ratio_text(std::optional<double> ratio);

}  // namespace stampede
