// schema [TOPIC]: the form of a scenario, a result, a policy of the gate or what it found, for editors and validators;
// or, for people, a scenario that shows every setting.
#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/command.h"
#include "harness/engine/catalogue.h"
#include "harness/gate/gate_json.h"
#include "harness/gate/policy.h"
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

std::string schema_of_policies(const Tool&) {
  return scenario_schema(policy_grammar());
}

std::string schema_of_verdicts(const Tool&) {
  return gate_schema();
}

struct SchemaTopic {
  const char* name;
  std::string (*schema)(const Tool&);
};

constexpr std::array<SchemaTopic, 5> kSchemaTopics = {{{"scenario", schema_of_scenarios},
                                                       {"result", schema_of_results},
                                                       {"reference", reference},
                                                       {"policy", schema_of_policies},
                                                       {"verdicts", schema_of_verdicts}}};

ExitCode schema(Tool& tool, const std::string& wanted) {
  std::vector<std::string> names;
  for (const SchemaTopic& topic : kSchemaTopics) {
    names.push_back(topic.name);
    if (wanted != topic.name) continue;
    tool.console.out << topic.schema(tool);
    return ExitCode::kOk;
  }
  return fail(tool.console, ExitCode::kUsage, "no schema of " + in_quotes(wanted) + did_you_mean(wanted, names),
              "see 'stampede schema --help'");
}

}  // namespace

Command schema_command() {
  return {"schema", "print the JSON Schema of a kind of file, or the reference scenario",
          [](CLI::App& options) -> Action {
            auto topic = std::make_shared<std::string>("scenario");
            options.add_option("TOPIC", *topic, "of what (default scenario)")
                ->type_name("scenario|result|reference|policy|verdicts");
            return [topic](Tool& tool) { return schema(tool, *topic); };
          }};
}

}  // namespace stampede
