// report RESULT.json... -o DIR: a page that compares strategies at a glance, with pictures, for those who decide.
#include <memory>

#include "harness/cli/option_kinds.h"
#include "harness/cli/report_writer.h"
#include "harness/cli/run_options.h"
#include "harness/results/result_reader.h"

namespace stampede {

namespace {

struct Options {
  std::vector<std::string> results;
  ReportOptions report;
};

class ReportCommand {
 public:
  ReportCommand(Tool& tool, const Options& options) : tool_(tool), console_(tool.console), options_(options) {}

  ExitCode run() {
    if (options_.results.empty()) {
      return fail(console_, ExitCode::kUsage, "no result given", "'stampede run SCENARIO' writes one");
    }
    if (options_.report.folder.empty()) {
      return fail(console_, ExitCode::kUsage, "no folder given", "name one: -o DIR");
    }
    ExitCode code = ExitCode::kOk;
    std::vector<NamedResult> results;
    for (const std::string& path : options_.results) code = worse_of(code, read(path, results));
    return code == ExitCode::kOk ? write_report(tool_, options_.report, results) : code;
  }

 private:
  ExitCode read(const std::string& path, std::vector<NamedResult>& results) {
    auto read = read_result_file(path);
    if (const auto* problem = std::get_if<ResultProblem>(&read)) {
      console_.err << problem->message << "\n  " << problem->advice << "\n";
      return problem->unreadable ? ExitCode::kIo : ExitCode::kUsage;
    }
    results.push_back({path, std::get<Result>(std::move(read))});
    if (!results.back().result.cells.empty()) return ExitCode::kOk;
    return fail(console_, ExitCode::kInvalidRun,
                path + ": the result holds no strategy: the run was interrupted too soon", "run the scenario again");
  }

  Tool& tool_;
  Console& console_;
  const Options& options_;
};

Action declare_report(CLI::App& app) {
  auto options = std::make_shared<Options>();
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
