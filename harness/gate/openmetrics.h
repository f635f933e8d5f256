// Results in the text format of OpenMetrics 1.0, which GitLab compares between branches.
#pragma once

#include <span>
#include <string>

#include "harness/results/result.h"

namespace stampede {

// A gauge for each metric of the catalogue, with a sample for each scenario and strategy, all repetitions pooled:
// `stampede_read_latency_p99{scenario="canonical",strategy="locked"} 48431104`. Only exact numbers: GitLab compares
// texts, so that anything with noise would always have changed; results of the real clock are left out. What has no
// value is left out as well. Ends in "# EOF".
std::string openmetrics_text(std::span<const Result* const> results);

}  // namespace stampede
