// One run of `verify`: a scenario from the table of oracles, as any user would run it, and the judge's findings.
#pragma once

#include <atomic>
#include <variant>
#include <vector>

#include "harness/cli/command.h"
#include "harness/cli/record.h"
#include "harness/scenario/strategy_catalogue.h"
#include "harness/verify/judgement.h"

namespace stampede {

// How many times shorter a run is that may be shortened, with --quick. Noise grows by the square root.
inline constexpr int kShortening = 10;

// All references outlive the runs.
struct VerifyContext {
  const Builtins& builtins;
  const StrategyCatalogue& catalogue;
  const std::atomic<bool>& stop;
  bool quick = false;
};

// Runs the strategies that the cases of `run` ask for, writes the result as a result file, and has the judge read that.
// Nothing (std::monostate) if it was stopped.
std::variant<std::monostate, std::vector<Finding>, RunFailure> verify_run(const VerifyContext& context,
                                                                          const OracleRun& run);

}  // namespace stampede
