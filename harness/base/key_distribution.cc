#include "harness/base/key_distribution.h"

#include <algorithm>
#include <limits>

#include "harness/base/check.h"
#include "harness/base/math.h"

namespace stampede {

namespace {

constexpr std::uint64_t kDraws = std::uint64_t{1} << 53;  // the distinct draws a hotspot tells apart

bool is_count(std::uint64_t count) {
  return count >= 1 && count <= kMaxKeys;
}
bool is_share(Share share) {
  return share.ppb >= 0 && share <= Share::whole();
}

std::uint64_t ceiling_of(Share share, std::uint64_t amount) {
  const Uint128 product = static_cast<Uint128>(amount) * static_cast<Uint128>(share.ppb);
  return static_cast<std::uint64_t>((product + (Share::kWhole - 1)) / Share::kWhole);
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Position `draw` scaled to 0 .. keys-1; the bound holds even where the product rounds up.
std::uint64_t scaled_draw(std::uint64_t draw, double scale, std::uint64_t keys) {
  return std::min(static_cast<std::uint64_t>(static_cast<double>(draw) * scale), keys - 1);
}

}  // namespace

KeyDistribution KeyDistribution::zipf(std::uint64_t count, double exponent) {
  STAMPEDE_CHECK(is_count(count) && exponent >= 0 && exponent <= std::numeric_limits<double>::max());
  if (exponent == 0) return uniform(count);
  return KeyDistribution(
      AliasTable(count, [exponent](std::uint64_t i) { return power(static_cast<double>(i + 1), -exponent); }));
}

KeyDistribution KeyDistribution::uniform(std::uint64_t count) {
  STAMPEDE_CHECK(is_count(count));
  return KeyDistribution(Uniform{count});
}

KeyDistribution KeyDistribution::hotspot(std::uint64_t count, Share hot, Share traffic) {
  STAMPEDE_CHECK(is_count(count) && is_share(hot) && is_share(traffic));
  const std::uint64_t hot_keys = std::max<std::uint64_t>(ceiling_of(hot, count), 1);
  if (hot_keys == count) return uniform(count);
  const std::uint64_t split = ceiling_of(traffic, kDraws);
  return KeyDistribution(Hotspot{.hot = hot_keys,
                                 .cold = count - hot_keys,
                                 .split = split,
                                 .hot_scale = ratio(hot_keys, split),
                                 .cold_scale = ratio(count - hot_keys, kDraws - split)});
}

Key KeyDistribution::Hotspot::sample(std::uint64_t bits) const {
  const std::uint64_t draw = bits >> 11;
  if (draw < split) return static_cast<Key>(scaled_draw(draw, hot_scale, hot));
  return static_cast<Key>(hot + scaled_draw(draw - split, cold_scale, cold));
}

Key KeyDistribution::count() const {
  if (const AliasTable* zipf = std::get_if<AliasTable>(&family_)) return static_cast<Key>(zipf->size());
  if (const Uniform* uniform = std::get_if<Uniform>(&family_)) return static_cast<Key>(uniform->count);
  const Hotspot& hotspot = std::get<Hotspot>(family_);
  return static_cast<Key>(hotspot.hot + hotspot.cold);
}

double KeyDistribution::probability(Key key) const {
  STAMPEDE_CHECK(key < count());
  if (const AliasTable* zipf = std::get_if<AliasTable>(&family_)) return zipf->probability(key);
  if (const Uniform* uniform = std::get_if<Uniform>(&family_)) return 1.0 / static_cast<double>(uniform->count);
  const Hotspot& hotspot = std::get<Hotspot>(family_);
  const bool is_hot = key < hotspot.hot;
  const std::uint64_t draws = is_hot ? hotspot.split : kDraws - hotspot.split;
  return ratio(draws, kDraws) / static_cast<double>(is_hot ? hotspot.hot : hotspot.cold);
}

}  // namespace stampede
