#include "harness/results/run_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace stampede {

std::string run_words(std::string_view clock, std::uint64_t seed, std::size_t repetitions) {
  if (repetitions > 1) return fmt::format("{} clock, {} repetitions pooled, seeds from {}", clock, repetitions, seed);
  return fmt::format("{} clock, seed {}", clock, seed);
}

std::string run_words(const Result& result, std::size_t repetitions) {
  if (!result.shard) return run_words(result.clock, result.seed, repetitions);
  const bool one_seed =
      std::ranges::all_of(result.cells, [&](const CellRecord& cell) { return cell.seed == result.seed; });
  return fmt::format("{} clock, {} {}, {}", result.clock, one_seed ? "seed" : "seeds from", result.seed,
                     shard_words(*result.shard));
}

std::string shard_words(const Shard& shard) {
  return fmt::format("shard {} of {}", shard.index, shard.of);
}

}  // namespace stampede
