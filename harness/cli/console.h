// Where a command writes: results to `out`, everything else to `err`.
#pragma once

#include <ostream>

namespace stampede {

struct Console {
  std::ostream& out;
  std::ostream& err;
  bool out_colour = false;       // `out` is a terminal whose user wants colours
  bool err_is_terminal = false;  // lines of `err` can be redrawn
};

// The console of this process: std::cout and std::cerr, terminal or not, NO_COLOR and TERM considered.
Console process_console();

}  // namespace stampede
