// report RESULT.json... -o DIR: a page that compares strategies at a glance, with pictures, for those who decide.
#include <CLI/CLI.hpp>
#include <memory>

#include "harness/cli/option_kinds.h"
#include "harness/cli/report_writer.h"
#include "harness/cli/result_input.h"
#include "harness/cli/run_options.h"

namespace stampede {

namespace {

struct ReportCommandOptions {
  std::vector<std::string> results;
  ReportOptions report;
};

class ReportCommand {
 public:
  ReportCommand(Tool& tool, const ReportCommandOptions& options)
      : tool_(tool), console_(tool.console), options_(options) {}

  ExitCode run() {
    if (options_.results.empty()) {
      return fail(console_, ExitCode::kUsage, "no result given", "'stampede run SCENARIO' writes one");
    }
    if (options_.report.folder.empty()) {
      return fail(console_, ExitCode::kUsage, "no folder given", "name one: -o DIR");
    }
    const auto read = read_results(options_.results, console_);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    tell_shards(std::get<std::vector<ResultInput>>(read), console_);
    std::vector<NamedResult> results;
    for (const ResultInput& input : std::get<std::vector<ResultInput>>(read)) {
      if (input.result->cells.empty()) {
        const bool shard = input.result->shard && input.result->complete;
        return fail(console_, ExitCode::kInvalidRun,
                    input.path + ": the result holds no strategy" + (shard ? "" : ": the run was interrupted too soon"),
                    shard ? "merge the shards first: 'stampede merge'" : "run the scenario again");
      }
      results.push_back({input.path, *input.result});
    }
    return write_report(tool_, options_.report, results);
  }

 private:
  Tool& tool_;
  Console& console_;
  const ReportCommandOptions& options_;
};

Action declare_report(CLI::App& app) {
  auto options = std::make_shared<ReportCommandOptions>();
  app.add_option("RESULT", options->results, "result files of 'stampede run'");
  app.add_option("-o,--output", options->report.folder, "folder for the report; an earlier report there is replaced")
      ->type_name("DIR");
  declare_drawing(app, options->report);
  add_list_option(app, "--traces", "a folder that recorded traces of scenarios are relative to; repeatable", "DIR",
                  options->report.trace_folders);
  declare_jobs(app, options->report.jobs);
  return [options](Tool& tool) { return ReportCommand(tool, *options).run(); };
}

}  // namespace

Command report_command() {
  return {"report", "write a report: verdict, tables and pictures", declare_report};
}

}  // namespace stampede
