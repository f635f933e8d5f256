#include "harness/cli/selection.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/engine/phases.h"
#include "harness/gate/check.h"

namespace stampede {

namespace {

bool is_selected(std::span<const std::string> names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

std::string listed_names(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

// The setting that leaves only those lines of the gate that speak of no other strategies. They are known to be right.
std::string gate_setting_for(const Scenario& scenario, std::span<const std::string> selected) {
  std::vector<std::string> strategies;
  for (const StrategySpec& strategy : scenario.strategies) strategies.push_back(strategy.name);
  const std::vector<std::string> phases = Phases(scenario).names();
  nlohmann::ordered_json kept = nlohmann::ordered_json::array();
  for (const GateLine& line : scenario.gate) {
    const Check check = std::get<Check>(parse_check(line.text, {strategies, phases}));
    const std::string other = check.reference() == nullptr ? "" : check.reference()->strategy;
    const bool stays = (check.strategy.empty() || is_selected(selected, check.strategy)) &&
                       (other.empty() || is_selected(selected, other));
    if (stays) kept.push_back(line.text);
  }
  return std::string("gate=").append(kept.dump());
}

// The setting that puts the selected strategies, as they are in effect, in the place of all.
std::string setting_for(const Scenario& scenario, std::span<const std::string> selected) {
  const auto effective = nlohmann::ordered_json::parse(scenario.effective);
  nlohmann::ordered_json kept = nlohmann::ordered_json::array();
  for (const auto& strategy : effective["strategies"]) {
    if (is_selected(selected, strategy["name"].get<std::string>())) kept.push_back(strategy);
  }
  return "strategies=" + kept.dump();
}

}  // namespace

ExitCode check_selection(const Scenario& scenario, std::span<const std::string> strategies, Console& console) {
  std::vector<std::string> names;
  for (const StrategySpec& strategy : scenario.strategies) names.push_back(strategy.name);
  for (const std::string& wanted : strategies) {
    if (is_selected(names, wanted)) continue;
    return fail(
        console, ExitCode::kUsage,
        "no strategy " + in_quotes(wanted) + " in scenario '" + scenario.name + "'" + did_you_mean(wanted, names),
        "it has " + listed_names(names));
  }
  return ExitCode::kOk;
}

std::variant<Scenario, ExitCode> open_selected(const ScenarioSource& source, const StrategyCatalogue& catalogue,
                                               std::span<const std::string> settings,
                                               std::span<const std::string> strategies, Console& console) {
  auto opened = open_scenario(source, catalogue, settings, console);
  const Scenario* scenario = std::get_if<Scenario>(&opened);
  if (scenario == nullptr || strategies.empty()) return opened;

  if (const ExitCode code = check_selection(*scenario, strategies, console); code != ExitCode::kOk) return code;
  std::vector<std::string> all(settings.begin(), settings.end());
  all.push_back(setting_for(*scenario, strategies));
  if (!scenario->gate.empty()) all.push_back(gate_setting_for(*scenario, strategies));
  return open_scenario(source, catalogue, all, console);
}

}  // namespace stampede
