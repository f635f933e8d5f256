// The program without its process: arguments in, texts and an exit code out.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/command.h"

namespace stampede {

// `arguments` does not hold the name of the program. Never throws. On failure the last line on `err` names the code.
ExitCode run_program(std::vector<std::string> arguments, const Builtins& builtins, Console& console);

}  // namespace stampede
