// Baselines that a command was given: files of `stampede baseline`, or results, which hold all that a baseline does.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/console.h"
#include "harness/gate/baseline.h"
#include "harness/results/result.h"

namespace stampede {

struct BaselineInput {
  std::string path;                      // of the file, whether it exists or not
  std::optional<Baseline> baseline;      // nothing: there is no such file
  std::unique_ptr<const Result> result;  // where it is made from; null: the file is a baseline
};

// The file for a scenario: `argument` itself, or NAME.json in it if it is a folder.
std::string baseline_path(const std::string& argument, const std::string& scenario);

// What is in the file; after `err` has heard what is wrong with it, the exit code.
std::variant<BaselineInput, ExitCode> read_baseline_input(const std::string& path, Console& console);

// The baselines in a folder, sorted by path: *.json files that say they are one. None if it is no folder.
std::vector<std::string> baselines_in(const std::string& folder);

}  // namespace stampede
