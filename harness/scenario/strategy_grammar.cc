// The grammar of `strategies:`, made from the catalogue:
//
//   NAME | {PRESET: {options}} | {name:, preset: PRESET, options} | {name:, AXIS: VALUE, ...}
#include <utility>

#include "harness/base/check.h"
#include "harness/scenario/grammar.h"
#include "harness/scenario/grammar_builder.h"
#include "harness/scenario/rules.h"
#include "harness/scenario/text_forms.h"

namespace stampede {
namespace {

using namespace grammar;

// A key that no preset can have, since it is not a name.
constexpr const char* kMadeOfAxes = "(axes)";

std::vector<GrammarNode> scalars(const std::vector<OptionSpec>& options) {
  std::vector<GrammarNode> nodes;
  for (const OptionSpec& option : options) nodes.push_back(scalar(option));
  return nodes;
}

// What every entry may say besides its options.
void add_overrides(std::vector<GrammarNode>& nodes) {
  nodes.push_back(
      inheriting(scalar({"ttl", OptionType::kDurationOrNone, "", "lifetime of this strategy's entries", "1ns", "365d"}),
                 "cache.ttl"));
  nodes.push_back(inheriting(scalar({"jitter", OptionType::kShare, "",
                                     "each entry's lifetime is shortened by up to this share", "0%", "100%"}),
                             "cache.jitter"));
  nodes.push_back(inheriting(scalar({.name = "ttl_from",
                                     .type = OptionType::kChoice,
                                     .default_text = "",
                                     .help = "when the lifetime of this strategy's entries starts",
                                     .choices = {"fill", "load", "access"}}),
                             "cache.ttl_from"));
  nodes.push_back(inheriting(
      scalar({"timeout", OptionType::kDurationOrNone, "", "this strategy's longest wait for the store", "1ns", "365d"}),
      "store.timeout"));
  nodes.push_back(inheriting(
      scalar({"cancel_abandoned", OptionType::kFlag, "", "whether a call given up while queued leaves the queue"}),
      "store.cancel_abandoned"));
  nodes.push_back(inheriting(scalar({.name = "late_result",
                                     .type = OptionType::kChoice,
                                     .default_text = "",
                                     .help = "what becomes of an answer after its timeout",
                                     .choices = {"fill", "discard"}}),
                             "store.late_result"));
}

// Of a preset made of axes: the value of each.
std::vector<const AxisValueInfo*> values_of(const PresetInfo& preset, const StrategyCatalogue& catalogue) {
  std::vector<const AxisValueInfo*> values;
  for (const AxisInfo& axis : catalogue.axes) {
    if (preset.whole) break;
    const auto chosen = preset.axes.find(axis.name);
    const std::string& value = chosen == preset.axes.end() ? axis.default_value : chosen->second;
    values.push_back(&find_value(catalogue, axis.name, value));
  }
  return values;
}

std::vector<std::string (*)(const OptionValues&)> contradictions_of(const PresetInfo& preset,
                                                                    const StrategyCatalogue& catalogue) {
  std::vector<std::string (*)(const OptionValues&)> contradictions;
  for (const AxisValueInfo* value : values_of(preset, catalogue)) {
    if (value->contradiction != nullptr) contradictions.push_back(value->contradiction);
  }
  return contradictions;
}

std::vector<OptionSpec> options_of(const PresetInfo& preset, const StrategyCatalogue& catalogue) {
  std::vector<OptionSpec> options = preset.options;
  for (const AxisValueInfo* value : values_of(preset, catalogue)) {
    options.insert(options.end(), value->options.begin(), value->options.end());
  }
  for (OptionSpec& option : options) {
    const auto changed = preset.defaults.find(option.name);
    if (changed != preset.defaults.end()) option.default_text = changed->second;
  }
  return options;
}

GrammarNode preset_grammar(const PresetInfo& preset, const StrategyCatalogue& catalogue) {
  std::vector<GrammarNode> nodes = {
      with_default(text("name", kNameForm, "name in results, unique in the scenario"), preset.name)};
  for (GrammarNode& node : scalars(options_of(preset, catalogue))) nodes.push_back(std::move(node));
  add_overrides(nodes);
  GrammarNode node = with_details(map(preset.name, preset.summary, std::move(nodes)), preset.details);
  node.contradictions = contradictions_of(preset, catalogue);
  node.rule = check_options;
  return node;
}

GrammarNode axis_value_grammar(const AxisValueInfo& value) {
  GrammarNode node = with_details(map(value.name, value.summary, scalars(value.options)), value.details);
  if (value.contradiction != nullptr) node.contradictions = {value.contradiction};
  node.rule = check_options;
  return node;
}

GrammarNode axis_grammar(const AxisInfo& axis, const StrategyCatalogue& catalogue) {
  std::vector<GrammarNode> values;
  for (const AxisValueInfo& value : catalogue.values) {
    if (value.axis == axis.name) values.push_back(axis_value_grammar(value));
  }
  return with_default(one_of(axis.name, axis.name, axis.summary, std::move(values)), axis.default_value);
}

GrammarNode axes_grammar(const StrategyCatalogue& catalogue) {
  std::vector<GrammarNode> nodes = {
      with_example(text("name", kNameForm, "name in results, unique in the scenario"), "my-strategy")};
  for (const AxisInfo& axis : catalogue.axes) nodes.push_back(axis_grammar(axis, catalogue));
  add_overrides(nodes);
  GrammarNode node = map(kMadeOfAxes, "a strategy of your own: one value per axis", std::move(nodes));
  node.rule = check_entry;
  return node;
}

}  // namespace

GrammarNode strategies_grammar(const StrategyCatalogue& catalogue) {
  std::vector<GrammarNode> alternatives;
  for (const PresetInfo& preset : catalogue.presets) alternatives.push_back(preset_grammar(preset, catalogue));
  alternatives.push_back(axes_grammar(catalogue));
  GrammarNode entry = one_of("", "strategy", "NAME, {PRESET: {options}}, {name:, preset:, options} or {name:, axes}",
                             std::move(alternatives));
  entry.selector = "preset";
  entry.otherwise = kMadeOfAxes;
  return list("strategies", "what to compare, at least one", std::move(entry));
}

}  // namespace stampede
