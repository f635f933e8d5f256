// Quantities that must stay exact: shares and rates are ratios of integers, never floating point, so that
// "80% of the TTL" and "request k at floor(k x interval)" mean the same nanosecond everywhere.
#pragma once

#include <compare>
#include <cstdint>

#include "harness/base/time.h"

namespace stampede {

__extension__ using Int128 = __int128;
__extension__ using Uint128 = unsigned __int128;

// A part of a whole in parts per billion; 100% is `Share::whole()`.
struct Share {
  static constexpr std::int64_t kWhole = 1'000'000'000;

  std::int64_t ppb = 0;

  static constexpr Share whole() { return {kWhole}; }
  static constexpr Share percent(std::int64_t percent) { return {percent * (kWhole / 100)}; }

  // floor(share x amount), for amounts >= 0.
  constexpr std::int64_t of(std::int64_t amount) const {
    return static_cast<std::int64_t>(static_cast<Int128>(amount) * ppb / kWhole);
  }

  // True for this share of all 64-bit draws: the checked ratio as a coin flip.
  constexpr bool chance(std::uint64_t bits) const {
    return static_cast<std::int64_t>((static_cast<Uint128>(bits) * kWhole) >> 64) < ppb;
  }

  constexpr auto operator<=>(const Share&) const = default;
};

// Events per time: `billionths` / 1e9 events every `per` nanoseconds. Both are > 0 in a valid rate.
struct Rate {
  std::int64_t billionths = 0;
  Duration per = kSecond;

  static constexpr Rate per_second(std::int64_t events) { return {events * 1'000'000'000, kSecond}; }
  // One event every `interval` nanoseconds.
  static constexpr Rate every(Duration interval) { return {1'000'000'000, interval}; }

  // Instant of event k when event 0 is at 0: floor(k x interval), exact; `kNever` beyond the range of instants.
  constexpr Instant instant_of(std::uint64_t k) const {
    const Uint128 at =
        static_cast<Uint128>(k) * (static_cast<Uint128>(per) * 1'000'000'000u) / static_cast<Uint128>(billionths);
    return at > static_cast<Uint128>(kNever) ? kNever : static_cast<Instant>(at);
  }

  // Mean nanoseconds between events.
  constexpr double mean_interval() const { return static_cast<double>(per) * 1e9 / static_cast<double>(billionths); }
  constexpr double events_per_second() const { return static_cast<double>(billionths) / static_cast<double>(per); }

  constexpr bool operator==(const Rate&) const = default;
};

}  // namespace stampede
