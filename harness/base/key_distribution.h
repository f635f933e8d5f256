// Which key a request is for: the popularity of the keys of a population.
#pragma once

#include <cstdint>
#include <utility>
#include <variant>

#include "harness/base/alias_table.h"
#include "harness/base/ids.h"
#include "harness/base/quantity.h"
#include "harness/base/random.h"

namespace stampede {

// A distribution over the keys 0 .. count-1, hottest first. Immutable; copies are cheap and share any table.
// Counts are in [1, kMaxKeys]. Factories check their arguments: a violation is a programming mistake.
class KeyDistribution {
 public:
  // Key i is proportional to (i+1)^-exponent, for any finite exponent >= 0; an exponent of 0 is `uniform`.
  // Any other takes 8 bytes per key and, while it is built, about 20 ns per key.
  static KeyDistribution zipf(std::uint64_t count, double exponent);
  static KeyDistribution uniform(std::uint64_t count);
  // The first ceil(hot x count) keys, at least one, share `traffic` of the draws evenly; the others share the rest.
  // Shares in [0%, 100%]. If all keys are hot, this is `uniform`.
  static KeyDistribution hotspot(std::uint64_t count, Share hot, Share traffic);
  // Always key 0.
  static KeyDistribution single() { return uniform(1); }

  // The key of one 64-bit draw.
  Key sample(std::uint64_t bits) const {
    if (const AliasTable* zipf = std::get_if<AliasTable>(&family_)) return zipf->sample(bits);
    if (const Uniform* uniform = std::get_if<Uniform>(&family_)) return static_cast<Key>(below(bits, uniform->count));
    return std::get_if<Hotspot>(&family_)->sample(bits);
  }

  // Hints that `sample(bits)` will be asked for soon.
  [[gnu::always_inline]] void prefetch(std::uint64_t bits) const {
    if (const AliasTable* zipf = std::get_if<AliasTable>(&family_)) zipf->prefetch(bits);
  }

  Key count() const;

  // The probability of a key as `sample` has it. O(count) for zipf: for tests and reports.
  double probability(Key key) const;

 private:
  struct Uniform {
    std::uint64_t count;
  };
  // A draw of 53 bits below `split` is for a hot key; its position on its side of the split, scaled, is the key.
  struct Hotspot {
    std::uint64_t hot;
    std::uint64_t cold;
    std::uint64_t split;
    double hot_scale;   // hot keys per draw
    double cold_scale;  // cold keys per draw

    Key sample(std::uint64_t bits) const;
  };
  using Family = std::variant<AliasTable, Uniform, Hotspot>;

  explicit KeyDistribution(Family family) : family_(std::move(family)) {}

  Family family_;
};

}  // namespace stampede
