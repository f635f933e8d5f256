// run [SCENARIO...]: every strategy of each scenario against the same traffic; a table and a result file.
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>

#include "harness/cli/command.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/output_plan.h"
#include "harness/cli/progress.h"
#include "harness/cli/record.h"
#include "harness/cli/report_writer.h"
#include "harness/cli/result_output.h"
#include "harness/cli/run_options.h"
#include "harness/cli/scenario_source.h"
#include "harness/cli/selection.h"
#include "harness/cli/shard_option.h"
#include "harness/engine/catalogue.h"
#include "harness/engine/matrix.h"
#include "harness/engine/world.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

class Run {
 public:
  Run(Tool& tool, const RunOptions& options)
      : tool_(tool), console_(tool.console), options_(options), output_(tool.console, options.format, options.quiet) {}

  ExitCode run() {
    ExitCode code = output_.check(options_.output);
    if (code == ExitCode::kOk) code = take_shard();
    if (code == ExitCode::kOk) code = load();
    if (code != ExitCode::kOk) return code;
    std::vector<std::string> names;
    for (const Scenario& scenario : scenarios_) names.push_back(output_name(scenario.name, shard_));
    const auto plan = plan_outputs(options_.output, names);
    if (const auto* problem = std::get_if<OutputProblem>(&plan)) {
      return fail(console_, problem->code, problem->message, problem->advice);
    }
    const std::vector<std::string>& paths = std::get<std::vector<std::string>>(plan);
    for (std::size_t i = 0; i < scenarios_.size() && !interrupt_.wanted(); ++i) {
      code = worse_of(code, run_scenario(scenarios_[i], files_[i], paths[i]));
    }
    code = worse_of(code, interrupt_.code());
    if (options_.report.folder.empty() || results_.empty() || interrupt_.wanted()) return code;
    std::vector<NamedResult> named;
    for (const auto& [path, result] : results_) named.push_back({path, result});
    return worse_of(code, write_report(tool_, report_options(), named));
  }

 private:
  ExitCode take_shard() {
    if (options_.shard.empty()) return ExitCode::kOk;
    const auto read = read_shard(options_.shard, process_environment());
    if (const auto* problem = std::get_if<ShardProblem>(&read)) {
      return fail(console_, ExitCode::kUsage, problem->message, problem->advice);
    }
    shard_ = std::get<Shard>(read);
    if (options_.report.folder.empty()) return ExitCode::kOk;
    return fail(console_, ExitCode::kUsage, "--report is for whole results, and this is " + shard_words(*shard_),
                "merge the shards first: 'stampede merge', then 'stampede report'");
  }

  // All of them, so that every mistake is told before anything runs.
  ExitCode load() {
    const StrategyCatalogue catalogue = catalogue_of(tool_.builtins.strategies, tool_.builtins.evictions);
    std::vector<ScenarioSource> sources;
    for (const std::string& argument : options_.scenarios) {
      auto found = find_scenario(argument);
      if (const auto* problem = std::get_if<std::string>(&found)) {
        return fail(console_, ExitCode::kUsage, *problem, "'stampede list scenarios' shows those at hand");
      }
      sources.push_back(std::get<ScenarioSource>(std::move(found)));
    }
    if (sources.empty()) sources.push_back(built_in_scenario());
    ExitCode code = ExitCode::kOk;
    for (const ScenarioSource& source : sources) {
      auto opened = open_selected(source, catalogue, options_.settings, options_.strategies, console_);
      if (auto* scenario = std::get_if<Scenario>(&opened)) {
        scenarios_.push_back(std::move(*scenario));
        files_.push_back(source.built_in ? "" : source.path);
      } else {
        code = worse_of(code, std::get<ExitCode>(opened));
      }
    }
    return code;
  }

  ExitCode run_scenario(const Scenario& scenario, const std::string& file, const std::string& path) {
    std::vector<CellResult> cells = run_cells(scenario);
    if (const std::optional<RunFailure> failure = failure_of(cells)) {
      console_.err << failure->message << "\n  " << failure->advice << "\n";
      return failure->code;
    }
    Result result = record_of(scenario, std::move(cells), options_.jobs, {file, options_.settings}, shard_);
    tell_warnings(result, console_);
    if (shard_ && result.complete && result.cells.empty() && !options_.quiet) {
      console_.err << "note: " << scenario.name << ": nothing is left for " << shard_words(*shard_) << "\n";
    }
    const ExitCode code = output_.deliver(result, path);
    if (!options_.report.folder.empty()) results_.emplace_back(path, std::move(result));
    return code;
  }

  // Traces are relative to the folders of the scenarios.
  ReportOptions report_options() const {
    ReportOptions report = options_.report;
    for (const std::string& file : files_) {
      report.trace_folders.push_back(std::filesystem::path(file).parent_path().string());
    }
    report.jobs = options_.jobs;
    return report;
  }

  std::vector<CellResult> run_cells(const Scenario& scenario) {
    const KeyDistribution keys = make_keys(scenario.workload.keys);
    const CellInputs inputs{scenario, tool_.builtins.strategies, tool_.builtins.evictions, keys};
    const ProgressMode mode = options_.quiet ? ProgressMode::kNone : options_.progress;
    const std::unique_ptr<ProgressReport> progress = make_progress(mode, scenario, console_, part_of(shard_));
    const auto start = std::chrono::steady_clock::now();
    MatrixOptions matrix;
    matrix.jobs = options_.jobs;
    matrix.part = part_of(shard_);
    matrix.stop = &interrupt_.wanted();
    matrix.on_progress = [&](const MatrixOptions::Progress& now) {
      if (interrupt_.wanted()) return;
      progress->update(now, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    };
    std::vector<CellResult> cells = run_matrix(inputs, matrix);
    progress->finish();
    return cells;
  }

  Tool& tool_;
  Console& console_;
  const RunOptions& options_;
  ResultOutput output_;
  Interrupt interrupt_;
  std::optional<Shard> shard_;
  std::vector<Scenario> scenarios_;
  std::vector<std::string> files_;                       // of the scenarios; empty: built in
  std::vector<std::pair<std::string, Result>> results_;  // with their files, for the report
};

}  // namespace

Command run_command() {
  return {"run", "run every strategy of a scenario and compare them", [](CLI::App& app) -> Action {
            auto options = std::make_shared<RunOptions>();
            declare(app, *options);
            return [options](Tool& tool) { return Run(tool, *options).run(); };
          }};
}

}  // namespace stampede
