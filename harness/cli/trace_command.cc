// trace SCENARIO: every event of one key during a while. A run is deterministic, so it can be repeated under a
// magnifying glass.
#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/base/units.h"
#include "harness/cli/command.h"
#include "harness/cli/scenario_source.h"
#include "harness/engine/catalogue.h"
#include "harness/engine/cell.h"
#include "harness/engine/world.h"

namespace stampede {

namespace {

struct TraceOptions {
  std::string scenario;
  std::string strategy;  // empty: the first
  std::string key = "0";
  std::string from = "0s";
  std::string to;  // empty: the end
  std::vector<std::string> settings;
  std::string format = "text";
};

struct Watch {
  Key key;
  Instant from;  // from the start of the measured part
  Instant to;
};

class Trace {
 public:
  Trace(Tool& tool, const TraceOptions& options) : tool_(tool), console_(tool.console), options_(options) {}

  ExitCode run() {
    const StrategyCatalogue catalogue = catalogue_of(tool_.builtins.strategies, tool_.builtins.evictions);
    auto opened = open_scenario(options_.scenario, catalogue, options_.settings, console_);
    if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
    const Scenario& scenario = std::get<Scenario>(opened);
    const StrategySpec* strategy = find_strategy(scenario);
    if (strategy == nullptr) return ExitCode::kUsage;
    const std::optional<Watch> watch = parse_watch();
    if (!watch) return ExitCode::kUsage;
    return trace(scenario, *strategy, *watch);
  }

 private:
  const StrategySpec* find_strategy(const Scenario& scenario) {
    if (options_.strategy.empty()) return &scenario.strategies.front();
    std::vector<std::string> names;
    for (const StrategySpec& strategy : scenario.strategies) {
      names.push_back(strategy.name);
      if (strategy.name == options_.strategy) return &strategy;
    }
    refuse("the scenario has no strategy " + in_quotes(options_.strategy) + did_you_mean(options_.strategy, names));
    return nullptr;
  }

  std::optional<Watch> parse_watch() {
    const Parsed<std::int64_t> key = parse_count(options_.key);
    if (!key.ok()) return refuse("--key: " + key.reason());
    if (key.value() >= static_cast<std::int64_t>(kMaxKeys)) {
      return refuse("--key: " + in_quotes(options_.key) + " is no key");
    }
    const Parsed<Duration> from = parse_duration(options_.from);
    if (!from.ok()) return refuse("--from: " + from.reason());
    Watch watch{static_cast<Key>(key.value()), from.value(), kNever};
    if (options_.to.empty()) return watch;
    const Parsed<Duration> to = parse_duration(options_.to);
    if (!to.ok()) return refuse("--to: " + to.reason());
    watch.to = to.value();
    if (watch.to <= watch.from) return refuse("--to is not after --from");
    return watch;
  }

  std::nullopt_t refuse(const std::string& problem) {
    fail(console_, ExitCode::kUsage, problem, "see 'stampede trace --help'");
    return std::nullopt;
  }

  ExitCode trace(const Scenario& scenario, const StrategySpec& strategy, const Watch& watch) {
    const KeyDistribution keys = make_keys(scenario.workload.keys);
    KeyTrace trace(watch.key, after(scenario.warmup, watch.from), after(scenario.warmup, watch.to));
    CellProgress progress;
    const CellResult result = run_cell({scenario, tool_.builtins.strategies, tool_.builtins.evictions, keys}, strategy,
                                       scenario.seed, progress, &trace);
    if (result.failure) {
      return fail(console_, result.io_failure ? ExitCode::kIo : ExitCode::kInvalidRun, *result.failure,
                  "'stampede run' with the same scenario says more");
    }
    if (trace.events().empty()) {
      console_.err << "nothing happened to key " << watch.key << " in that time: try a key that is asked for, or a "
                   << "longer time\n";
    }
    const bool json = options_.format == "json";
    json ? write_json(scenario, strategy, watch, trace) : write_text(scenario, trace);
    return ExitCode::kOk;
  }

  // Instants count from the start of the measured part, like everything a user sees; those of the warm-up are negative.
  void write_text(const Scenario& scenario, const KeyTrace& trace) {
    const auto padded = [](std::string text, std::size_t width) {
      text.resize(std::max(text.size() + 1, width), ' ');
      return text;
    };
    for (const TraceEvent& event : trace.events()) {
      const Instant at = event.at - scenario.warmup;
      std::string line = padded((at < 0 ? "-" : "") + format_duration(at < 0 ? -at : at), 16);
      line += padded(event.request == kNoRequest ? "-" : std::string("r") + std::to_string(event.request), 11);
      line += padded(event.load == 0 ? "-" : std::string("#") + std::to_string(event.load), 9);
      line += event.what;
      if (!event.detail.empty()) line += ": " + event.detail;
      console_.out << line << "\n";
    }
  }

  void write_json(const Scenario& scenario, const StrategySpec& strategy, const Watch& watch, const KeyTrace& trace) {
    nlohmann::ordered_json events = nlohmann::ordered_json::array();
    for (const TraceEvent& event : trace.events()) {
      nlohmann::ordered_json each = {{"at_ns", event.at - scenario.warmup}, {"event", event.what}};
      if (event.request != kNoRequest) each["request"] = event.request;
      if (event.load != 0) each["load"] = event.load;
      if (!event.detail.empty()) each["detail"] = event.detail;
      events.push_back(std::move(each));
    }
    const nlohmann::ordered_json json = {{"scenario", scenario.name}, {"scenario_digest", scenario.digest},
                                         {"strategy", strategy.name}, {"seed", scenario.seed},
                                         {"key", watch.key},          {"events", std::move(events)}};
    console_.out << json.dump(1) << "\n";
  }

  Tool& tool_;
  Console& console_;
  const TraceOptions& options_;
};

}  // namespace

Command trace_command() {
  return {"trace", "show every event of one key of a run", [](CLI::App& app) -> Action {
            auto options = std::make_shared<TraceOptions>();
            app.add_option("SCENARIO", options->scenario, "path of a YAML file, or a name in ./scenarios")
                ->type_name("SCENARIO")
                ->required();
            app.add_option("--strategy", options->strategy, "a strategy of the scenario (default: the first)")
                ->type_name("STRATEGY");
            app.add_option("--key", options->key, "number of the key, from 0: with zipf the most popular (default 0)")
                ->type_name("K");
            app.add_option("--from", options->from, "from the start of the measured part (default 0s)")->type_name("T");
            app.add_option("--to", options->to, "exclusive (default: the end)")->type_name("T");
            app.add_option("--set", options->settings, "change a setting, e.g. cache.ttl=30s; repeatable")
                ->type_name("PATH=VALUE")
                ->expected(1)
                ->allow_extra_args(false)
                ->take_all();
            app.add_option("--format", options->format, "what is printed (default text)")
                ->type_name("text|json")
                ->check(CLI::IsMember({"text", "json"}));
            return [options](Tool& tool) { return Trace(tool, *options).run(); };
          }};
}

}  // namespace stampede
