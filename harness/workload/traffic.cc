#include "harness/workload/traffic.h"

#include <utility>

#include "harness/base/check.h"

namespace stampede {

Traffic::Traffic(std::uint64_t seed, KeyDistribution keys, OperationMix mix)
    : key_draws_(seed, "keys"),
      operation_draws_(seed, "operations"),
      keys_(std::move(keys)),
      reads_below_(static_cast<std::uint64_t>(mix.read)),
      writes_below_(reads_below_ + static_cast<std::uint64_t>(mix.write)),
      total_weight_(writes_below_ + static_cast<std::uint64_t>(mix.remove)) {
  STAMPEDE_CHECK(total_weight_ > 0);
}

}  // namespace stampede
