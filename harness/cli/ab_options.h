// What `ab` can be told on the command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/cli/option_parser.h"

namespace stampede {

struct AbOptions {
  std::string a;  // the commands, for the shell
  std::string b;
  std::int64_t pairs = 15;
  std::vector<std::string> metrics;  // names; none: wall_seconds
  Share alpha = Share::percent(5);   // the chance of a false alarm that is accepted
  Share effect = Share::percent(5);  // changes up to here do not matter
  std::int64_t seed = 1;             // of the warm-up; pair k has seed + k
  bool json = false;
  std::string output;  // file for the JSON; empty: none
  bool quiet = false;
};

// Adds the options to `app`, which must not outlive `options`: parsing writes into it.
void declare(CLI::App& app, AbOptions& options);

}  // namespace stampede
