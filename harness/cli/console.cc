#include "harness/cli/console.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <string_view>

namespace stampede {

namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Console process_console() {
  const bool dumb = environment("TERM").empty() || environment("TERM") == "dumb";
  return {.out = std::cout,
          .err = std::cerr,
          .out_colour = ::isatty(STDOUT_FILENO) != 0 && !dumb && environment("NO_COLOR").empty(),
          .err_is_terminal = ::isatty(STDERR_FILENO) != 0 && !dumb};
}

ExitCode fail(Console& console, ExitCode code, const std::string& problem, const std::string& advice) {
  console.err << "error: " << problem << "\n  " << advice << "\n";
  return code;
}

}  // namespace stampede
