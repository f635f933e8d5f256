// Failures for which somebody vouches until a date.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "harness/gate/judgement.h"
#include "harness/gate/policy.h"

namespace stampede {

// Applies the waivers of a policy to judgements, and remembers which of them were of use.
class Waivers {
 public:
  // `today` decides which waivers have expired. The waivers must outlive it.
  Waivers(std::span<const Waiver> waivers, Date today)
      : waivers_(waivers), today_(today), needed_(waivers.size()), seen_(waivers.size()) {}

  // Waives what fails, or has not enough data to be judged, if a waiver covers it; the first that matches decides. One
  // that has expired, or that a value is worse than, leaves the verdict and says so.
  void apply(std::vector<Judgement>& judgements);

  // Waivers whose checks passed everywhere, one line each: they can go.
  std::vector<std::string> not_needed() const;

 private:
  void apply(Judgement& judgement);

  std::span<const Waiver> waivers_;
  const Date today_;
  std::vector<bool> needed_;
  std::vector<bool> seen_;
};

}  // namespace stampede
