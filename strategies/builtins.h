// The table of built-in strategies: everything `stampede list strategies` knows.
#pragma once

#include "harness/strategy/registry.h"

namespace stampede {

const StrategyTable& builtin_strategies();

}  // namespace stampede
