// Random streams: named, seeded, and addressed by number.
//
// Draw `n` of a stream is a pure function of (seed, name, n): streams keep no position, so a draw that belongs to
// request n is the same whether or not anybody drew for request n-1, in whatever order, on whatever loop. That is
// what gives every strategy the same traffic and the same luck.
//
// Source: the generator is SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators", OOPSLA
// 2014) read as a counter-based generator: its n-th output is a bijective mix of start + n * odd constant.
#pragma once

#include <cstdint>
#include <string_view>

namespace stampede {

// The highest of the 64-bit numbers that streams give.
inline constexpr std::uint64_t kHighestDraw = ~std::uint64_t{0};

// The 64-bit finaliser of SplitMix64 (Stafford's "Mix13"): a bijection in which every input bit moves every output bit.
constexpr std::uint64_t mix64(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

class RandomStream {
 public:
  // Streams of different seeds or names are unrelated. Names are the purpose of the draws: "arrivals", "keys", ...
  RandomStream(std::uint64_t seed, std::string_view name);

  // A stream of its own for one purpose of whoever was handed this one.
  RandomStream named(std::string_view name) const;

  // 64 uniform bits: draw `n`.
  std::uint64_t at(std::uint64_t n) const { return mix64(start_ + (n + 1) * kStep); }

  // 64 uniform bits addressed by two numbers, e.g. (request, attempt).
  std::uint64_t at(std::uint64_t n, std::uint64_t m) const { return mix64(at(n) + (m + 1) * kStep); }

 private:
  explicit RandomStream(std::uint64_t start) : start_(start) {}

  static constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15u;  // 2^64 / golden ratio, odd
  std::uint64_t start_;
};

// A stream read in sequence, for decisions that have no number of their own.
class RandomSequence {
 public:
  explicit RandomSequence(RandomStream stream) : stream_(stream) {}
  std::uint64_t next() { return stream_.at(position_++); }

 private:
  RandomStream stream_;
  std::uint64_t position_ = 0;
};

// Uniform on (0, 1], never 0, from the upper 53 bits: safe to take the logarithm of.
constexpr double unit_above_zero(std::uint64_t bits) {
  return static_cast<double>((bits >> 11) + 1) * 0x1p-53;
}

// Uniform on [0, 1), never 1, from the upper 53 bits.
constexpr double unit_below_one(std::uint64_t bits) {
  return static_cast<double>(bits >> 11) * 0x1p-53;
}

// Uniform on 0 .. bound-1 by multiplication (Lemire 2019, without the rejection step: the bias is below
// bound / 2^64, and one draw must stay one draw). `bound` 0 gives 0.
constexpr std::uint64_t below(std::uint64_t bits, std::uint64_t bound) {
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<Wide>(bits) * bound) >> 64);
}

}  // namespace stampede
