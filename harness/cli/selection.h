// A scenario with only some of its strategies.
#pragma once

#include <span>
#include <string>
#include <variant>

#include "harness/cli/scenario_source.h"

namespace stampede {

// Opens a scenario and keeps those of its strategies that `strategies` names, in the scenario's order; none named: all.
// What is left is a scenario of its own, with its own digest; lines of its gate that speak of other strategies are left
// out. On failure says on `err` what is wrong.
std::variant<Scenario, ExitCode> open_selected(const ScenarioSource& source, const StrategyCatalogue& catalogue,
                                               std::span<const std::string> settings,
                                               std::span<const std::string> strategies, Console& console);

// kOk if the scenario has every one of `strategies`; else says on `err` which it has not.
ExitCode check_selection(const Scenario& scenario, std::span<const std::string> strategies, Console& console);

}  // namespace stampede
