// One probe of a search: a strategy at a value of the setting that is varied, and what becomes of the condition there.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/command.h"
#include "harness/cli/record.h"
#include "harness/cli/scenario_source.h"
#include "harness/engine/matrix.h"
#include "harness/results/condition.h"
#include "harness/scenario/number_setting.h"

namespace stampede {

struct SearchProbe {
  std::int64_t value = 0;  // in steps of the setting's scale
  Evaluation evaluation;   // of the pooled repetitions
  std::vector<std::string> warnings = {};
  std::string failure = {};  // why nothing was measured, so that the condition has no value; empty: something was
};

// What a search varies, and how it judges.
struct SearchSubject {
  ScenarioSource source;
  std::vector<std::string> settings;  // that apply to every probe
  std::string path;
  NumberScale scale;
  Condition condition;

  // The setting that makes the probe of a value.
  std::string setting(std::int64_t value) const { return path + "=" + scale.format(value); }
};

struct ProbeContext {
  const SearchSubject& subject;
  const Builtins& builtins;
  const StrategyCatalogue& catalogue;
  const std::atomic<bool>& stop;
  int jobs;  // repetitions at a time
};

using ProbeProgress = std::function<void(const Scenario& scenario, const MatrixOptions::Progress& progress)>;

// Runs strategy number `strategy` of the scenario, and no other, with all repetitions. Nothing: it was stopped. A
// failure ends the search: the scenario is not valid at this value, or a file cannot be read.
std::variant<std::monostate, SearchProbe, RunFailure> run_probe(const ProbeContext& context, std::size_t strategy,
                                                                std::int64_t value, const ProbeProgress& progress);

}  // namespace stampede
