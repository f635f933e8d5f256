// What the numbers of a result rest on, in words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stampede {

// "virtual clock, seed 1", or "virtual clock, 5 repetitions pooled, seeds from 1": `seed` is that of the first.
std::string run_words(std::string_view clock, std::uint64_t seed, std::size_t repetitions);

}  // namespace stampede
