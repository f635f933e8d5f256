// Command lines that people can copy.
#pragma once

#include <string>
#include <vector>

#include "harness/results/result.h"

namespace stampede {

// Measures those strategies (none: all) as the result was measured.
std::string run_command_line(const Result& result, const std::vector<std::string>& strategies);

// Accepts a result file as the baseline in `baseline_file`.
std::string accept_command_line(const std::string& result_file, const std::string& baseline_file);

}  // namespace stampede
