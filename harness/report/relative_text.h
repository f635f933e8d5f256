// One value beside another, in a few characters.
#pragma once

#include <string>

#include "harness/results/metric.h"

namespace stampede {

// "-8.5 %", "+12 %", "x4.1" from twice or less than half of `reference` on; of shares the difference in points,
// "+0.4 pt". Nothing where both are the same, or one of them is missing, or the reference is zero.
std::string relative_text(const MetricValue& value, const MetricValue& reference, bool is_share);

}  // namespace stampede
