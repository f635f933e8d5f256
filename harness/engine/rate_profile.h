// What the timeline makes of the workload's rate.
#pragma once

#include <vector>

#include "harness/scenario/scenario.h"
#include "harness/workload/time_warp.h"

namespace stampede {

// The speed of the workload, from time 0 on; empty if the timeline leaves it alone. Where changes of the rate overlap,
// the one that began last holds; when it ends, the one before it does, if that still lasts.
std::vector<SpeedPiece> speed_profile(const Scenario& scenario);

}  // namespace stampede
