// search SCENARIO --path PATH --while CONDITION: for each strategy the highest value at which the condition holds.
#include <algorithm>
#include <memory>
#include <thread>

#include "harness/base/quote.h"
#include "harness/cli/command.h"
#include "harness/cli/interrupt.h"
#include "harness/cli/search_options.h"
#include "harness/cli/search_progress.h"
#include "harness/cli/search_report.h"
#include "harness/cli/selection.h"
#include "harness/engine/catalogue.h"
#include "harness/engine/phases.h"

namespace stampede {

namespace {

class SearchRun {
 public:
  SearchRun(Tool& tool, const SearchOptions& options)
      : tool_(tool),
        console_(tool.console),
        options_(options),
        catalogue_(catalogue_of(tool.builtins.strategies, tool.builtins.evictions)) {}

  ExitCode run() {
    const ExitCode prepared = prepare();
    if (prepared != ExitCode::kOk) return prepared;
    const ProgressMode mode = options_.quiet ? ProgressMode::kNone : options_.progress;
    SearchProgress progress(mode, record_.scenario, record_.strategies.size(), console_);
    search_all(progress);
    progress.finish();
    warn();
    console_.out << (options_.json ? search_json(record_) : search_table(record_)) << std::flush;
    return worse_of(code(), interrupt_.code());
  }

 private:
  ExitCode prepare() {
    if (options_.path.empty()) {
      return fail(console_, ExitCode::kUsage, "no --path given", "name the number to vary, e.g. --path cache.ttl");
    }
    if (options_.condition.empty()) {
      return fail(console_, ExitCode::kUsage, "no --while given",
                  "say what must hold, e.g. --while 'read.latency.p99 <= 100ms'");
    }
    auto found = options_.scenario.empty() ? built_in_scenario() : find_scenario(options_.scenario);
    if (const auto* problem = std::get_if<std::string>(&found)) {
      return fail(console_, ExitCode::kUsage, *problem, "'stampede list scenarios' shows those at hand");
    }
    SearchSubject& subject = record_.subject;
    subject.source = std::get<ScenarioSource>(std::move(found));
    subject.path = options_.path;
    subject.settings = options_.settings;
    std::vector<std::string> settings = options_.settings;
    if (!options_.from.empty()) settings.push_back(options_.path + "=" + options_.from);
    const auto opened = open_scenario(subject.source, catalogue_, settings, console_);
    if (const auto* failure = std::get_if<ExitCode>(&opened)) return *failure;
    const Scenario& scenario = std::get<Scenario>(opened);
    for (const auto& step : {&SearchRun::take_strategies, &SearchRun::take_condition, &SearchRun::take_number}) {
      const ExitCode code = (this->*step)(scenario);
      if (code != ExitCode::kOk) return code;
    }
    return ExitCode::kOk;
  }

  ExitCode take_strategies(const Scenario& scenario) {
    const ExitCode code = check_selection(scenario, options_.strategies, console_);
    if (code != ExitCode::kOk) return code;
    record_.scenario = scenario.name;
    record_.scenario_path = options_.scenario;
    record_.seed = scenario.seed;
    record_.repetitions = scenario.repetitions;
    for (std::size_t i = 0; i < scenario.strategies.size(); ++i) {
      const std::string& name = scenario.strategies[i].name;
      const bool wanted =
          options_.strategies.empty() || std::ranges::find(options_.strategies, name) != options_.strategies.end();
      if (!wanted) continue;
      record_.strategies.push_back({.strategy = name, .boundary = {}, .probes = {}, .failure = {}});
      numbers_.push_back(i);
    }
    return ExitCode::kOk;
  }

  ExitCode take_condition(const Scenario& scenario) {
    auto parsed = parse_condition(options_.condition, Phases(scenario).names());
    if (auto* condition = std::get_if<Condition>(&parsed)) {
      record_.subject.condition = std::move(*condition);
      return ExitCode::kOk;
    }
    std::vector<Diagnostic> diagnostics;
    for (const ConditionMistake& mistake : std::get<std::vector<ConditionMistake>>(parsed)) {
      const std::size_t column = character_count(std::string_view(options_.condition).substr(0, mistake.offset)) + 1;
      diagnostics.push_back({"--while", 1, static_cast<int>(column), mistake.message, options_.condition});
    }
    console_.err << render_diagnostics(diagnostics)
                 << "  nothing was run; 'stampede explain METRIC' tells what a metric means\n";
    return ExitCode::kUsage;
  }

