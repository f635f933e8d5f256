// verify [TABLE...]: does this build measure right? Runs the table of oracles and compares.
#include <fnmatch.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>

#include "harness/base/temporary_folder.h"
#include "harness/cli/command.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/progress.h"
#include "harness/cli/verify_options.h"
#include "harness/cli/verify_run.h"
#include "harness/engine/catalogue.h"
#include "harness/verify/report.h"
#include "harness/verify/shipped.h"

namespace stampede {

namespace {

class Verification {
 public:
  Verification(Tool& tool, const VerifyOptions& options)
      : tool_(tool),
        console_(tool.console),
        options_(options),
        catalogue_(catalogue_of(tool.builtins.strategies, tool.builtins.evictions)) {}

  ExitCode run() {
    if (!options_.write.empty()) return write();
    const ExitCode opened = open();
    if (opened != ExitCode::kOk) return opened;
    verify_all();
    if (interrupt_.wanted()) return interrupt_.code();
    if (failure_) {
      console_.err << failure_->message << "\n  " << failure_->advice << "\n";
      return failure_->code;
    }
    print();
    return code();
  }

 private:
  ExitCode write() {
    try {
      std::filesystem::create_directories(options_.write);
      write_oracles(options_.write, options_.traces);
    } catch (const std::filesystem::filesystem_error& error) {
      return fail(console_, ExitCode::kIo, error.what(), "choose another folder");
    }
    console_.err << "wrote the table of oracles, its scenarios and traces to " << options_.write << "\n"
                 << "  run one of them with 'stampede run " << options_.write << "/NAME.yaml', or judge them all with "
                 << "'stampede verify " << options_.write << "/" << kOracleTable << "'\n";
    return ExitCode::kOk;
  }

  ExitCode open() {
    std::vector<std::string> tables = options_.tables;
    if (tables.empty()) {
      try {
        folder_ = std::make_unique<TemporaryFolder>();
        write_oracles(folder_->path(), options_.traces);
      } catch (const std::filesystem::filesystem_error& error) {
        return fail(console_, ExitCode::kIo, error.what(), "see that TMPDIR and --traces name folders that exist");
      }
      tables.push_back((folder_->path() / kOracleTable).string());
    }
    for (const std::string& table : tables) {
      LoadedOracles loaded = load_oracles(table);
      if (!loaded.table) {
        console_.err << render_diagnostics(loaded.diagnostics) << "  nothing was run; correct the table\n";
        return loaded.io_error ? ExitCode::kIo : ExitCode::kUsage;
      }
      for (OracleRun& run : loaded.table->runs) add(std::move(run));
    }
    if (!runs_.empty()) return ExitCode::kOk;
    return fail(console_, ExitCode::kUsage, "no case matches", "'stampede verify' without --filter shows all cases");
  }

  void add(OracleRun run) {
    std::erase_if(run.cases, [this](const OracleCase& oracle) {
      return !options_.filters.empty() && std::ranges::none_of(options_.filters, [&](const std::string& pattern) {
        return ::fnmatch(pattern.c_str(), oracle.name.c_str(), 0) == 0;
      });
    });
    if (!run.cases.empty()) runs_.push_back(std::move(run));
  }

  // Each job takes the next run; findings keep the order of the table.
  void verify_all() {
    const VerifyContext context{tool_.builtins, catalogue_, interrupt_.wanted(), options_.quick};
    findings_.resize(runs_.size());
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < std::min<std::size_t>(static_cast<std::size_t>(options_.jobs), runs_.size()); ++i) {
      threads.emplace_back([&] {
        for (std::size_t index = next++; index < runs_.size() && !over(); index = next++) {
          take(index, verify_run(context, runs_[index]));
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    if (redraws()) console_.err << "\r\x1b[K" << std::flush;
  }

  void take(std::size_t index, std::variant<std::monostate, std::vector<Finding>, RunFailure> outcome) {
    const std::lock_guard lock(mutex_);
    if (auto* failure = std::get_if<RunFailure>(&outcome); failure != nullptr && !failure_) failure_ = *failure;
    if (auto* findings = std::get_if<std::vector<Finding>>(&outcome)) findings_[index] = std::move(*findings);
    ++done_;
    if (redraws()) console_.err << "\r" << done_ << "/" << runs_.size() << " runs\x1b[K" << std::flush;
  }

  bool over() {
    const std::lock_guard lock(mutex_);
    return failure_.has_value() || interrupt_.wanted();
  }

  bool redraws() const { return console_.err_is_terminal && !options_.quiet; }

  std::vector<Finding> all() const {
    std::vector<Finding> all;
    for (const std::vector<Finding>& findings : findings_) all.insert(all.end(), findings.begin(), findings.end());
    return all;
  }

  void print() {
    const std::vector<Finding> findings = all();
    if (options_.format == "json") {
      console_.out << findings_json(findings);
    } else if (options_.format == "markdown") {
      console_.out << findings_markdown(findings);
    } else {
      console_.out << findings_table(findings);
    }
    console_.out << std::flush;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    if (!options_.quiet) {
      console_.err << (options_.quick ? "quick: runs are a tenth as long, tolerances as much wider; " : "full length; ")
                   << coarse_seconds(seconds) << "\n";
    }
  }

  // Having looked at nothing is no agreement.
  ExitCode code() const {
    const std::vector<Finding> findings = all();
    const bool tried = std::ranges::any_of(
        findings, [](const Finding& finding) { return finding.verdict != OracleVerdict::kNotTried; });
    if (!tried) return ExitCode::kInconclusive;
    return all_agree(findings) ? ExitCode::kOk : ExitCode::kGateFailed;
  }

  Tool& tool_;
  Console& console_;
  const VerifyOptions& options_;
  const StrategyCatalogue catalogue_;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  Interrupt interrupt_;
  std::unique_ptr<TemporaryFolder> folder_;
  std::vector<OracleRun> runs_;
  std::mutex mutex_;
  std::vector<std::vector<Finding>> findings_;  // by run
  std::size_t done_ = 0;
  std::optional<RunFailure> failure_;
};

}  // namespace

Command verify_command() {
  return {"verify", "run the table of oracles: does this build measure right?", [](CLI::App& app) -> Action {
            auto options = std::make_shared<VerifyOptions>();
            declare(app, *options);
            return [options](Tool& tool) { return Verification(tool, *options).run(); };
          }};
}

}  // namespace stampede
