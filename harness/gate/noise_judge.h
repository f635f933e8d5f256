// The statistical gate: is a result worse than another one by more than luck?
#pragma once

#include <span>
#include <vector>

#include "harness/gate/judgement.h"
#include "harness/gate/policy.h"
#include "harness/results/result.h"

namespace stampede {

// The sample is a whole run: repetitions are paired by their seeds, and each metric of the policy's family, for each
// strategy, is judged by noisy_metric.h. Without enough pairs nothing is decided. One judgement for each of them.
// REQUIRES: `before` has each strategy of `after`.
std::vector<Judgement> judge_noise(std::span<const PooledCells> before, std::span<const PooledCells> after,
                                   const StatisticsPolicy& policy);

}  // namespace stampede