  ExitCode take_number(const Scenario& scenario) {
    const Parsed<NumberSetting> number = number_at(scenario, catalogue_, options_.path);
    if (!number.ok()) {
      return fail(console_, ExitCode::kUsage, "--path: " + number.reason(),
                  options_.from.empty() ? "give a first value with --from, or see 'stampede explain' for all settings"
                                        : "'stampede explain' lists all settings");
    }
    const NumberSetting& setting = number.value();
    record_.subject.scale = setting.scale;
    record_.space = {.start = setting.value,
                     .min = setting.min,
                     .max = setting.max,
                     .lowest = options_.lowest,
                     .tolerance = options_.tolerance};
    if (setting.value <= 0) {
      return fail(console_, ExitCode::kUsage, "the search doubles and halves, and cannot start from 0",
                  "give another first value with --from");
    }
    return options_.to.empty() ? ExitCode::kOk : take_end(setting);
  }

  // --to bounds the side of the start on which it lies.
  ExitCode take_end(const NumberSetting& setting) {
    const Parsed<std::int64_t> end = setting.scale.parse(options_.to);
    if (!end.ok()) {
      return fail(console_, ExitCode::kUsage, "--to: " + end.reason(),
                  "write it like the setting, which is " + setting.scale.format(setting.value));
    }
    if (end.value() < setting.min || end.value() > setting.max) {
      return fail(console_, ExitCode::kUsage, "--to: " + in_quotes(options_.to) + " is out of range",
                  "the setting lies between " + setting.scale.format(setting.min) + " and " +
                      setting.scale.format(setting.max));
    }
    (end.value() < setting.value ? record_.space.min : record_.space.max) = end.value();
    return ExitCode::kOk;
  }

  // A thread searches one strategy after the other; idle jobs run repetitions.
  void search_all(SearchProgress& progress) {
    const std::size_t strategies = record_.strategies.size();
    const auto jobs = static_cast<std::size_t>(options_.jobs);
    const ProbeContext context{record_.subject, tool_.builtins, catalogue_, interrupt_.wanted(),
                               static_cast<int>(std::max<std::size_t>(1, jobs / strategies))};
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < std::min(jobs, strategies); ++i) {
      threads.emplace_back([&] {
        for (std::size_t index = next++; index < strategies && !interrupt_.wanted(); index = next++) {
          search(context, numbers_[index], record_.strategies[index], progress);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

  void search(const ProbeContext& context, std::size_t number, StrategySearch& search, SearchProgress& progress) {
    const auto probe = [&](std::int64_t value) -> std::optional<bool> {
      const std::string setting = record_.subject.setting(value);
      auto outcome = run_probe(context, number, value, [&](const Scenario& scenario, const auto& now) {
        if (!interrupt_.wanted()) progress.update(scenario, setting, now);
      });
      if (auto* failure = std::get_if<RunFailure>(&outcome)) search.failure = std::move(*failure);
      auto* tried = std::get_if<SearchProbe>(&outcome);
      if (tried == nullptr) return std::nullopt;
      search.probes.push_back(std::move(*tried));
      return search.probes.back().evaluation.verdict == ConditionVerdict::kHolds;
    };
    search.boundary = find_boundary(record_.space, probe);
    progress.strategy_done(search.strategy, search.probes.size());
  }

  void warn() {
    for (const StrategySearch& search : record_.strategies) {
      const std::string prefix = "warning: " + search.strategy + ": ";
      for (const std::int64_t value : search.boundary.exceptions) {
        console_.err << prefix << "the condition does not hold at " << record_.subject.scale.format(value)
                     << " either, though it does at " << record_.subject.scale.format(*search.boundary.holds)
                     << ": there is more than one boundary\n";
      }
      if (const SearchProbe* probe = search.probe(search.boundary.holds)) {
        for (const std::string& warning : probe->warnings) console_.err << prefix << warning << "\n";
      }
      if (search.failure)
        console_.err << "error: " << search.failure->message << "\n  " << search.failure->advice << "\n";
    }
  }

  ExitCode code() const {
    ExitCode code = ExitCode::kOk;
    for (const StrategySearch& search : record_.strategies) {
      if (search.boundary.kind != BoundaryKind::kFound) code = worse_of(code, ExitCode::kInconclusive);
      if (search.failure) code = worse_of(code, search.failure->code);
    }
    return code;
  }

  Tool& tool_;
  Console& console_;
  const SearchOptions& options_;
  const StrategyCatalogue catalogue_;
  SearchRecord record_;
  std::vector<std::size_t> numbers_;  // of the strategies in the scenario
  Interrupt interrupt_;
};

}  // namespace

Command search_command() {
  return {"search", "find the highest load, or other number, at which a condition holds", [](CLI::App& app) -> Action {
            auto options = std::make_shared<SearchOptions>();
            declare(app, *options);
            return [options](Tool& tool) { return SearchRun(tool, *options).run(); };
          }};
}

}  // namespace stampede
