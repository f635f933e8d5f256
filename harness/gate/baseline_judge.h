// The exact gate: is everything as it was when the baseline was accepted?
#pragma once

#include <string>
#include <vector>

#include "harness/gate/baseline_match.h"
#include "harness/gate/judgement.h"
#include "harness/gate/policy.h"

namespace stampede {

// Of something that cannot be compared; an empty strategy stands for all.
Judgement not_comparable(const NoMatch& obstacle, const std::string& strategy, const std::string& check);

// Strategies that the baseline has and the result lacks, unless `only` names others (empty: all).
std::vector<Judgement> missing_strategies(const Baseline& result, const BaselineMatch& match,
                                          const std::vector<std::string>& only);

// With the virtual clock every value is a fact, so that each difference is a change of behaviour. All references
// outlive it.
class BaselineJudge {
 public:
  BaselineJudge(const Baseline& result, const BaselineMatch& match, const GatePolicy& policy)
      : result_(result), match_(match), policy_(policy) {}

  // A judgement for each difference, in the order of the catalogue; for a strategy without one, that there is none.
  // Strategies other than `only` (empty: all) are left out.
  std::vector<Judgement> judge(const std::vector<std::string>& only) const;

  // Of one value, as if the result had it. kPass without a difference.
  Judgement judge(const std::string& strategy, const std::string& phase, const Metric& metric,
                  const MetricValue& accepted, const MetricValue& value) const;

 private:
  void judge_strategy(const std::string& name, std::vector<Judgement>& judgements) const;
  std::size_t judge_phase(const std::string& strategy, const std::string& phase, const BaselinePhase& accepted,
                          const BaselinePhase& measured, std::vector<Judgement>& judgements) const;
  Judgement other(const std::string& strategy, const std::string& what, const std::string& name,
                  const std::string& reason) const;
  void judge_catalogue(std::vector<Judgement>& judgements) const;

  const Baseline& result_;
  const BaselineMatch& match_;
  const GatePolicy& policy_;
};

}  // namespace stampede
