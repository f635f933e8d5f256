// What `search` can be told on the command line.
#pragma once

#include <string>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/cli/option_parser.h"
#include "harness/cli/run_options.h"

namespace stampede {

struct SearchOptions {
  std::string scenario;  // empty: the built-in canonical one
  std::string path;      // of the number to vary
  std::string condition;
  std::string from;  // empty: the scenario's own value
  std::string to;    // empty: the bound of the grammar
  bool lowest = false;
  Share tolerance = Share::percent(1);
  std::vector<std::string> strategies;  // of the scenario; none: all
  std::vector<std::string> settings;    // PATH=VALUE, in the order in which they apply
  int jobs = 1;
  bool json = false;
  ProgressMode progress = ProgressMode::kAuto;
  bool quiet = false;
};

// Adds the options to `app`, which must not outlive `options`: parsing writes into it.
void declare(CLI::App& app, SearchOptions& options);

}  // namespace stampede
