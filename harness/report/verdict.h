// The verdict in words: which strategy is best at what, and what that costs.
//
// Strategies that never put anything into a cache take no part: with nothing cached, nothing is stale. Whoever shows
// the same rounded value as the best shares its place; so does whoever differs from it by no more than the spread over
// repetitions covers (difference.h).
#pragma once

#include <span>

#include "harness/report/report.h"

namespace stampede {

// The verdict on one result. REQUIRES: at least one strategy.
ReportVerdict verdict_on(const Result& result, std::span<const PooledCells> pooled);

// The verdict on several: how often each strategy was best at what.
ReportVerdict verdict_on_all(std::span<const ResultSection> sections);

}  // namespace stampede
