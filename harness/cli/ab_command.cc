// ab --a COMMAND --b COMMAND: whether one build is worse than another in numbers that carry noise.
#include <filesystem>
#include <memory>
#include <numeric>

#include "harness/base/quote.h"
#include "harness/base/random.h"
#include "harness/base/temporary_folder.h"
#include "harness/base/units.h"
#include "harness/cli/ab_options.h"
#include "harness/cli/ab_progress.h"
#include "harness/cli/ab_report.h"
#include "harness/cli/command.h"
#include "harness/cli/interrupt.h"
#include "harness/gate/holm.h"
#include "harness/results/output_file.h"

namespace stampede {

namespace {

std::vector<ScenarioChange> environment_changes(const RunEnvironment& a, const RunEnvironment& b) {
  std::vector<ScenarioChange> changes = {{"compiler", a.compiler, b.compiler},
                                         {"build type", a.build_type, b.build_type},
                                         {"jobs", std::to_string(a.jobs), std::to_string(b.jobs)}};
  std::erase_if(changes, [](const ScenarioChange& change) { return change.from == change.to; });
  for (ScenarioChange& change : changes) {
    change.from = without_control_characters(change.from);
    change.to = without_control_characters(change.to);
  }
  return changes;
}

class Ab {
 public:
  Ab(Console& console, const AbOptions& options)
      : console_(console), options_(options), progress_(options.quiet, console) {}

  ExitCode run() {
    for (const auto& step : {&Ab::take_commands, &Ab::take_metrics, &Ab::check_pairs, &Ab::check_output, &Ab::warm_up,
                             &Ab::check_pairs, &Ab::measure}) {
      const ExitCode code = (this->*step)();
      if (code != ExitCode::kOk) return code;
    }
    progress_.finish();
    return deliver();
  }

 private:
  ExitCode usage(const std::string& problem, const std::string& advice) {
    return fail(console_, ExitCode::kUsage, problem, advice);
  }

  ExitCode take_commands() {
    if (options_.a.empty() || options_.b.empty()) {
      return usage(options_.a.empty() ? "no --a given" : "no --b given",
                   "name the command of each build, e.g. --a 'old/stampede run canonical' --b 'new/stampede run "
                   "canonical'");
    }
    record_.commands = {options_.a, options_.b};
    record_.pairs = static_cast<std::uint64_t>(options_.pairs);
    record_.alpha = options_.alpha;
    record_.effect = options_.effect;
    record_.seed = static_cast<std::uint64_t>(options_.seed);
    return ExitCode::kOk;
  }

  ExitCode take_metrics() {
    auto metrics = ab_metrics(options_.metrics);
    if (const auto* mistake = std::get_if<AbMetricMistake>(&metrics)) return usage(mistake->message, mistake->advice);
    record_.family = std::get<std::vector<AbMetric>>(std::move(metrics));
    return ExitCode::kOk;
  }

  // Before any time is spent; and again when the warm-up has told how many strategies there are.
  ExitCode check_pairs() {
    const std::size_t family = record_.family.size();
    const std::size_t needed = runs_needed(family, number_of(record_.alpha));
    if (record_.pairs >= needed) return ExitCode::kOk;
    progress_.finish();
    return fail(console_, ExitCode::kInconclusive, too_few_pairs(needed, record_.pairs),
                "with fewer, luck alone could explain any difference of " +
                    (family == 1 ? std::string("1 metric") : std::to_string(family) + " metrics") + " at " +
                    format_share(record_.alpha) + ": give --pairs " + std::to_string(needed) + " or more");
  }

  ExitCode check_output() {
    if (options_.output.empty()) return ExitCode::kOk;
    if (options_.output == "-") return usage("-o names a file", "--format json prints the JSON");
    const std::filesystem::path folder = std::filesystem::absolute(options_.output).parent_path();
    std::error_code error;
    if (std::filesystem::is_directory(folder, error)) return ExitCode::kOk;
    return fail(console_, ExitCode::kIo, "cannot write " + in_quotes(options_.output) + ": there is no such folder",
                "make it, or choose another place with -o FILE");
  }

  // Fills caches that are not ours, tells at once that a command is broken, and what there is to be compared.
  ExitCode warm_up() {
    const auto a = measured(AbStage::kWarmUp, 0, AbSide::kA);
    if (const auto* code = std::get_if<ExitCode>(&a)) return *code;
    const auto b = measured(AbStage::kWarmUp, 0, AbSide::kB);
    if (const auto* code = std::get_if<ExitCode>(&b)) return *code;
    const AbMeasured& left = std::get<AbMeasured>(a);
    const AbMeasured& right = std::get<AbMeasured>(b);
    record_.family = family_of(record_.family, left.result, right.result);
    if (left.result.scenario_digest != right.result.scenario_digest) {
      record_.scenario_changes = scenario_changes(left.result.scenario_json, right.result.scenario_json);
    }
    record_.environment_changes = environment_changes(left.result.environment, right.result.environment);
    keep(AbStage::kWarmUp, 0, AbSide::kA, left);
    keep(AbStage::kWarmUp, 0, AbSide::kB, right);
    progress_.warmed_up(record_.pairs);
    return ExitCode::kOk;
  }

