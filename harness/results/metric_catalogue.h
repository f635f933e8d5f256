// The table of metrics: everything a result can say in one number. Results, tables, lists and conditions read it.
#pragma once

#include <string_view>
#include <vector>

#include "harness/results/metric.h"

namespace stampede {

// Every metric, in the order in which results list them: as a request meets the world.
const std::vector<Metric>& metric_catalogue();

// The metric of that name, or null.
const Metric* find_metric(std::string_view name);

}  // namespace stampede
