// How a read ended: exactly one outcome per read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace stampede {

enum class Outcome : std::uint8_t {
  kHit,             // a value within its TTL was ready on arrival and was returned at once
  kEarlyLoad,       // a valid value was there, but the strategy had this read reload it and wait
  kExpiredHit,      // a value past its TTL was served at once by choice of the strategy
  kLoad,            // this request waited for its own load
  kWait,            // this request waited for somebody else's load
  kExpiredOnError,  // the load failed and an expired value was served
  kError,           // no value
};

inline constexpr std::size_t kOutcomes = 7;

inline constexpr std::array<std::string_view, kOutcomes> kOutcomeNames = {
    "hit", "early_load", "expired_hit", "load", "wait", "expired_on_error", "error"};

// Counts by outcome.
using OutcomeCounts = std::array<std::uint64_t, kOutcomes>;

}  // namespace stampede
