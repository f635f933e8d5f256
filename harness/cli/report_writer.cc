#include "harness/cli/report_writer.h"

#include <CLI/CLI.hpp>
#include <array>
#include <filesystem>
#include <set>

#include "harness/base/quote.h"
#include "harness/base/temporary_folder.h"
#include "harness/cli/installed.h"
#include "harness/cli/process.h"
#include "harness/cli/published_folder.h"
#include "harness/cli/result_input.h"
#include "harness/report/dissection.h"
#include "harness/report/report.h"
#include "harness/report/report_json.h"
#include "harness/report/report_markdown.h"
#include "harness/results/csv.h"
#include "harness/results/output_file.h"
#include "harness/results/result_json.h"

namespace stampede {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kLargePage = 10'000'000;  // bytes
constexpr const char* kPage = "index.html";
constexpr const char* kMarkdown = "report.md";
constexpr const char* kNumbers = "metrics.csv";
constexpr std::array<std::string_view, 4> kNames = {kPage, kMarkdown, kNumbers, "pictures"};

class ReportWriter {
 public:
  ReportWriter(Tool& tool, const ReportOptions& options, std::span<const NamedResult> results)
      : tool_(tool), console_(tool.console), options_(options), results_(results), folder_(options.folder, kNames) {}

  ExitCode write() {
    if (const ExitCode code = check_reference(); code != ExitCode::kOk) return code;
    const auto python = find_python(options_.python.empty() ? options_.usual : std::vector{options_.python});
    const auto* missing = std::get_if<NoPython>(&python);
    if (missing != nullptr && !options_.python.empty()) {
      return fail(console_, ExitCode::kUsage, missing->reason,
                  std::string("name another with --python, or install ") + kPythonPackages);
    }
    if (const auto reason = folder_.open()) return cannot_write(*reason);
    const Report report = describe();
    if (const auto reason = write_texts(report)) return cannot_write(*reason);
    if (missing == nullptr) {
      if (const ExitCode code = draw(std::get<std::string>(python), report); code != ExitCode::kOk) return code;
    }
    if (const auto reason = folder_.publish()) return cannot_write(*reason);
    warn_of_size();
    if (missing != nullptr) {
      console_.err << "notice: no page and no pictures: " << missing->reason << "; install " << kPythonPackages << "\n";
    }
    console_.out << (fs::path(options_.folder) / (missing == nullptr ? kPage : kMarkdown)).string() << "\n";
    return ExitCode::kOk;
  }

 private:
  ExitCode cannot_write(const std::string& reason) {
    return fail(console_, ExitCode::kIo, "cannot write the report to " + in_quotes(options_.folder) + ": " + reason,
                "choose another folder");
  }

  ExitCode check_reference() {
    if (options_.reference.empty()) return ExitCode::kOk;
    std::set<std::string> names;
    for (const NamedResult& each : results_) {
      for (const CellRecord& cell : each.result.cells) names.insert(cell.strategy);
    }
    return check_known("strategy", options_.reference, names, console_);
  }

  Report describe() {
    std::vector<ReportInput> inputs;
    for (const NamedResult& each : results_) {
      std::vector<std::string> folders = options_.trace_folders;
      folders.insert(folders.end(),
                     {".", "scenarios", fs::path(each.file).parent_path().string(), installed_scenarios().string()});
      const DissectionOptions dissection{.strategies = tool_.builtins.strategies,
                                         .evictions = tool_.builtins.evictions,
                                         .trace_folders = std::move(folders),
                                         .jobs = options_.jobs};
      inputs.push_back({each.file, each.result, dissect(each.result, dissection)});
    }
    return make_report(std::move(inputs), options_.reference);
  }

  std::optional<std::string> write_texts(const Report& report) {
    std::string numbers = csv_header();
    for (const NamedResult& each : results_) numbers += csv_rows(each.result);
    if (const auto reason = write_file((folder_.path() / kMarkdown).string(), report_markdown(report))) return reason;
    return write_file((folder_.path() / kNumbers).string(), numbers);
  }

  // Pages are there to be sent around.
  void warn_of_size() {
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(fs::path(options_.folder) / kPage, error);
    if (error || bytes <= kLargePage) return;
    console_.err << "notice: the page has " << bytes / 1'000'000
                 << " MB, more than many mailboxes take; reports of fewer results are smaller\n";
  }

  // The page and the pictures.
  ExitCode draw(const std::string& python, const Report& report) {
    const TemporaryFolder input;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < results_.size(); ++i) {
      names.push_back(std::to_string(i).append(".json"));
      if (const auto reason = write_file((input.path() / names.back()).string(), result_text(results_[i].result))) {
        return cannot_write(*reason);
      }
    }
    if (const auto reason = write_file((input.path() / "report.json").string(), report_json(report, names))) {
      return cannot_write(*reason);
    }
    const ProcessEnd end = run_process(
        {python, "-B", "-E", "-s", report_generator().string(), input.path().string(), folder_.path().string()});
    if (end.problem.empty()) return ExitCode::kOk;
    console_.err << (end.output.empty() ? end.problem : end.output) << "\n";
    return fail(console_, ExitCode::kInternalError, "the report generator failed",
                "please report what it said above; no report was written");
  }

  Tool& tool_;
  Console& console_;
  const ReportOptions& options_;
  std::span<const NamedResult> results_;
  PublishedFolder folder_;
};

}  // namespace

void declare_drawing(CLI::App& app, ReportOptions& options) {
  app.add_option("--python", options.python,
                 "the Python that draws the pictures (default $STAMPEDE_PYTHON, else the system's)")
      ->type_name("PATH")
      ->envname("STAMPEDE_PYTHON");
  app.add_option("--reference", options.reference, "the strategy that others are measured against")
      ->type_name("STRATEGY");
}

ExitCode write_report(Tool& tool, const ReportOptions& options, std::span<const NamedResult> results) {
  return ReportWriter(tool, options, results).write();
}

}  // namespace stampede
