// gate RESULT.json...: may these results pass? From files alone; nothing is run.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>

#include "harness/base/quote.h"
#include "harness/cli/baseline_input.h"
#include "harness/cli/command.h"
#include "harness/cli/gate_options.h"
#include "harness/cli/result_input.h"
#include "harness/gate/gate.h"
#include "harness/gate/gate_json.h"
#include "harness/gate/gate_junit.h"
#include "harness/gate/gate_markdown.h"
#include "harness/gate/gate_text.h"
#include "harness/gate/github.h"
#include "harness/gate/openmetrics.h"
#include "harness/gate/worsening.h"
#include "harness/results/output_file.h"

namespace stampede {

namespace {

ExitCode code_of(GateVerdict verdict) {
  switch (verdict) {
    case GateVerdict::kInvalid:
      return ExitCode::kInvalidRun;
    case GateVerdict::kFail:
    case GateVerdict::kMissing:
      return ExitCode::kGateFailed;
    case GateVerdict::kNoBaseline:
    case GateVerdict::kNew:
      return ExitCode::kNoBaseline;
    case GateVerdict::kNoData:
    case GateVerdict::kInconclusive:
      return ExitCode::kInconclusive;
    case GateVerdict::kChanged:
    case GateVerdict::kImproved:
    case GateVerdict::kWaived:
    case GateVerdict::kPass:
      return ExitCode::kOk;
  }
  STAMPEDE_CHECK(false);
}

Date today() {
  return Date(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
}

class Gate {
 public:
  Gate(Console& console, const GateOptions& options) : console_(console), options_(options) {}

  ExitCode run() {
    for (const auto& step : {&Gate::take_results, &Gate::take_policy, &Gate::take_baselines, &Gate::take_checks}) {
      const ExitCode code = (this->*step)();
      if (code != ExitCode::kOk) return code;
    }
    if (options_.self_test) return test_itself();
    judge();
    print();
    return worse_of(exit_code(), write_files());
  }

 private:
  ExitCode usage(const std::string& problem, const std::string& advice = "see 'stampede gate --help'") {
    return fail(console_, ExitCode::kUsage, problem, advice);
  }

  ExitCode take_results() {
    if (options_.results.empty()) return usage("no result given");
    auto read = read_results(options_.results, console_);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    results_ = std::get<std::vector<ResultInput>>(std::move(read));
    for (const std::string& name : options_.strategies) {
      const ExitCode code = check_known("strategy", name, strategies_of(results_), console_);
      if (code != ExitCode::kOk) return code;
    }
    return ExitCode::kOk;
  }

  ExitCode take_policy() {
    policy_ = default_policy();
    if (options_.policy.empty()) return ExitCode::kOk;
    LoadedPolicy loaded = load_policy(options_.policy);
    if (loaded.policy) {
      policy_ = std::move(*loaded.policy);
      return ExitCode::kOk;
    }
    console_.err << render_diagnostics(loaded.diagnostics) << "  nothing was judged; correct the policy\n";
    return loaded.io_error ? ExitCode::kIo : ExitCode::kUsage;
  }

  ExitCode take_baselines() {
    if (options_.statistical && options_.baseline.empty()) {
      return usage("--statistical needs a result to compare with", "name it with --baseline RESULT.json");
    }
    for (const ResultInput& result : results_) {
      GateInput& input = inputs_.emplace_back();
      input.file = result.path;
      input.result = result.result.get();
      input.all = result.pooled;
      input.only_strategies = options_.strategies;
      for (const PooledCells& pooled : result.pooled) {
        const bool wanted = options_.strategies.empty() ||
                            std::ranges::find(options_.strategies, pooled.strategy) != options_.strategies.end();
        if (wanted) input.strategies.push_back(pooled);
      }
      if (options_.baseline.empty()) continue;
      const ExitCode code = take_baseline(input);
      if (code != ExitCode::kOk) return code;
    }
    return ExitCode::kOk;
  }

  ExitCode take_baseline(GateInput& input) {
    input.baseline_file = baseline_path(options_.baseline, input.result->scenario_name);
    auto read = read_baseline_input(input.baseline_file, console_);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    baselines_.push_back(std::get<BaselineInput>(std::move(read)));
    input.baseline = baselines_.back().baseline;
    if (!options_.statistical) return ExitCode::kOk;
    input.before = baselines_.back().result.get();
    if (input.before != nullptr || !input.baseline) return ExitCode::kOk;
    return usage(in_quotes(input.baseline_file) + " is a baseline, which has no single runs",
                 "--statistical compares with another result of 'stampede run', with the same seeds");
  }

  // All mistakes of all results are told at once.
  ExitCode take_checks() {
    std::vector<Diagnostic> mistakes;
    std::vector<PlacedCheck> all;
    for (GateInput& input : inputs_) {
      auto checks = checks_for(*input.result, policy_.checks);
      if (auto* found = std::get_if<std::vector<Diagnostic>>(&checks)) {
        for (Diagnostic& each : *found) {
          if (std::ranges::find(mistakes, each) == mistakes.end()) mistakes.push_back(std::move(each));
        }
        continue;
      }
      input.checks = std::get<std::vector<PlacedCheck>>(std::move(checks));
      all.insert(all.end(), input.checks.begin(), input.checks.end());
    }
    if (mistakes.empty()) mistakes = check_waivers(policy_.waivers, all);
    if (!mistakes.empty()) {
      console_.err << render_diagnostics(mistakes) << "  nothing was judged; correct the checks\n";
      return ExitCode::kUsage;
    }
    for (const GateInput& input : inputs_) {
      if (!input.checks.empty() || !input.baseline_file.empty()) continue;
      return usage("there is nothing to judge " + in_quotes(input.file) + " by: its scenario has no 'gate'",
                   "write checks into the scenario or into a file for --policy, or name a --baseline");
    }
    return ExitCode::kOk;
  }

  ExitCode test_itself() {
    ExitCode code = ExitCode::kOk;
    std::vector<SelfTestRow> all;
    for (const GateInput& input : inputs_) {
      std::vector<SelfTestRow> rows = self_test(input, policy_, *options_.self_test);
      if (!catches_anything(rows)) code = ExitCode::kGateFailed;
      all.insert(all.end(), rows.begin(), rows.end());
    }
    console_.out << self_test_text(all, *options_.self_test) << std::flush;
    if (code == ExitCode::kOk) return code;
    return fail(console_, code, "a result that is so much worse would pass",
                "add checks or a baseline, or make the limits tighter");
  }

  void judge() {
    report_.allow_new = options_.allow_new;
    Waivers waivers(policy_.waivers, options_.today.value_or(today()));
    for (const GateInput& input : inputs_) report_.results.push_back(judge_result(input, policy_, waivers));
    for (const std::string& path : baselines_in(options_.baseline)) add_if_missing(path);
    if (!report_.results.empty()) {
      for (const std::string& line : waivers.not_needed()) report_.results.back().notes.push_back(line);
    }
  }

  // A scenario that nobody runs any more is not one that passes.
  void add_if_missing(const std::string& path) {
    const auto is_taken = [&](const GateInput& input) { return input.baseline_file == path; };
    if (std::ranges::any_of(inputs_, is_taken)) return;
    const std::string name = std::filesystem::path(path).stem().string();
    GatedResult missing{.file = path, .scenario = name, .run = "not run", .baseline_file = path};
    missing.judgements = {{.verdict = GateVerdict::kMissing,
                           .check = "has a result",
                           .reason =
                               "there is a baseline, but no result: run the scenario, or remove the baseline if it "
                               "was removed or renamed",
                           .reproduce = "stampede run " + name,
                           .by_baseline = true}};
    report_.results.push_back(std::move(missing));
  }

  ExitCode exit_code() {
    ExitCode code = ExitCode::kOk;
    for (const GateVerdict verdict : all_gate_verdicts()) {
      if (report_.fails(verdict) && report_.count(verdict) > 0) code = worse_of(code, code_of(verdict));
    }
    if (report_.judgements() > 0) return code;
    return usage("nothing was judged: no check is about these strategies", "select others with --strategy");
  }

  void print() {
    if (options_.format == "json") {
      console_.out << gate_json(report_);
    } else if (options_.format == "markdown") {
      console_.out << gate_markdown(report_);
    } else {
      console_.out << gate_text(report_, {.colour = console_.out_colour, .only_attention = options_.quiet});
    }
    if (options_.github) console_.out << github_annotations(report_);
    console_.out << std::flush;
  }

  ExitCode write_files() {
    ExitCode code = ExitCode::kOk;
    const auto write = [&](const std::string& path, const auto& text) {
      if (path.empty()) return;
      if (const std::optional<std::string> error = write_file(path, text())) {
        code = fail(console_, ExitCode::kIo, "cannot write " + in_quotes(path) + ": " + *error, "choose another place");
      }
    };
    write(options_.json, [&] { return gate_json(report_); });
    write(options_.junit, [&] { return gate_junit(report_); });
    write(options_.markdown, [&] { return gate_markdown(report_); });
    write(options_.openmetrics, [&] { return openmetrics(); });
    return worse_of(code, add_to_summary());
  }

  std::string openmetrics() const {
    std::vector<const Result*> results;
    for (const ResultInput& input : results_) results.push_back(input.result.get());
    return openmetrics_text(results);
  }

  // Other steps may have written there before.
  ExitCode add_to_summary() {
    const char* path = options_.github ? std::getenv("GITHUB_STEP_SUMMARY") : nullptr;
    if (path == nullptr || *path == '\0') return ExitCode::kOk;
    std::ofstream file(path, std::ios::app);
    file << gate_markdown(report_) << std::flush;
    if (file) return ExitCode::kOk;
    return fail(console_, ExitCode::kIo, "cannot write to $GITHUB_STEP_SUMMARY", "see that it names a file");
  }

  Console& console_;
  const GateOptions& options_;
  std::vector<ResultInput> results_;
  std::vector<BaselineInput> baselines_;
  std::vector<GateInput> inputs_;
  GatePolicy policy_;
  GateReport report_;
};

}  // namespace

Command gate_command() {
  return {.name = "gate",
          .summary = "decide whether results may pass: checks, baselines, statistics",
          .declare = [](CLI::App& app) -> Action {
            auto options = std::make_shared<GateOptions>();
            declare(app, *options);
            return [options](Tool& tool) { return Gate(tool.console, *options).run(); };
          },
          .takes_plugins = false};
}

}  // namespace stampede
