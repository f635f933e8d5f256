// What `verify` can be told on the command line.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/option_parser.h"

namespace stampede {

struct VerifyOptions {
  std::vector<std::string> tables;   // none: the one that comes with the program
  std::vector<std::string> filters;  // globs over names of cases; none: all
  std::string traces;                // folder of the traces that do not come with the program; empty: none
  std::string write;                 // folder to write the shipped table to, instead of judging
  std::string format = "table";      // or "markdown" or "json"
  int jobs = 1;
  bool quick = false;
  bool quiet = false;
};

// Adds the options to `app`, which must not outlive `options`: parsing writes into it.
void declare(CLI::App& app, VerifyOptions& options);

}  // namespace stampede
