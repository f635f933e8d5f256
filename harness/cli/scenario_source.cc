#include "harness/cli/scenario_source.h"

#include <filesystem>
#include <map>
#include <system_error>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/canonical.h"
#include "harness/cli/installed.h"
#include "harness/engine/phases.h"
#include "harness/gate/placed_check.h"

namespace stampede {

namespace {

namespace fs = std::filesystem;

constexpr const char* kCanonicalName = "canonical";
constexpr const char* kFolder = "scenarios";
constexpr const char* kSuffix = ".yaml";

bool looks_like_path(const std::string& argument) {
  std::error_code ignored;
  return argument.find('/') != std::string::npos || argument.ends_with(kSuffix) || fs::exists(argument, ignored);
}

std::string name_of(const ScenarioSource& source) {
  return source.built_in ? kCanonicalName : fs::path(source.path).stem().string();
}

// The scenario's reader does not know the metrics.
std::vector<Diagnostic> gate_mistakes(const Scenario& scenario) {
  std::vector<std::string> strategies;
  for (const StrategySpec& strategy : scenario.strategies) strategies.push_back(strategy.name);
  const std::vector<std::string> phases = Phases(scenario).names();
  return check_gate_lines(scenario.gate, {strategies, phases});
}

}  // namespace

ScenarioSource built_in_scenario() {
  return {.path = std::string(kCanonicalName) + " (built in)", .built_in = true};
}

std::vector<ScenarioSource> known_scenarios() {
  std::map<std::string, ScenarioSource> by_name;
  std::error_code ignored;
  for (const fs::path& folder : {fs::path(kFolder), installed_scenarios()}) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
      if (entry.path().extension() == kSuffix)
        by_name.try_emplace(entry.path().stem(), ScenarioSource{entry.path().string()});
    }
  }
  by_name.try_emplace(kCanonicalName, built_in_scenario());
  std::vector<ScenarioSource> sources;
  for (auto& [name, source] : by_name) sources.push_back(std::move(source));
  return sources;
}

std::variant<ScenarioSource, std::string> find_scenario(const std::string& argument) {
  if (looks_like_path(argument)) return ScenarioSource{.path = argument};
  std::vector<std::string> names;
  for (const ScenarioSource& source : known_scenarios()) {
    names.push_back(name_of(source));
    if (names.back() == argument) return source;
  }
  return "no scenario " + in_quotes(argument) + ", neither a file nor a name in ./" + kFolder +
         did_you_mean(argument, names);
}

LoadedScenario load_source(const ScenarioSource& source, const StrategyCatalogue& catalogue,
                           std::span<const std::string> settings) {
  LoadedScenario loaded = source.built_in ? load_scenario_text(kCanonicalYaml, source.path, catalogue, settings)
                                          : load_scenario(source.path, catalogue, settings);
  if (!loaded.scenario) return loaded;
  loaded.diagnostics = gate_mistakes(*loaded.scenario);
  if (!loaded.diagnostics.empty()) loaded.scenario.reset();
  return loaded;
}

std::variant<Scenario, ExitCode> open_scenario(const ScenarioSource& source, const StrategyCatalogue& catalogue,
                                               std::span<const std::string> settings, Console& console) {
  LoadedScenario loaded = load_source(source, catalogue, settings);
  if (loaded.scenario) return std::move(*loaded.scenario);
  console.err << render_diagnostics(loaded.diagnostics);
  if (loaded.io_error) {
    console.err << "  check the path and its permissions; 'stampede list scenarios' shows what is at hand\n";
    return ExitCode::kIo;
  }
  console.err << "  nothing was run; scenarios/reference.yaml shows every key with its default\n";
  return ExitCode::kUsage;
}

std::variant<Scenario, ExitCode> open_scenario(const std::string& argument, const StrategyCatalogue& catalogue,
                                               std::span<const std::string> settings, Console& console) {
  const auto found = find_scenario(argument);
  if (const auto* source = std::get_if<ScenarioSource>(&found)) {
    return open_scenario(*source, catalogue, settings, console);
  }
  return fail(console, ExitCode::kUsage, std::get<std::string>(found), "'stampede list scenarios' shows those at hand");
}

}  // namespace stampede
