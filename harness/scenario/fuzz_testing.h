// What the fuzzers of scenarios share.
#pragma once

#include <cstdio>
#include <string>

#include "harness/base/fuzz_testing.h"
#include "harness/scenario/load.h"
#include "harness/scenario/test_catalogue.h"

namespace stampede {

inline const StrategyCatalogue& fuzz_catalogue() {
  static const StrategyCatalogue catalogue = test_catalogue();
  return catalogue;
}

// A mistake is shown where it is: lines and columns lie within `text`, the file that was read.
inline void check_places(const LoadedScenario& loaded, std::string_view text) {
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    STAMPEDE_CHECK(diagnostic.line >= 0 && static_cast<std::size_t>(diagnostic.line) <= line_count(text));
    if (diagnostic.line == 0 || diagnostic.source_line.empty()) continue;
    STAMPEDE_CHECK(diagnostic.column >= 1);
    STAMPEDE_CHECK(static_cast<std::size_t>(diagnostic.column) <= character_count(diagnostic.source_line) + 1);
    STAMPEDE_CHECK(text.find(diagnostic.source_line) != std::string_view::npos);
  }
}

// Either a scenario, whose effective text is the same scenario again, or reasons that can be shown.
inline void check_loaded(const LoadedScenario& loaded) {
  STAMPEDE_CHECK(loaded.scenario.has_value() == loaded.diagnostics.empty());
  if (!loaded.scenario) return check_showable_lines(render_diagnostics(loaded.diagnostics));
  const LoadedScenario again = load_scenario_text(loaded.scenario->effective, "t.yaml", fuzz_catalogue());
  if (!again.scenario) std::fputs(render_diagnostics(again.diagnostics).c_str(), stderr);
  STAMPEDE_CHECK(again.scenario.has_value());
  STAMPEDE_CHECK(again.scenario->effective == loaded.scenario->effective);
  STAMPEDE_CHECK(again.scenario->digest == loaded.scenario->digest);
}

}  // namespace stampede
