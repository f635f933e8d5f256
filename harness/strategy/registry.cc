#include "harness/strategy/registry.h"

#include <algorithm>

#include "harness/base/check.h"
#include "harness/strategy/composed_strategy.h"

namespace stampede {

namespace {

template <typename Row>
const Row& row_named(const std::vector<Row>& rows, const std::string& name) {
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.name == name; });
  STAMPEDE_CHECK(row != rows.end());
  return *row;
}

template <typename Part>
std::unique_ptr<Part> make_part(const std::vector<AxisRow<Part>>& rows, const StrategyChoice& choice,
                                const std::string& axis, const Environment& environment, Loader* loader = nullptr,
                                Duration grace = 0) {
  const StrategyChoice::AxisValue& value = choice.axes.at(axis);
  return row_named(rows, value.name).make({environment, value.options, loader, grace});
}

}  // namespace

std::unique_ptr<Strategy> make_strategy(const StrategyTable& table, const StrategyChoice& choice,
                                        const Environment& environment) {
  if (!choice.preset.empty()) return row_named(table.presets, choice.preset).make(environment, choice.options);
  Axes axes;
  axes.freshness = make_part(table.freshness, choice, "freshness", environment);
  axes.fills = make_part(table.fills, choice, "fills", environment);
  axes.loader = std::make_unique<Loader>(environment, axes.fills.get());
  axes.on_error = make_part(table.on_error, choice, "on_error", environment);
  const Duration grace = std::max(axes.freshness->grace(), axes.on_error->grace());
  axes.guard = make_part(table.guard, choice, "guard", environment, axes.loader.get(), grace);
  axes.writes = make_part(table.writes, choice, "writes", environment);
  return std::make_unique<ComposedStrategy>(environment, std::move(axes));
}

}  // namespace stampede
