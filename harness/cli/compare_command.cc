// compare RESULT.json...: the strategies of one result, or several results, side by side.
#include <fnmatch.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <memory>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/command.h"
#include "harness/cli/compare_report.h"
#include "harness/cli/option_kinds.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

struct CompareOptions {
  std::vector<std::string> results;
  std::string reference;
  std::vector<std::string> strategies;
  std::vector<std::string> metrics;  // globs; none: the main ones
  std::string phase = "all";
  std::string format = "text";
  bool changed = false;
  bool exit_code = false;
};

class Compare {
 public:
  Compare(Console& console, const CompareOptions& options) : console_(console), options_(options) {}

  ExitCode run() {
    for (const auto& step : {&Compare::take_metrics, &Compare::take_results, &Compare::check_names,
                             &Compare::take_reference, &Compare::compare}) {
      const ExitCode code = (this->*step)();
      if (code != ExitCode::kOk) return code;
    }
    const ExitCode code = judged();
    if (options_.changed) keep_changes(record_);
    print();
    return options_.exit_code ? code : ExitCode::kOk;
  }

 private:
  ExitCode usage(const std::string& problem, const std::string& advice) {
    return fail(console_, ExitCode::kUsage, problem, advice);
  }

  ExitCode take_metrics() {
    if (options_.results.empty()) return usage("no result given", "see 'stampede compare --help'");
    if (options_.metrics.empty()) metrics_ = main_metrics();
    std::vector<std::string> names;
    for (const Metric& metric : metric_catalogue()) {
      names.push_back(metric.name);
      const auto matches = [&](const std::string& glob) {
        return ::fnmatch(glob.c_str(), metric.name.c_str(), 0) == 0;
      };
      if (std::ranges::any_of(options_.metrics, matches)) metrics_.push_back(&metric);
    }
    for (const std::string& glob : options_.metrics) {
      const auto matches = [&](const std::string& name) { return ::fnmatch(glob.c_str(), name.c_str(), 0) == 0; };
      if (std::ranges::any_of(names, matches)) continue;
      return usage("no metric matches " + in_quotes(glob) + did_you_mean(glob, names),
                   "'stampede list metrics' shows all");
    }
    return ExitCode::kOk;
  }

  ExitCode take_results() {
    auto read = read_results(options_.results, console_);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    inputs_ = std::get<std::vector<ResultInput>>(std::move(read));
    for (const ResultInput& input : inputs_) {
      if (!input.pooled.empty()) continue;
      const bool shard = input.result->shard && input.result->complete;
      return usage(in_quotes(input.path) + " holds nothing" +
                       (shard ? "" : ": the run was interrupted before the first strategy"),
                   shard ? "merge the shards first: 'stampede merge'" : "run the scenario again");
    }
    return ExitCode::kOk;
  }

  ExitCode check_names() {
    ExitCode code = check_known("phase", options_.phase, phases_of(inputs_), console_);
    for (const std::string& name : options_.strategies) {
      if (code == ExitCode::kOk) code = check_known("strategy", name, strategies_of(inputs_), console_);
    }
    return code;
  }

  ExitCode take_reference() {
    if (inputs_.size() > 1) {
      if (options_.reference.empty()) return ExitCode::kOk;
      return usage("--reference is for one result; of several, the first is what the others are compared with",
                   "leave it out, or give one result");
    }
    const std::vector<PooledCells>& strategies = inputs_.front().pooled;
    reference_ = options_.reference.empty() ? strategies[default_reference(strategies)].strategy : options_.reference;
    const ExitCode code = check_known("strategy", reference_, strategies_of(inputs_), console_);
    if (code != ExitCode::kOk) return code;
    const auto found = std::ranges::find(strategies, reference_, &PooledCells::strategy);
    if (has_phase(*found, options_.phase)) return ExitCode::kOk;
    return usage("the reference '" + reference_ + "' has no phase " + in_quotes(options_.phase),
                 "choose another strategy with --reference, or another phase");
  }

  ExitCode compare() {
    record_ = inputs_.size() > 1
                  ? compare_across(inputs_, options_.strategies, options_.phase, metrics_)
                  : compare_within(inputs_.front(), options_.strategies, reference_, options_.phase, metrics_);
    if (!record_.groups.empty()) return ExitCode::kOk;
    if (inputs_.size() > 1) {
      return usage("the results have nothing in common that was selected",
                   "give results of the same strategies, or select others: 'stampede compare --help'");
    }
    return usage("nothing to compare '" + reference_ + "' with",
                 "give a second result, or select more strategies of this one");
  }

  // Of everything that was compared, shown or not.
  ExitCode judged() const {
    if (count_of(record_, DifferenceVerdict::kWorse) > 0) return ExitCode::kGateFailed;
    return record_.partial ? ExitCode::kInconclusive : ExitCode::kOk;
  }

  void print() {
    if (options_.format == "json") {
      console_.out << comparison_json(record_);
    } else if (options_.format == "csv") {
      console_.out << comparison_csv(record_);
      for (const std::string& note : record_.notes) console_.err << "note: " << note << "\n";
      for (const ComparedScenario& scenario : record_.scenarios) {
        console_.err << "note: the scenario of " << scenario.label << " is not that of " << record_.labels.front()
                     << "; --format text shows the settings that differ\n";
      }
    } else if (options_.format == "markdown") {
      console_.out << comparison_markdown(record_);
    } else {
      console_.out << comparison_text(record_, console_.out_colour);
    }
    console_.out << std::flush;
  }

  Console& console_;
  const CompareOptions& options_;
  std::vector<const Metric*> metrics_;
  std::vector<ResultInput> inputs_;
  std::string reference_;  // of one result
  CompareRecord record_;
};

Action declare_compare(CLI::App& app) {
  auto options = std::make_shared<CompareOptions>();
  app.add_option("RESULT", options->results,
                 "result files of 'stampede run': of one, the strategies are compared; of several, each strategy with "
                 "the same in the first");
  app.add_option("--reference", options->reference,
                 "of one result, what the other strategies are compared with (default: the first with hits)")
      ->type_name("NAME");
  add_list_option(app, "--strategy", "only this strategy; repeatable", "NAME", options->strategies);
  add_list_option(app, "--metric", "metrics that match, e.g. 'read.*'; repeatable (default: those of the tables)",
                  "GLOB", options->metrics);
  app.add_option("--phase", options->phase, "one phase of the timeline (default: the whole)")->type_name("NAME");
  app.add_flag("--changed", options->changed, "only what differs")->disable_flag_override();
  add_choice_option(app, "--format", "what is printed (default text)", {"text", "json", "markdown", "csv"},
                    [options](const std::string& value) { options->format = value; });
  app.add_flag("--exit-code", options->exit_code,
               "1 if anything got worse beyond the spread, 3 if something was missing, incomplete or a shard")
      ->disable_flag_override();
  return [options](Tool& tool) { return Compare(tool.console, *options).run(); };
}

}  // namespace

Command compare_command() {
  return {.name = "compare",
          .summary = "compare the strategies of a result, or several results",
          .declare = declare_compare,
          .takes_plugins = false};
}

}  // namespace stampede