  ExitCode measure() {
    std::vector<std::size_t> all(record_.family.size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    if (const ExitCode code = measure_pairs(AbStage::kFirst, 1); code != ExitCode::kOk) return code;
    record_.first = judge_stage(record_, AbStage::kFirst, all);
    std::vector<std::size_t> failed;
    for (const AbRow& row : record_.first) {
      if (row.finding.verdict == NoisyVerdict::kFail) failed.push_back(row.metric);
    }
    if (failed.empty()) return ExitCode::kOk;
    progress_.begin("confirmation: ");
    if (const ExitCode code = measure_pairs(AbStage::kConfirmation, 1 + record_.pairs); code != ExitCode::kOk) {
      return code;
    }
    record_.confirmation = judge_stage(record_, AbStage::kConfirmation, failed);
    return ExitCode::kOk;
  }

  // Side by side in time, so that both meet the machine in the same mood; in random order, so that neither is always
  // the one that runs second.
  ExitCode measure_pairs(AbStage stage, std::uint64_t first) {
    const RandomStream order(record_.seed, "ab.order");
    for (std::uint64_t pair = first; pair < first + record_.pairs; ++pair) {
      const bool b_first = below(order.at(pair), 2) == 1;
      for (const bool second : {false, true}) {
        const AbSide side = b_first != second ? AbSide::kB : AbSide::kA;
        if (interrupted()) return ExitCode::kOk;
        const auto run = measured(stage, pair, side);
        if (const auto* code = std::get_if<ExitCode>(&run)) {
          return interrupted() ? ExitCode::kOk : *code;
        }
        keep(stage, pair, side, std::get<AbMeasured>(run));
      }
      progress_.pair_done(pair - first + 1, record_.pairs);
    }
    return ExitCode::kOk;
  }

  bool interrupted() {
    if (interrupt_.wanted()) record_.complete = false;
    return interrupt_.wanted();
  }

  void keep(AbStage stage, std::uint64_t pair, AbSide side, const AbMeasured& run) {
    record_.runs.push_back({stage, pair, record_.seed + pair, side, values_of(record_.family, run)});
  }

  // Of a broken run the exit code, after `err` has heard what is wrong; whoever is interrupted hears nothing.
  std::variant<AbMeasured, ExitCode> measured(AbStage stage, std::uint64_t pair, AbSide side) {
    const std::uint64_t seed = record_.seed + pair;
    auto run = run_side(record_.commands[side == AbSide::kA ? 0 : 1], seed, folder_.path().string());
    if (auto* good = std::get_if<AbMeasured>(&run)) return std::move(*good);
    progress_.finish();
    if (interrupted()) return interrupt_.code();
    const std::string where = stage == AbStage::kWarmUp ? "in the warm-up" : "in pair " + std::to_string(pair);
    return fail(console_, ExitCode::kInvalidRun,
                "command " + side_name(side) + " failed " + where + " (seed " + std::to_string(seed) +
                    "): " + std::get<AbBroken>(run).message,
                std::get<AbBroken>(run).advice);
  }

  ExitCode deliver() {
    const std::string json = ab_json(record_);
    console_.out << (options_.json ? json : ab_text(record_)) << std::flush;
    const ExitCode code = record_.complete ? code_of(record_) : interrupt_.code();
    if (options_.output.empty()) return code;
    const std::optional<std::string> error = write_file(options_.output, json);
    if (!error) return code;
    if (!options_.json) console_.out << "\n" << json << std::flush;
    return worse_of(code, fail(console_, ExitCode::kIo, "cannot write " + in_quotes(options_.output) + ": " + *error,
                               "what belongs there is on the standard output: move it to where it belongs"));
  }

  Console& console_;
  const AbOptions& options_;
  AbProgress progress_;
  Interrupt interrupt_;
  TemporaryFolder folder_;
  AbRecord record_;
};

}  // namespace

Command ab_command() {
  return {.name = "ab",
          .summary = "tell whether one build is slower than another, beyond the noise",
          .declare = [](CLI::App& app) -> Action {
            auto options = std::make_shared<AbOptions>();
            declare(app, *options);
            return [options](Tool& tool) { return Ab(tool.console, *options).run(); };
          },
          .takes_plugins = false};
}

}  // namespace stampede
