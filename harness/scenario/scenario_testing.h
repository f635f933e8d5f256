// For tests: loads scenarios from text, and shows what is wrong with them as a user would see it.
#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "harness/scenario/load.h"
#include "harness/scenario/test_catalogue.h"

namespace stampede {

// `yaml` followed by what a scenario must have and `yaml` does not say.
inline std::string completed(std::string yaml) {
  const std::pair<std::string, std::string> mandatory[] = {
      {"name", "t"},
      {"duration", "1m"},
      {"workload", "{arrivals: {poisson: {rate: 1/s}}, keys: single}"},
      {"store", "{latency: 5ms}"},
      {"strategies", "[cache-aside]"}};
  for (const auto& [key, value] : mandatory) {
    const bool said = yaml.starts_with(key + ":") || yaml.find("\n" + key + ":") != std::string::npos;
    if (!said) yaml += key + ": " + value + "\n";
  }
  return yaml;
}

inline LoadedScenario load_text(const std::string& yaml, const std::vector<std::string>& settings = {}) {
  return load_scenario_text(yaml, "t.yaml", test_catalogue(), settings);
}

// The scenario, which must be right.
inline Scenario load_valid(const std::string& yaml, const std::vector<std::string>& settings = {}) {
  const LoadedScenario loaded = load_text(completed(yaml), settings);
  EXPECT_EQ(render_diagnostics(loaded.diagnostics), "");
  return loaded.scenario.value_or(Scenario());
}

// The whole text that a user sees.
inline std::string errors_of(const std::string& yaml, const std::vector<std::string>& settings = {}) {
  return render_diagnostics(load_text(yaml, settings).diagnostics);
}

struct BadScenario {
  std::string name;  // what is wrong
  std::string yaml;
  std::string errors;
};

inline void PrintTo(const BadScenario& bad, std::ostream* out) {
  *out << bad.yaml;
}

inline std::string bad_scenario_name(const testing::TestParamInfo<BadScenario>& info) {
  return info.param.name;
}

}  // namespace stampede
