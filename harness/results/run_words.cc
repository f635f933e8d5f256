#include "harness/results/run_words.h"

#include <fmt/format.h>

namespace stampede {

std::string run_words(std::string_view clock, std::uint64_t seed, std::size_t repetitions) {
  if (repetitions > 1) return fmt::format("{} clock, {} repetitions pooled, seeds from {}", clock, repetitions, seed);
  return fmt::format("{} clock, seed {}", clock, seed);
}

}  // namespace stampede
