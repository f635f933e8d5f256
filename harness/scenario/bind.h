// The effective tree -> Scenario.
#pragma once

#include "harness/scenario/bind_distribution.h"
#include "harness/scenario/scenario.h"
#include "harness/scenario/setting.h"
#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

// `root` must be complete and made with this catalogue. Reads the data files it names; what is wrong with them goes to
// the context's sink. Leaves `effective` and `digest` empty.
Scenario bind_scenario(const Setting& root, const StrategyCatalogue& catalogue, BindContext& context);

// One entry of `strategies`.
StrategySpec bind_strategy(const Setting& entry, const StrategyCatalogue& catalogue);

// In order of `at`.
std::vector<TimelineAction> bind_timeline(const Setting& timeline);

// The settings of the store client in a map that has them: `store`, or an entry of `strategies`.
ClientSettings bind_client(const Setting& map);

// The choice `ttl_from`, in `cache` or in an entry of `strategies`.
TtlFrom bind_ttl_from(const Setting& choice);

// The values of those options in a map of settings.
OptionValues bind_options(const Setting& map, const std::vector<OptionSpec>& options);

}  // namespace stampede
