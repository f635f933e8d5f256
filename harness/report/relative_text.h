// One value beside another, in a few characters.
#pragma once

#include <string>

#include "harness/results/metric.h"

namespace stampede {

// "-8.5 %", "+12 %", "x4.1" from twice or less than half of `reference` on; of shares the difference in points,
// "+0.40 pp". Nothing where that would tell nothing: both are the same, one of them is missing, or one is zero.
std::string relative_text(const MetricValue& value, const MetricValue& reference, bool is_share);

// The same in a sentence: "21 % lower", "20 % higher", "3.1 times as high". REQUIRES: both above zero.
std::string relative_words(double value, double reference);

}  // namespace stampede
