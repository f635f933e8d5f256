// Requests that come at their own pace, whether or not the earlier ones have been answered.
#pragma once

#include <cstdint>
#include <memory>

#include "harness/base/distribution.h"
#include "harness/base/quantity.h"
#include "harness/workload/request_source.h"
#include "harness/workload/traffic.h"

namespace stampede {

enum class ArrivalPattern { kConstant, kPoisson };  // see arrivals.h

// The source ends only where instants do, after 292 years. `seed` is that of the arrivals and so usually that of the
// traffic too.
std::unique_ptr<RequestSource> make_open_loop(ArrivalPattern pattern, Rate rate, std::uint64_t seed, Traffic traffic);

// The same with independent gaps of a distribution that is not always 0.
std::unique_ptr<RequestSource> make_renewal_loop(Distribution gap, std::uint64_t seed, Traffic traffic);

}  // namespace stampede
