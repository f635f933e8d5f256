// baseline RESULT.json... -o FILE --reason TEXT: accepts what was measured, for later results to be compared with.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <memory>

#include "harness/base/quote.h"
#include "harness/cli/baseline_input.h"
#include "harness/cli/command.h"
#include "harness/cli/result_input.h"
#include "harness/gate/baseline_change.h"
#include "harness/gate/baseline_json.h"
#include "harness/results/output_file.h"

namespace stampede {

namespace {

struct BaselineOptions {
  std::vector<std::string> results;
  std::string output;
  std::string reason;
  bool dry_run = false;
};

class Accept {
 public:
  Accept(Console& console, const BaselineOptions& options) : console_(console), options_(options) {}

  ExitCode run() {
    for (const auto& step : {&Accept::check_options, &Accept::take_results, &Accept::take_old}) {
      const ExitCode code = (this->*step)();
      if (code != ExitCode::kOk) return code;
    }
    for (std::size_t i = 0; i < results_.size(); ++i) show(i);
    console_.out << std::flush;
    if (options_.dry_run) return ExitCode::kOk;
    ExitCode code = ExitCode::kOk;
    for (std::size_t i = 0; i < results_.size(); ++i) code = worse_of(code, write(i));
    return code;
  }

 private:
  ExitCode usage(const std::string& problem, const std::string& advice = "see 'stampede baseline --help'") {
    return fail(console_, ExitCode::kUsage, problem, advice);
  }

  ExitCode check_options() {
    if (options_.results.empty()) return usage("no result given");
    if (options_.output.empty()) return usage("no place given", "name a file or a folder: -o baselines/");
    if (options_.reason.find_first_not_of(" \t\n") == std::string::npos) {
      return usage("no reason given", "say why these numbers are right: --reason 'evictions are counted once'");
    }
    return ExitCode::kOk;
  }

  ExitCode take_results() {
    auto read = read_results(options_.results, console_);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    results_ = std::get<std::vector<ResultInput>>(std::move(read));
    for (const ResultInput& input : results_) {
      const Result& result = *input.result;
      const bool whole = result.complete && !result.shard && !result.cells.empty();
      if (!whole) {
        return fail(console_, ExitCode::kInvalidRun, in_quotes(input.path) + " is only a part of a run",
                    result.shard ? "put the shards together first: 'stampede merge'" : "run the scenario again");
      }
    }
    return ExitCode::kOk;
  }

  // A folder gets a file for each scenario.
  ExitCode take_old() {
    std::error_code error;
    const bool is_folder = std::filesystem::is_directory(options_.output, error) || options_.output.ends_with('/');
    if (!is_folder && results_.size() > 1) {
      return usage("several results need a folder", "name one that exists, or end its name with '/'");
    }
    std::filesystem::create_directories(is_folder ? options_.output : ".", error);
    for (const ResultInput& input : results_) {
      auto read = read_baseline_input(baseline_path(options_.output, input.result->scenario_name), console_);
      if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
      old_.push_back(std::get<BaselineInput>(std::move(read)));
      if (old_.back().result == nullptr) continue;
      return usage(in_quotes(old_.back().path) + " holds a result, no baseline", "choose another file");
    }
    return ExitCode::kOk;
  }

  Baseline made(std::size_t i) const { return baseline_of(*results_[i].result, options_.reason); }

  void show(std::size_t i) {
    console_.out << fmt::format("{}\n", without_control_characters(old_[i].path))
                 << baseline_change_text(old_[i].baseline, made(i));
  }

  ExitCode write(std::size_t i) {
    const std::string& path = old_[i].path;
    if (old_[i].baseline && says_the_same(*old_[i].baseline, made(i))) return ExitCode::kOk;
    if (const std::optional<std::string> error = write_file(path, baseline_text(made(i)))) {
      return fail(console_, ExitCode::kIo, "cannot write " + in_quotes(path) + ": " + *error,
                  "choose another place with -o");
    }
    console_.err << "baseline: " << path << "\n";
    return ExitCode::kOk;
  }

  Console& console_;
  const BaselineOptions& options_;
  std::vector<ResultInput> results_;
  std::vector<BaselineInput> old_;
};

Action declare_baseline(CLI::App& app) {
  auto options = std::make_shared<BaselineOptions>();
  app.add_option("RESULT", options->results, "complete result files of 'stampede run'");
  app.add_option("-o,--output", options->output, "where the baseline goes: a file, or a folder for NAME.json")
      ->type_name("FILE|DIR");
  app.add_option("--reason", options->reason, "why these numbers are accepted; kept in the file")->type_name("TEXT");
  app.add_flag("--dry-run", options->dry_run, "only print what would change")->disable_flag_override();
  return [options](Tool& tool) { return Accept(tool.console, *options).run(); };
}

}  // namespace

Command baseline_command() {
  return {.name = "baseline",
          .summary = "accept a result as what later ones are compared with",
          .declare = declare_baseline,
          .takes_plugins = false};
}

}  // namespace stampede
