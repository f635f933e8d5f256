#include "harness/workload/arrivals.h"

#include "harness/base/check.h"

namespace stampede {

ConstantArrivals::ConstantArrivals(Rate rate) : divisor_(static_cast<std::uint64_t>(rate.billionths)) {
  STAMPEDE_CHECK(rate.billionths > 0 && rate.per > 0);
  // The interval is per x 1e9 / billionths nanoseconds.
  const Uint128 dividend = static_cast<Uint128>(rate.per) * 1'000'000'000u;
  const Uint128 quotient = dividend / divisor_;
  step_ = quotient > static_cast<Uint128>(kNever) ? kNever : static_cast<Duration>(quotient);
  step_remainder_ = static_cast<std::uint64_t>(dividend % divisor_);
}

PoissonArrivals::PoissonArrivals(Rate rate, std::uint64_t seed)
    : draws_(seed, "arrivals"), mean_interval_(rate.mean_interval()) {
  STAMPEDE_CHECK(rate.billionths > 0 && rate.per > 0);
}

}  // namespace stampede
