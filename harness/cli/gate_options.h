// What `gate` can be told on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/cli/option_parser.h"
#include "harness/gate/date.h"

namespace stampede {

struct GateOptions {
  std::vector<std::string> results;
  std::vector<std::string> strategies;  // none: all
  std::string policy;                   // file; empty: none
  std::string baseline;                 // file or folder; empty: none
  std::string format = "table";         // or "json" or "markdown"
  std::string json;                     // files to write; empty: not
  std::string junit;
  std::string markdown;
  std::string openmetrics;
  bool statistical = false;
  bool allow_new = false;
  bool github = false;
  bool quiet = false;
  std::optional<Share> self_test;
  std::optional<Date> today;
};

// Adds the options to `app`, which must not outlive `options`: parsing writes into it.
void declare(CLI::App& app, GateOptions& options);

}  // namespace stampede
