// Where results go, decided and checked before anything runs.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "harness/cli/exit_codes.h"

namespace stampede {

inline constexpr const char* kStandardOutput = "-";

struct OutputProblem {
  ExitCode code;
  std::string message;
  std::string advice;
};

// A path for the result of each scenario, by the scenarios' names and what -o says. A folder that is named and does not
// exist is made. Files that hold something else than a result are refused, and so is what cannot be written.
std::variant<std::vector<std::string>, OutputProblem> plan_outputs(const std::string& output,
                                                                   const std::vector<std::string>& names);

}  // namespace stampede
