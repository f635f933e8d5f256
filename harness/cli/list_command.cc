// list [TOPIC]: what can be named in a scenario, and what a result says.
#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "harness/base/check.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/command.h"
#include "harness/cli/scenario_source.h"
#include "harness/engine/catalogue.h"
#include "harness/results/metric_catalogue.h"
#include "harness/scenario/grammar.h"

namespace stampede {

namespace {

// Name, padded, then text; one line.
void list_line(std::ostream& out, const std::string& name, std::size_t width, const std::string& text) {
  const std::size_t length = character_count(name);
  out << name << std::string(width > length ? width - length : 0, ' ') << "  " << text << "\n";
}

void list_options(std::ostream& out, const std::vector<OptionSpec>& options) {
  for (const OptionSpec& option : options) {
    list_line(out, "      " + option.name + ": " + option.default_text, 27, option.help);
  }
}

// What tells the preset from the one that takes every default.
std::string axes_of(const PresetInfo& preset) {
  if (preset.whole) return "a strategy of its own";
  std::string text;
  for (const auto& [axis, value] : preset.axes) text += (text.empty() ? "" : ", ") + axis + " " + value;
  return text.empty() ? "every axis at its default" : text;
}

void list_strategies(Tool& tool) {
  const StrategyCatalogue catalogue = catalogue_of(tool.builtins.strategies, tool.builtins.evictions);
  std::ostream& out = tool.console.out;
  for (const PresetInfo& preset : catalogue.presets) {
    list_line(out, preset.name, 15, preset.summary);
    list_line(out, "", 15, "(" + axes_of(preset) + ")");
  }
  out << "\nCombine your own, {name: NAME, AXIS: VALUE, ...}, from these axes; options with their defaults:\n";
  for (const AxisInfo& axis : catalogue.axes) {
    out << "\n  " << axis.name << ": " << axis.summary << "? (default " << axis.default_value << ")\n";
    for (const AxisValueInfo& value : catalogue.values) {
      if (value.axis != axis.name) continue;
      list_line(out, "    " + value.name, 19, value.summary);
      list_options(out, value.options);
    }
  }
}

std::string first_sentence(const std::string& text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const bool ends = text[i] == '.' || text[i] == '?' || text[i] == '!';
    if (ends && (text[i + 1] == ' ' || text[i + 1] == '\n')) return text.substr(0, i + 1);
  }
  return text;
}

void list_scenarios(Tool& tool) {
  const StrategyCatalogue catalogue = catalogue_of(tool.builtins.strategies, tool.builtins.evictions);
  for (const ScenarioSource& source : known_scenarios()) {
    const LoadedScenario loaded = load_source(source, catalogue);
    const std::string text = loaded.scenario ? first_sentence(loaded.scenario->description)
                                             : "does not load: see 'stampede check " + source.path + "'";
    list_line(tool.console.out, source.path, 32, text);
  }
}

void list_metrics(Tool& tool) {
  for (const Metric& metric : metric_catalogue()) {
    list_line(tool.console.out, metric.name, 30, metric.meaning);
    std::string properties(unit_name(metric.unit));
    if (metric.direction != MetricDirection::kNeither)
      properties += ", " + std::string(direction_name(metric.direction));
    list_line(tool.console.out, "", 30, "(" + properties + ")");
  }
}

void list_distributions(Tool& tool) {
  const GrammarNode grammar = scenario_grammar(catalogue_of(tool.builtins.strategies, tool.builtins.evictions));
  const GrammarNode* store = grammar.child("store");
  const GrammarNode* latency = store == nullptr ? nullptr : store->child("latency");
  STAMPEDE_CHECK(latency != nullptr && latency->kind == NodeKind::kOneOf);
  for (const GrammarNode& distribution : latency->children) {
    std::string parameters;
    for (const GrammarNode& parameter : distribution.children) {
      parameters += (parameters.empty() ? "" : ", ") + parameter.name;
    }
    list_line(tool.console.out, distribution.name, 12,
              distribution.help + (parameters.empty() ? "" : " (" + parameters + ")"));
  }
}

void list_evictions(Tool& tool) {
  for (const EvictionRow& row : tool.builtins.evictions) {
    list_line(tool.console.out, row.name, 12, row.summary);
    list_options(tool.console.out, row.options);
  }
}

struct ListTopic {
  const char* name;
  void (*list)(Tool&);
};

constexpr std::array<ListTopic, 5> kListTopics = {{{"strategies", list_strategies},
                                                   {"scenarios", list_scenarios},
                                                   {"metrics", list_metrics},
                                                   {"distributions", list_distributions},
                                                   {"evictions", list_evictions}}};

ExitCode list(Tool& tool, const std::string& wanted) {
  std::vector<std::string> names;
  for (const ListTopic& topic : kListTopics) {
    names.push_back(topic.name);
    if (wanted == topic.name) {
      topic.list(tool);
      return ExitCode::kOk;
    }
  }
  if (!wanted.empty()) {
    return fail(tool.console, ExitCode::kUsage,
                "nothing to list by the name " + in_quotes(wanted) + did_you_mean(wanted, names),
                "see 'stampede list --help'");
  }
  for (const ListTopic& topic : kListTopics) {
    tool.console.out << (&topic == kListTopics.data() ? "" : "\n") << "== " << topic.name << "\n\n";
    topic.list(tool);
  }
  return ExitCode::kOk;
}

}  // namespace

Command list_command() {
  return {"list", "show what can be named in a scenario and what a result says", [](CLI::App& options) -> Action {
            auto topic = std::make_shared<std::string>();
            options.add_option("TOPIC", *topic, "what to list; else everything")
                ->type_name("strategies|scenarios|metrics|distributions|evictions");
            return [topic](Tool& tool) { return list(tool, *topic); };
          }};
}

}  // namespace stampede
