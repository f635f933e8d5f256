// Where a command writes: results to `out`, everything else to `err`.
#pragma once

#include <ostream>
#include <string>

#include "harness/cli/exit_codes.h"

namespace stampede {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_colour = false;       // `out` is a terminal whose user wants colours
  bool err_is_terminal = false;  // lines of `err` can be redrawn
};

// The console of this process: std::cout and std::cerr, terminal or not, NO_COLOR and TERM considered.
Console process_console();

// Says on `err` what is wrong and, on a line of its own, what to do next; passes `code` on.
ExitCode fail(Console& console, ExitCode code, const std::string& problem, const std::string& advice);

}  // namespace stampede
