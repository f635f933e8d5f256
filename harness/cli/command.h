// A command of the program, and what it may use.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "harness/cli/console.h"
#include "harness/cli/exit_codes.h"
#include "harness/cli/option_parser.h"

namespace stampede {

struct EvictionRow;
struct StrategyTable;

// Everything a command knows by name: what comes with the program and what plug-ins added.
struct Builtins {
  const StrategyTable& strategies;
  const std::vector<EvictionRow>& evictions;
};

struct Tool {
  Builtins builtins;
  Console& console;
};

// Carries the command out with the options that were parsed before.
using Action = std::function<ExitCode(Tool&)>;

struct Command {
  std::string name;
  std::string summary;  // one line, lower case, no full stop
  Action (*declare)(CLI::App& options);
  bool takes_plugins = true;  // false: it has no use for strategies
};

// One file each.
Command run_command();
Command check_command();
Command list_command();
Command merge_command();
Command explain_command();
Command schema_command();
Command search_command();
Command compare_command();
Command gate_command();
Command baseline_command();
Command ab_command();
Command completion_command();
Command export_command();
Command report_command();
Command trace_command();
Command verify_command();

}  // namespace stampede
