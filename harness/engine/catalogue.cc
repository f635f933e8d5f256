#include "harness/engine/catalogue.h"

#include <string>

namespace stampede {

namespace {

template <typename Part>
void add_values(StrategyCatalogue& catalogue, const std::string& axis, const std::vector<AxisRow<Part>>& rows) {
  for (const AxisRow<Part>& row : rows)
    catalogue.values.push_back({axis, row.name, row.summary, row.options, row.details, row.contradiction});
}

}  // namespace

StrategyCatalogue catalogue_of(const StrategyTable& strategies, const std::vector<EvictionRow>& evictions) {
  StrategyCatalogue catalogue;
  add_values(catalogue, "freshness", strategies.freshness);
  add_values(catalogue, "guard", strategies.guard);
  add_values(catalogue, "writes", strategies.writes);
  add_values(catalogue, "fills", strategies.fills);
  add_values(catalogue, "on_error", strategies.on_error);
  for (const PresetRow& row : strategies.presets) {
    catalogue.presets.push_back({.name = row.name,
                                 .summary = row.summary,
                                 .whole = row.make != nullptr,
                                 .axes = row.axes,
                                 .options = row.options,
                                 .defaults = row.defaults,
                                 .details = row.details});
  }
  for (const EvictionRow& row : evictions)
    catalogue.evictions.push_back({row.name, row.summary, row.options, row.details, row.needs_future});
  return catalogue;
}

}  // namespace stampede
