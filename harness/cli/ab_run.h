// One run of one side: the command with its seed, and what it measured.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

#include "harness/cli/ab_metrics.h"

namespace stampede {

enum class AbSide { kA, kB };

std::string side_name(AbSide side);  // "a", "b"

// A command that did not do what it was there for: several lines, the first of which says what went wrong.
struct AbBroken {
  std::string message;
  std::string advice;
};

// The command line: `{seed}` and `{result}` in `command` become the seed and the path, quoted for the shell. What is
// not named is appended, as the options that `stampede run` has for it.
std::string command_line(const std::string& command, std::uint64_t seed, const std::string& result_path);

// Runs it in /bin/sh and reads the result, which must be complete. `folder` is there for the file of the result.
std::variant<AbMeasured, AbBroken> run_side(const std::string& command, std::uint64_t seed, const std::string& folder);

}  // namespace stampede
