// How far a value is from what it is compared with, in words.
#pragma once

#include <string>

#include "harness/results/condition.h"
#include "harness/results/metric.h"

namespace stampede {

// "35% left", "21% over", "4.8% short", "2.1pp left" (ratios, and what is compared with 0, by their difference),
// "equal", "differs by +12"; "-" if one of them has no value.
std::string margin_text(const Metric& metric, const MetricValue& actual, Comparator comparator,
                        const MetricValue& limit);

enum class ChangeSide { kNone, kBetter, kWorse, kUnknown };

// Which way a value went. kUnknown: it changed, and nobody says which side is better.
ChangeSide side_of(const Metric& metric, const MetricValue& from, const MetricValue& to);

// "+1.2% worse", "-0.42pp better", "+12", "gone", "appeared".
std::string change_text(const Metric& metric, const MetricValue& from, const MetricValue& to);

// |to - from| / from; infinite if from is 0 and `to` is not. REQUIRES: both have values.
double relative_change(const MetricValue& from, const MetricValue& to);

}  // namespace stampede
