// What the words and numbers of a report mean.
#pragma once

#include <span>
#include <vector>

#include "harness/report/report.h"
#include "harness/results/metric.h"

namespace stampede {

// "lower is better", "higher is better", or nothing.
std::string direction_text(MetricDirection direction);

// Of the metrics that tables and matrices show, in the order of the catalogue.
std::vector<MetricDefinition> definitions_of(const Report& report);

// How measuring was done: the same for every report.
std::vector<Term> terms();

}  // namespace stampede
