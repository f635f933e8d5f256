// What the numbers of a result rest on, in words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "harness/results/result.h"

namespace stampede {

// "virtual clock, seed 1", or "virtual clock, 5 repetitions pooled, seeds from 1": `seed` is that of the first.
std::string run_words(std::string_view clock, std::uint64_t seed, std::size_t repetitions);

// Likewise of a result whose strategies have at most so many repetitions. Those of a shard do not all have the same:
// "virtual clock, seeds from 1, shard 2 of 3".
std::string run_words(const Result& result, std::size_t repetitions);

// "shard 2 of 3".
std::string shard_words(const Shard& shard);

}  // namespace stampede
