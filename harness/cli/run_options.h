// What `run` can be told on the command line.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/cli/option_parser.h"
#include "harness/cli/report_writer.h"
#include "harness/cli/result_output.h"

namespace stampede {

enum class ProgressMode { kAuto, kPlain, kNone };

struct RunOptions {
  std::vector<std::string> scenarios;   // none: the built-in canonical one
  std::vector<std::string> strategies;  // of the scenario; none: all
  std::vector<std::string> settings;    // PATH=VALUE, in the order in which they apply
  std::string output;                   // file, folder, "-", or empty: a file named after the scenario
  int jobs = 1;
  std::optional<OutputFormat> format;  // of what is printed; absent: a table
  ProgressMode progress = ProgressMode::kAuto;
  bool quiet = false;
  ReportOptions report;  // none without a folder
  std::string shard;     // as given to --shard; empty: all cells
};

// The options that every command has which runs scenarios. Parsing writes into the variables, which must outlive `app`.
void declare_world(CLI::App& app, std::vector<std::string>& strategies, std::vector<std::string>& settings);
void declare_jobs(CLI::App& app, int& jobs);
void declare_progress(CLI::App& app, ProgressMode& progress, bool& quiet);
void declare_quiet(CLI::App& app, bool& quiet);
void declare_format(CLI::App& app, std::optional<OutputFormat>& format);

// Adds the options to `app`, which must not outlive `options`: parsing writes into it.
void declare(CLI::App& app, RunOptions& options);

}  // namespace stampede
