// From the tables of implementations to what a scenario may choose among.
#pragma once

#include "harness/cli/command.h"
#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

StrategyCatalogue catalogue_of(const Builtins& builtins);

}  // namespace stampede
