// Where results go, decided and checked before anything runs.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/exit_codes.h"
#include "harness/results/result.h"

namespace stampede {

inline constexpr const char* kStandardOutput = "-";

struct OutputProblem {
  ExitCode code;
  std::string message;
  std::string advice;
};

// What a result's file is called before ".result.json": as the scenario, "canonical"; of a shard "canonical.2-of-3".
std::string output_name(const std::string& scenario, const std::optional<Shard>& shard);

// A path for each result, by the names of the outputs and what -o says. A folder that is named and does not
// exist is made. Files that hold something else than a result are refused, and so is what cannot be written.
std::variant<std::vector<std::string>, OutputProblem> plan_outputs(const std::string& output,
                                                                   const std::vector<std::string>& names);

}  // namespace stampede
