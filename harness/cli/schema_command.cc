// schema [TOPIC]: the form of a scenario or of a result, for editors and validators; or, for people, a scenario that
// shows every setting.
#include <array>
#include <memory>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/command.h"
#include "harness/engine/catalogue.h"
#include "harness/results/result_schema.h"
#include "harness/scenario/reference.h"
#include "harness/scenario/schema.h"

namespace stampede {

namespace {

std::string schema_of_scenarios(const Tool& tool) {
  return scenario_schema(scenario_grammar(catalogue_of(tool.builtins.strategies, tool.builtins.evictions)));
}

std::string schema_of_results(const Tool&) {
  return result_schema();
}

std::string reference(const Tool& tool) {
  return reference_scenario(scenario_grammar(catalogue_of(tool.builtins.strategies, tool.builtins.evictions)));
}

struct Topic {
  const char* name;
  std::string (*schema)(const Tool&);
};

constexpr std::array<Topic, 3> kTopics = {
    {{"scenario", schema_of_scenarios}, {"result", schema_of_results}, {"reference", reference}}};

ExitCode schema(Tool& tool, const std::string& wanted) {
  std::vector<std::string> names;
  for (const Topic& topic : kTopics) {
    names.push_back(topic.name);
    if (wanted != topic.name) continue;
    tool.console.out << topic.schema(tool);
    return ExitCode::kOk;
  }
  return fail(tool.console, ExitCode::kUsage, "no schema of " + stampede::quoted(wanted) + did_you_mean(wanted, names),
              "see 'stampede schema --help'");
}

}  // namespace

Command schema_command() {
  return {"schema", "print the JSON Schema of scenarios or results, or the reference scenario",
          [](CLI::App& options) -> Action {
            auto topic = std::make_shared<std::string>("scenario");
            options.add_option("TOPIC", *topic, "of what (default scenario)")->type_name("scenario|result|reference");
            return [topic](Tool& tool) { return schema(tool, *topic); };
          }};
}

}  // namespace stampede
