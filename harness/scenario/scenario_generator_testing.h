// Random scenarios from the declared grammar: every key, alternative and option has its chance, new ones too.
//
// Values are chosen so that a run is short in simulated work: few keys, moderate rates, seconds of traffic. Rules that
// look at several settings are not known here, so some of the texts are no scenarios.
#pragma once

#include <string>

#include "harness/base/random.h"
#include "harness/scenario/grammar.h"

namespace stampede {

// Files with a value a line, for empirical distributions.
struct EmpiricalFiles {
  std::string durations;
  std::string sizes;
};

class ScenarioGenerator {
 public:
  ScenarioGenerator(const StrategyCatalogue& catalogue, EmpiricalFiles files);

  // The same text for the same number.
  std::string scenario(std::uint64_t number) const;

 private:
  GrammarNode grammar_;
  EmpiricalFiles files_;
};

}  // namespace stampede
