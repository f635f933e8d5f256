// What a setting, a strategy or a metric is, in full, for a reader.
#pragma once

#include <ostream>

#include "harness/results/metric.h"
#include "harness/scenario/grammar_path.h"
#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

// `catalogue` tells what the strategies are made of.
void explain_path(std::ostream& out, const GrammarPath& path, const StrategyCatalogue& catalogue);

void explain_metric(std::ostream& out, const Metric& metric);

// The preset that `path` names, or null.
const PresetInfo* preset_at(const GrammarPath& path, const StrategyCatalogue& catalogue);

}  // namespace stampede
