// `--shard`: which part of the cells a run takes, as given or as the environment of a job array says.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>

#include "harness/results/result.h"

namespace stampede {

struct ShardProblem {
  std::string message;
  std::string advice;
};

// The value of an environment variable; nothing if it is not set.
using ReadVariable = std::function<std::optional<std::string>(const std::string& name)>;

// The environment of this process.
ReadVariable process_environment();

// What --shard says: `2/3` is the second of three shards. `auto` asks the environment: STAMPEDE_SHARD=2/3, or, where
// that is not set, the variables of CI systems, Slurm and Kubernetes; `auto/3` says how many there are where the
// environment does not, and is contradicted by one that says something else. Variables that are empty count as not set.
std::variant<Shard, ShardProblem> read_shard(const std::string& text, const ReadVariable& variable);

}  // namespace stampede
