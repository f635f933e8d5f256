// Result files that a command was given.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/console.h"
#include "harness/results/result.h"

namespace stampede {

// A result stays where it is: what is pooled points into it.
struct ResultInput {
  std::string path;
  std::unique_ptr<const Result> result;
  std::vector<PooledCells> pooled;
};

// The result in a file, or, after `err` has heard what is wrong with it, the exit code.
std::variant<Result, ExitCode> open_result(const std::string& path, Console& console);

// All of them, or, after `err` has heard what is wrong with the first that cannot be used, the exit code.
std::variant<std::vector<ResultInput>, ExitCode> read_results(std::span<const std::string> paths, Console& console);

// A shard must not be taken for the whole: "a is shard 2 of 3: merge the shards first for the whole". Nothing for a
// whole result.
std::optional<std::string> shard_note(const std::string& name, const Result& result);

// Says so on `err`, for each.
void tell_shards(std::span<const ResultInput> results, Console& console);

// What the results have: the phases with "all".
std::set<std::string> strategies_of(std::span<const ResultInput> results);
std::set<std::string> phases_of(std::span<const ResultInput> results);

// kOk if `name` is among the names `known`; else says on `err` that there is no such `what` ("strategy") in the
// results, which is the nearest, and which there are.
ExitCode check_known(const char* what, const std::string& name, const std::set<std::string>& known, Console& console);

}  // namespace stampede
