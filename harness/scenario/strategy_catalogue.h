// What a scenario may choose among by name, as plain tables: strategies, the axis values they are made of, and eviction
// policies. The scenario reader knows none of them; whoever owns the implementations hands the tables in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "harness/base/options.h"

namespace stampede {

// One value of one axis, e.g. `lock` of `guard`.
struct AxisValueInfo {
  std::string axis;
  std::string name;
  std::string summary;  // one line, lower case, no full stop
  std::vector<OptionSpec> options = {};
  std::string details = {};  // a few lines: the rule as a formula, and its source
  std::string (*contradiction)(const OptionValues& options) = nullptr;  // what is wrong with them together, or nothing
};

// A named strategy: a choice of one value per axis, or a whole strategy of its own. Options of a chosen axis value are
// options of the preset; no two axis values of a preset share an option name.
struct PresetInfo {
  std::string name;
  std::string summary;
  bool whole = false;                                // not made of axes
  std::map<std::string, std::string> axes = {};      // axis -> value; axes not listed take the axis default
  std::vector<OptionSpec> options = {};              // of a whole strategy
  std::map<std::string, std::string> defaults = {};  // option -> default that differs from its declaration
  std::string details = {};
};

struct EvictionInfo {
  std::string name;
  std::string summary;
  std::vector<OptionSpec> options = {};
  std::string details = {};
  bool needs_future = false;  // all requests must be known in advance
};

// An axis and the value it has when nobody names one.
struct AxisInfo {
  std::string name;
  std::string summary;
  std::string default_value;
};

struct StrategyCatalogue {
  std::vector<AxisInfo> axes = {{"freshness", "when a cached value must be loaded again", "ttl"},
                                {"guard", "who may load a key that somebody is already loading", "none"},
                                {"writes", "how a write reaches store and cache", "invalidate"},
                                {"fills", "whether a loaded value may overwrite what the cache holds", "overwrite"},
                                {"on_error", "what happens when a load fails", "fail"}};
  std::vector<AxisValueInfo> values;
  std::vector<PresetInfo> presets;
  std::vector<EvictionInfo> evictions;
};

// REQUIRES: the axis has a value of that name.
const AxisValueInfo& find_value(const StrategyCatalogue& catalogue, const std::string& axis, const std::string& name);

}  // namespace stampede
