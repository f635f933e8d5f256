#include "harness/results/cell_plan.h"

#include <nlohmann/json.hpp>
#include <set>

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

std::optional<std::uint64_t> count_at(const Json& scenario, const char* name) {
  const auto found = scenario.find(name);
  if (found == scenario.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<std::uint64_t>();
}

std::optional<std::vector<std::string>> strategies_of(const Json& scenario) {
  const auto found = scenario.find("strategies");
  if (found == scenario.end() || !found->is_array() || found->empty()) return std::nullopt;
  std::vector<std::string> names;
  for (const Json& strategy : *found) {
    const bool is_named = strategy.is_object() && strategy.contains("name") && strategy["name"].is_string();
    if (!is_named) return std::nullopt;
    names.push_back(strategy["name"].get<std::string>());
  }
  if (std::set(names.begin(), names.end()).size() != names.size()) return std::nullopt;
  return names;
}

}  // namespace

std::optional<CellPlan> plan_of(const std::string& scenario_json) {
  const Json scenario = Json::parse(scenario_json);
  auto strategies = strategies_of(scenario);
  const auto seed = count_at(scenario, "seed");
  const auto repetitions = count_at(scenario, "repetitions");
  if (!strategies || !seed || !repetitions) return std::nullopt;
  if (*repetitions < 1 || *repetitions > kMostRepetitions) return std::nullopt;
  return CellPlan{std::move(*strategies), *seed, *repetitions};
}

std::string with_seeds(const std::string& scenario_json, std::uint64_t seed, std::uint64_t repetitions) {
  Json scenario = Json::parse(scenario_json);
  scenario["seed"] = seed;
  scenario["repetitions"] = repetitions;
  return scenario.dump();
}

}  // namespace stampede
