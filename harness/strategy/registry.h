// The table of strategies: what exists by name, and how it is made. The harness knows no strategy; whoever runs it
// hands a table in.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "harness/base/options.h"

namespace stampede {

class Fills;
class Freshness;
class Guard;
class Loader;
class OnError;
class Strategy;
class Writes;
struct Environment;

// What a row may use while it makes its part. `loader` and `grace`, for which the strategy keeps expired values, are
// for guards.
struct AxisArguments {
  const Environment& environment;
  const OptionValues& options;
  Loader* loader = nullptr;
  Duration grace = 0;
};

// One value of one axis.
template <typename Part>
struct AxisRow {
  std::string name;
  std::string summary;  // one line, lower case, no full stop
  std::vector<OptionSpec> options;
  std::unique_ptr<Part> (*make)(const AxisArguments& arguments);
  // A few lines: the rule as a formula, what it costs or prevents, and where it comes from.
  std::string details = {};
  // What is wrong with options that are each right: a message, or nothing.
  std::string (*contradiction)(const OptionValues& options) = nullptr;
};

// A strategy by name: one value of each axis or, with `make`, a whole strategy of its own.
struct PresetRow {
  std::string name;
  std::string summary;
  std::map<std::string, std::string> axes = {};      // axis -> value; the others take the axis' default
  std::map<std::string, std::string> defaults = {};  // option -> a default that differs from its declaration
  std::vector<OptionSpec> options = {};              // of a whole strategy
  std::unique_ptr<Strategy> (*make)(const Environment& environment, const OptionValues& options) = nullptr;
  std::string details = {};  // like that of an axis value; of a preset of axes, what the combination is known as
};

struct StrategyTable {
  std::vector<AxisRow<Freshness>> freshness = {};
  std::vector<AxisRow<Guard>> guard = {};
  std::vector<AxisRow<Writes>> writes = {};
  std::vector<AxisRow<Fills>> fills = {};
  std::vector<AxisRow<OnError>> on_error = {};
  std::vector<PresetRow> presets = {};
};

// A strategy as a user chose it, already checked against the table.
struct StrategyChoice {
  struct AxisValue {
    std::string name;
    OptionValues options;
  };
  std::string preset;                     // the row with a `make` of its own; empty: composed of `axes`
  std::map<std::string, AxisValue> axes;  // all five
  OptionValues options;                   // of a whole strategy
};

// REQUIRES: every name of `choice` is in `table`.
std::unique_ptr<Strategy> make_strategy(const StrategyTable& table, const StrategyChoice& choice,
                                        const Environment& environment);

}  // namespace stampede
