#include "harness/base/check.h"
#include "harness/scenario/bind.h"

namespace stampede {
namespace {

const PresetInfo* find_preset(const StrategyCatalogue& catalogue, const std::string& name) {
  for (const PresetInfo& preset : catalogue.presets) {
    if (preset.name == name) return &preset;
  }
  return nullptr;
}

NamedChoice choose(const StrategyCatalogue& catalogue, const std::string& axis, const std::string& value,
                   const Setting& options) {
  return {value, bind_options(options, find_value(catalogue, axis, value).options)};
}

// The options of a preset stand side by side; each goes to the axis value that declares it.
void bind_preset(StrategySpec& strategy, const PresetInfo& preset, const Setting& content,
                 const StrategyCatalogue& catalogue) {
  strategy.preset = preset.name;
  strategy.options = bind_options(content, preset.options);
  if (preset.whole) return;
  for (const AxisInfo& axis : catalogue.axes) {
    const auto chosen = preset.axes.find(axis.name);
    const std::string& value = chosen == preset.axes.end() ? axis.default_value : chosen->second;
    strategy.axes[axis.name] = choose(catalogue, axis.name, value, content);
  }
}

}  // namespace

OptionValues bind_options(const Setting& map, const std::vector<OptionSpec>& options) {
  OptionValues values;
  for (const OptionSpec& option : options) values.set(option.name, map[option.name].value);
  return values;
}

StrategySpec bind_strategy(const Setting& entry, const StrategyCatalogue& catalogue) {
  const Setting& content = entry.content();
  StrategySpec strategy;
  strategy.name = content["name"].text;
  strategy.ttl = content["ttl"].number();
  strategy.jitter = content["jitter"].share();
  strategy.ttl_from = bind_ttl_from(content["ttl_from"]);
  strategy.client = bind_client(content);
  const bool in_file = entry.position.source != nullptr && entry.position.source->has_lines();
  strategy.line = in_file ? entry.position.line : 0;
  if (const PresetInfo* preset = find_preset(catalogue, entry.alternative)) {
    bind_preset(strategy, *preset, content, catalogue);
    return strategy;
  }
  for (const AxisInfo& axis : catalogue.axes) {
    const Setting& value = content[axis.name];
    strategy.axes[axis.name] = choose(catalogue, axis.name, value.alternative, value.content());
  }
  return strategy;
}

}  // namespace stampede
