// Judges checks: is what was measured within its limit?
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "harness/gate/baseline_match.h"
#include "harness/gate/judgement.h"
#include "harness/gate/placed_check.h"
#include "harness/results/result.h"

namespace stampede {

// All references outlive it.
class LimitJudge {
 public:
  // `tail`: how many values must lie above a percentile for it to be judged.
  LimitJudge(std::span<const PooledCells> strategies, const BaselineMatch& baseline, std::uint64_t tail)
      : strategies_(strategies), baseline_(baseline), tail_(tail) {}

  // What a strategy, to which the check applies, measured.
  Judgement judge(const PlacedCheck& placed, const PooledCells& strategy) const;

  // As if the strategy had measured `actual`.
  Judgement judge(const PlacedCheck& placed, const PooledCells& strategy, const MetricValue& actual) const;

 private:
  bool has_enough(const Check& check, const PooledCells& strategy, Judgement& judgement) const;
  MetricValue value_of(const CheckReference& reference, const Check& check, const PooledCells& strategy,
                       Judgement& judgement) const;
  MetricValue baseline_value(const Check& check, const PooledCells& strategy, Judgement& judgement) const;

  std::span<const PooledCells> strategies_;
  const BaselineMatch& baseline_;
  std::uint64_t tail_;
};

}  // namespace stampede
