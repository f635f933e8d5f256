// merge -o OUT RESULT.json...: the results of shards, or of repetitions, as one.
#include <CLI/CLI.hpp>
#include <memory>

#include "harness/base/quote.h"
#include "harness/cli/command.h"
#include "harness/cli/output_plan.h"
#include "harness/cli/result_input.h"
#include "harness/cli/result_output.h"
#include "harness/cli/run_options.h"
#include "harness/results/merge.h"

namespace stampede {

namespace {

struct MergeOptions {
  std::vector<std::string> results;
  std::string output;
  std::optional<OutputFormat> format;  // of what is printed; absent: a table
  bool quiet = false;
};

class Merge {
 public:
  Merge(Console& console, const MergeOptions& options)
      : console_(console), options_(options), output_(console, options.format, options.quiet) {}

  ExitCode run() {
    if (options_.results.empty()) return usage("no result given", "'stampede run --shard 1/2' writes one of two");
    if (options_.output.empty()) return usage("no file given for the merged result", "name one: -o FILE");
    const ExitCode code = output_.check(options_.output);
    return code == ExitCode::kOk ? take_results() : code;
  }

 private:
  ExitCode usage(const std::string& problem, const std::string& advice) {
    return fail(console_, ExitCode::kUsage, problem, advice);
  }

  ExitCode take_results() {
    std::vector<MergeInput> inputs;
    for (const std::string& path : options_.results) {
      auto read = open_result(path, console_);
      if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
      inputs.push_back({without_control_characters(path), std::get<Result>(std::move(read))});
    }
    const auto merged = merge_results(std::move(inputs));
    if (const auto* problem = std::get_if<MergeProblem>(&merged)) {
      return fail(console_, problem->incomplete ? ExitCode::kInvalidRun : ExitCode::kUsage, problem->message,
                  problem->advice);
    }
    return write(std::get<MergedResult>(merged));
  }

  ExitCode write(const MergedResult& merged) {
    const auto plan = plan_outputs(options_.output, {output_name(merged.result.scenario_name, merged.result.shard)});
    if (const auto* problem = std::get_if<OutputProblem>(&plan)) {
      return fail(console_, problem->code, problem->message, problem->advice);
    }
    tell_warnings(merged.result, console_);
    if (!options_.quiet) {
      for (const std::string& note : merged.notes) console_.err << "note: " << note << "\n";
    }
    return output_.deliver(merged.result, std::get<std::vector<std::string>>(plan).front());
  }

  Console& console_;
  const MergeOptions& options_;
  ResultOutput output_;
};

Action declare_merge(CLI::App& app) {
  auto options = std::make_shared<MergeOptions>();
  app.add_option("RESULT", options->results,
                 "result files of 'stampede run': all shards of a run, or the same scenario with other seeds");
  app.add_option("-o,--output", options->output,
                 "where the merged result goes: a file, a folder, or - for the standard output")
      ->type_name("FILE|DIR");
  declare_format(app, options->format);
  declare_quiet(app, options->quiet);
  return [options](Tool& tool) { return Merge(tool.console, *options).run(); };
}

}  // namespace

Command merge_command() {
  return {.name = "merge",
          .summary = "merge the results of shards or of repetitions into one",
          .declare = declare_merge,
          .takes_plugins = false};
}

}  // namespace stampede
