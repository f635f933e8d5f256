// Plug-ins: shared objects named on the command line, whose rows join the tables of the program.
#pragma once

#include <span>
#include <string>
#include <variant>

#include "harness/strategy/plugin.h"

namespace stampede {

struct PluginProblem {
  std::string message;
  std::string advice;
};

// `tables` and the rows of each plug-in, in order. A path is taken as any other file's: relative to the current folder,
// also without a slash. Plug-ins stay loaded until the process ends, because their rows refer to their code. The first
// that cannot be loaded, was built for another program, or brings rows that are wrong or taken, is the problem.
std::variant<Tables, PluginProblem> with_plugins(const Tables& tables, std::span<const std::string> paths);

}  // namespace stampede
