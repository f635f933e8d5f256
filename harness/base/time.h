// Time, as the whole harness counts it: integer nanoseconds since the start of the run.
#pragma once

#include <cstdint>
#include <limits>

namespace stampede {

using Instant = std::int64_t;   // nanoseconds since the start of the run
using Duration = std::int64_t;  // nanoseconds; negative only as a difference of instants

inline constexpr Duration kNanosecond = 1;
inline constexpr Duration kMicrosecond = 1000 * kNanosecond;
inline constexpr Duration kMillisecond = 1000 * kMicrosecond;
inline constexpr Duration kSecond = 1000 * kMillisecond;
inline constexpr Duration kMinute = 60 * kSecond;
inline constexpr Duration kHour = 60 * kMinute;
inline constexpr Duration kDay = 24 * kHour;

inline constexpr Instant kNever = std::numeric_limits<Instant>::max();

// `start + length`, where a sum beyond the representable range is `kNever`. Both must be >= 0.
constexpr Instant after(Instant start, Duration length) {
  return length > kNever - start ? kNever : start + length;
}

}  // namespace stampede
