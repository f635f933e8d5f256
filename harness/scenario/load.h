// YAML -> Scenario: the one door through which scenarios come in.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/scenario/scenario.h"
#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

struct LoadedScenario {
  std::optional<Scenario> scenario;     // present exactly when there are no diagnostics
  std::vector<Diagnostic> diagnostics;  // sorted by position; render with `render_diagnostics`
  bool io_error = false;                // a file could not be read: exit code 6, not 2
};

// Reads the scenario file at `path`, applies `settings` in order (each `PATH=VALUE`, as given to --set) and checks the
// whole. Never throws and never stops at the first mistake it could report together with others.
LoadedScenario load_scenario(const std::string& path, const StrategyCatalogue& catalogue,
                             std::span<const std::string> settings = {});

// The same for a text already at hand; `name` stands for the file in messages, and relative paths in the text are
// relative to the directory part of `name`.
LoadedScenario load_scenario_text(std::string_view text, const std::string& name, const StrategyCatalogue& catalogue,
                                  std::span<const std::string> settings = {});

}  // namespace stampede
