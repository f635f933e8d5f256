#include "harness/cli/run_options.h"

#include <algorithm>
#include <functional>
#include <thread>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/base/units.h"

namespace stampede {

namespace {

using Take = std::function<void(const std::string& value)>;

std::string joined(const std::vector<std::string>& words, const char* separator) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : separator) + word;
  return text;
}

// An option whose value is refused with a reason, or handed to `take`.
void add(CLI::App& app, const std::string& name, const std::string& help, const std::string& type,
         const std::function<std::string(const std::string&)>& mistake, const Take& take) {
  const auto callback = [=](const CLI::results_t& values) {
    const std::string reason = mistake(values.back());
    if (!reason.empty()) throw CLI::ValidationError(name, reason);
    take(values.back());
    return true;
  };
  app.add_option(name, callback, help)->type_name(type);
}

void add_choice(CLI::App& app, const std::string& name, const std::string& help,
                const std::vector<std::string>& choices, const Take& take) {
  const auto mistake = [choices](const std::string& value) -> std::string {
    if (std::ranges::find(choices, value) != choices.end()) return "";
    const std::string suggestion = did_you_mean(value, choices);
    return "no choice " + stampede::quoted(value) +
           (suggestion.empty() ? "; one of " + joined(choices, ", ") : suggestion);
  };
  add(app, name, help, joined(choices, "|"), mistake, take);
}

void add_count(CLI::App& app, const std::string& name, const std::string& help, std::int64_t min, std::int64_t max,
               const Take& take) {
  const auto mistake = [min, max](const std::string& value) -> std::string {
    const Parsed<std::int64_t> count = parse_count(value);
    if (!count.ok()) return count.reason();
    if (count.value() >= min && count.value() <= max) return "";
    return stampede::quoted(value) + " is not between " + format_count(min) + " and " + format_count(max);
  };
  add(app, name, help, "N", mistake, take);
}

// Repeatable, each time with one value.
void add_list(CLI::App& app, const std::string& name, const std::string& help, const std::string& type,
              std::vector<std::string>& values) {
  app.add_option(name, values, help)->type_name(type)->expected(1)->allow_extra_args(false)->take_all();
}

void add_world(CLI::App& app, RunOptions& options) {
  add_list(app, "--strategy", "only this strategy of the scenario; repeatable", "STRATEGY", options.strategies);
  add_list(app, "--set", "change a setting, e.g. cache.ttl=30s; repeatable", "PATH=VALUE", options.settings);
  // Settings of their own flags come after --set and win, wherever they stand.
  const auto set = [&options](const std::string& key) -> Take {
    return [&options, key](const std::string& value) { options.settings.push_back(key + "=" + value); };
  };
  constexpr std::int64_t kLargestSeed = INT64_MAX;
  constexpr std::int64_t kMostRepetitions = 1000;
  add_count(app, "--seed", "same as --set seed=N", 0, kLargestSeed, set("seed"));
  add_count(app, "--repetitions", "same as --set repetitions=N", 1, kMostRepetitions, set("repetitions"));
}

void add_output(CLI::App& app, RunOptions& options) {
  app.add_option("-o,--output", options.output,
                 "where the result goes: a file, a folder, or - for the standard output; "
                 "else NAME.result.json in the current folder")
      ->type_name("FILE|DIR");
  add_choice(app, "--format", "what is printed in the end (default table); csv: a row per repetition and phase",
             {"table", "json", "csv", "markdown"}, [&options](const std::string& value) {
               options.format = value == "json"       ? OutputFormat::kJson
                                : value == "csv"      ? OutputFormat::kCsv
                                : value == "markdown" ? OutputFormat::kMarkdown
                                                      : OutputFormat::kTable;
             });
  add_choice(app, "--progress", "how to tell how far it is (default auto)", {"auto", "plain", "none"},
             [&options](const std::string& value) {
               options.progress = value == "none"    ? ProgressMode::kNone
                                  : value == "plain" ? ProgressMode::kPlain
                                                     : ProgressMode::kAuto;
             });
  app.add_flag("-q,--quiet", options.quiet, "no progress and no notices; warnings and errors remain")
      ->disable_flag_override();
}

}  // namespace

void declare(CLI::App& app, RunOptions& options) {
  options.jobs = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  app.add_option("SCENARIO", options.scenarios,
                 "path of a YAML file, or a name in ./scenarios; else the canonical scenario");
  add_world(app, options);
  constexpr std::int64_t kMostJobs = 1024;
  add_count(app, "--jobs", "cells to run at a time (default: the cores); results do not depend on it", 1, kMostJobs,
            [&options](const std::string& value) { options.jobs = static_cast<int>(parse_count(value).value()); });
  add_output(app, options);
}

}  // namespace stampede
