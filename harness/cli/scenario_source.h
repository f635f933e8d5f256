// Where a scenario on the command line comes from: a file, a name in ./scenarios or among the scenarios installed with
// the program, or the program itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/console.h"
#include "harness/scenario/load.h"

namespace stampede {

struct ScenarioSource {
  std::string path;       // as messages call it
  bool built_in = false;  // the canonical scenario as compiled in
};

// The canonical scenario as it was when the program was built.
ScenarioSource built_in_scenario();

// What `argument` names: a path, if it has a slash, ends in .yaml or exists; else ./scenarios/NAME.yaml; else NAME.yaml
// among the installed scenarios; else the built-in canonical scenario. Otherwise the message why it names nothing, with
// the nearest name.
std::variant<ScenarioSource, std::string> find_scenario(const std::string& argument);

// All that can be named, by name: the files in ./scenarios, the installed ones and the built-in one, as far as no
// earlier one has their name.
std::vector<ScenarioSource> known_scenarios();

// The lines of its gate are checked as well.
LoadedScenario load_source(const ScenarioSource& source, const StrategyCatalogue& catalogue,
                           std::span<const std::string> settings = {});

// Loads; on failure says on `err` what is wrong.
std::variant<Scenario, ExitCode> open_scenario(const ScenarioSource& source, const StrategyCatalogue& catalogue,
                                               std::span<const std::string> settings, Console& console);

// Finds what `argument` names, and loads it.
std::variant<Scenario, ExitCode> open_scenario(const std::string& argument, const StrategyCatalogue& catalogue,
                                               std::span<const std::string> settings, Console& console);

}  // namespace stampede
