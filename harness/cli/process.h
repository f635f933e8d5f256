// Another program: run to its end, and what it leaves.
#pragma once

#include <string>
#include <vector>

namespace stampede {

struct ProcessEnd {
  std::string problem = {};  // empty: success; else "cannot be run: ...", "ended with exit code 3", "ended by signal 9"
  std::string output = {};   // both outputs, as they came; the last part, if they are long
  double cpu_seconds = 0;    // user and system time, of the program and of those that it waited for
};

// Runs a program, found in PATH, with nothing on its standard input, in the process group of the caller: Ctrl-C reaches
// both. Signals that the caller ignores are not ignored in there. `arguments` begin with its path or name.
ProcessEnd run_process(const std::vector<std::string>& arguments);

}  // namespace stampede
