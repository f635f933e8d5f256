#include "harness/cli/catalogue.h"

#include <string>

namespace stampede {

namespace {

template <typename Part>
void add_values(std::vector<AxisValueInfo>& values, const std::string& axis, const std::vector<AxisRow<Part>>& rows) {
  for (const AxisRow<Part>& row : rows) values.push_back({axis, row.name, row.summary, row.options});
}

PresetInfo info_of(const PresetRow& row) {
  return {.name = row.name,
          .summary = row.summary,
          .whole = row.make != nullptr,
          .axes = row.axes,
          .options = row.options,
          .defaults = row.defaults};
}

}  // namespace

StrategyCatalogue catalogue_of(const Builtins& builtins) {
  StrategyCatalogue catalogue;
  const StrategyTable& table = builtins.strategies;
  add_values(catalogue.values, "freshness", table.freshness);
  add_values(catalogue.values, "guard", table.guard);
  add_values(catalogue.values, "writes", table.writes);
  add_values(catalogue.values, "fills", table.fills);
  add_values(catalogue.values, "on_error", table.on_error);
  for (const PresetRow& row : table.presets) catalogue.presets.push_back(info_of(row));
  for (const EvictionRow& row : builtins.evictions) {
    catalogue.evictions.push_back({row.name, row.summary, row.options});
  }
  return catalogue;
}

}  // namespace stampede
