// Whether a baseline may be compared with a result at all, strategy by strategy.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "harness/gate/baseline.h"
#include "harness/gate/verdict.h"

namespace stampede {

// Why a strategy has nothing to be compared with.
struct NoMatch {
  GateVerdict verdict;  // kNoBaseline or kNew
  std::string reason;   // one line
};

// The settings that a strategy does not depend on (other strategies, descriptions, the gate, how many strategies there
// are) may differ; everything else must be as it was, and so must clock and seeds: else a difference would be that of
// the scenario. `accepted` may be null: there is no baseline. Both must outlive it.
class BaselineMatch {
 public:
  BaselineMatch(const Baseline& result, const Baseline* accepted);

  // Whether any strategy may be compared at all.
  bool any() const { return obstacle_.empty(); }

  // Nothing if the strategy of the result may be compared with that of the baseline. If none may, any name will do.
  std::optional<NoMatch> obstacle(const std::string& strategy) const;

  // What the baseline says of a strategy. REQUIRES: no obstacle.
  const BaselineStrategy& accepted(const std::string& strategy) const;

  const Baseline* baseline() const { return accepted_; }

 private:
  std::string whole_obstacle(const Baseline& result) const;
  void compare_scenarios(const Baseline& result);

  const Baseline* accepted_;
  std::string obstacle_;                          // of all strategies; empty: none
  std::map<std::string, std::string> obstacles_;  // of single ones
};

}  // namespace stampede
