#include "harness/cli/run_options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "harness/base/units.h"
#include "harness/cli/option_kinds.h"

namespace stampede {

namespace {

void add_output(CLI::App& app, RunOptions& options) {
  app.add_option("-o,--output", options.output,
                 "where the result goes: a file, a folder, or - for the standard output; "
                 "else NAME.result.json in the current folder")
      ->type_name("FILE|DIR");
}

}  // namespace

void declare_world(CLI::App& app, std::vector<std::string>& strategies, std::vector<std::string>& settings) {
  add_list_option(app, "--strategy", "only this strategy of the scenario; repeatable", "STRATEGY", strategies);
  add_list_option(app, "--set", "change a setting, e.g. cache.ttl=30s; repeatable", "PATH=VALUE", settings);
  // Settings of their own flags come after --set and win, wherever they stand.
  const auto set = [&settings](const std::string& key) -> TakeText {
    return [&settings, key](const std::string& value) { settings.push_back(key + "=" + value); };
  };
  constexpr std::int64_t kLargestSeed = INT64_MAX;
  constexpr std::int64_t kMostRepetitions = 1000;
  add_count_option(app, "--seed", "same as --set seed=N", 0, kLargestSeed, set("seed"));
  add_count_option(app, "--repetitions", "same as --set repetitions=N", 1, kMostRepetitions, set("repetitions"));
}

void declare_jobs(CLI::App& app, int& jobs) {
  jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  constexpr std::int64_t kMostJobs = 1024;
  add_count_option(app, "--jobs", "cells to run at a time (default: the cores); results do not depend on it", 1,
                   kMostJobs,
                   [&jobs](const std::string& value) { jobs = static_cast<int>(parse_count(value).value()); });
}

void declare_progress(CLI::App& app, ProgressMode& progress, bool& quiet) {
  add_choice_option(app, "--progress", "how to tell how far it is (default auto)", {"auto", "plain", "none"},
                    [&progress](const std::string& value) {
                      progress = value == "none"    ? ProgressMode::kNone
                                 : value == "plain" ? ProgressMode::kPlain
                                                    : ProgressMode::kAuto;
                    });
  declare_quiet(app, quiet);
}

void declare_quiet(CLI::App& app, bool& quiet) {
  app.add_flag("-q,--quiet", quiet, "no progress and no notices; warnings and errors remain")->disable_flag_override();
}

void declare_format(CLI::App& app, std::optional<OutputFormat>& format) {
  add_choice_option(app, "--format", "what is printed in the end (default table); csv: a row per repetition and phase",
                    {"table", "json", "csv", "markdown"}, [&format](const std::string& value) {
                      format = value == "json"       ? OutputFormat::kJson
                               : value == "csv"      ? OutputFormat::kCsv
                               : value == "markdown" ? OutputFormat::kMarkdown
                                                     : OutputFormat::kTable;
                    });
}

void declare(CLI::App& app, RunOptions& options) {
  app.add_option("SCENARIO", options.scenarios,
                 "path of a YAML file, or a name in ./scenarios; else the canonical scenario");
  declare_world(app, options.strategies, options.settings);
  declare_jobs(app, options.jobs);
  add_output(app, options);
  declare_format(app, options.format);
  declare_progress(app, options.progress, options.quiet);
  app.add_option(
         "--shard", options.shard,
         "only every N-th cell (strategy and seed), beginning with the I-th, for 'stampede merge'; auto: as the "
         "variables of a CI system, Slurm or Kubernetes say")
      ->type_name("I/N|auto[/N]");
  app.add_option("--report", options.report.folder, "write a report of the results there, as 'stampede report' does")
      ->type_name("DIR");
  declare_drawing(app, options.report);
}

}  // namespace stampede
