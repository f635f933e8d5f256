// check SCENARIO...: validates scenarios and runs nothing.
#include <CLI/CLI.hpp>
#include <memory>

#include "harness/cli/command.h"
#include "harness/cli/scenario_source.h"
#include "harness/engine/catalogue.h"

namespace stampede {

namespace {

ExitCode check(Tool& tool, const std::vector<std::string>& arguments) {
  if (arguments.empty()) {
    return fail(tool.console, ExitCode::kUsage, "no scenario given", "name one: 'stampede check SCENARIO...'");
  }
  const StrategyCatalogue catalogue = catalogue_of(tool.builtins.strategies, tool.builtins.evictions);
  ExitCode code = ExitCode::kOk;
  for (const std::string& argument : arguments) {
    const auto opened = open_scenario(argument, catalogue, {}, tool.console);
    if (const auto* failure = std::get_if<ExitCode>(&opened)) {
      code = worse_of(code, *failure);
    } else {
      const Scenario& scenario = std::get<Scenario>(opened);
      tool.console.out << argument << ": ok, " << scenario.strategies.size() << " strategies, digest "
                       << scenario.digest << "\n";
    }
  }
  return code;
}

}  // namespace

Command check_command() {
  return {"check", "validate scenarios without running them", [](CLI::App& options) -> Action {
            auto scenarios = std::make_shared<std::vector<std::string>>();
            options.add_option("SCENARIO", *scenarios, "path of a YAML file, or a name in ./scenarios");
            return [scenarios](Tool& tool) { return check(tool, *scenarios); };
          }};
}

}  // namespace stampede
