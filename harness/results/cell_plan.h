// Which cells a result should hold.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stampede {

// Every strategy with every seed from `seed` on.
struct CellPlan {
  std::vector<std::string> strategies;  // each once, at least one
  std::uint64_t seed = 1;
  std::uint64_t repetitions = 1;  // at least 1, at most kMostRepetitions

  bool operator==(const CellPlan&) const = default;

  std::size_t cells() const { return strategies.size() * static_cast<std::size_t>(repetitions); }
};

inline constexpr std::uint64_t kMostRepetitions = 1000;  // that a scenario may ask for

// What an effective scenario asks for; nothing if it does not say, as those of edited files may.
std::optional<CellPlan> plan_of(const std::string& scenario_json);

// The effective scenario, with other seeds.
std::string with_seeds(const std::string& scenario_json, std::uint64_t seed, std::uint64_t repetitions);

}  // namespace stampede
