// What a scenario may name, told to the scenario reader, which knows neither strategies nor eviction policies.
#pragma once

#include <vector>

#include "harness/cache/eviction.h"
#include "harness/scenario/strategy_catalogue.h"
#include "harness/strategy/registry.h"

namespace stampede {

StrategyCatalogue catalogue_of(const StrategyTable& strategies, const std::vector<EvictionRow>& evictions);

}  // namespace stampede
