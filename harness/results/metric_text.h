// The value of a metric as people read it, with its unit.
#pragma once

#include <string>

#include "harness/results/metric.h"

namespace stampede {

// Significant `digits`: `98.306ms`, `1.25s`, `95.31%`, `412.5/s`, `1048576B`; whole counts and bytes in full. `-`: no
// value. REQUIRES: digits in [1, 5].
std::string metric_text(MetricUnit unit, const MetricValue& value, int digits = 5);

}  // namespace stampede
