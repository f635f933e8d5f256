// Numbers in the fields of a trace: decimals with or without an exponent (`1.26e-01`), no sign, no blanks.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/base/time.h"

namespace stampede {

// A time, and the unit that its last digit counts: 17.25 s is 17.25e9 ns in units of 0.01 s, or 1e7 ns. The unit is at
// most the one that the field counts: 1.5e3 s are known to the second, too.
struct FieldTime {
  Instant at = 0;
  Duration unit = 0;

  bool operator==(const FieldTime&) const = default;
};

// `text` counts `unit`s, a power of ten of nanoseconds. What is finer than a nanosecond is cut off. Nothing if `text`
// is no decimal number or beyond the range of instants.
std::optional<FieldTime> parse_field_time(std::string_view text, Duration unit);

// A whole number from 0 to `max`, or nothing. It may be written as another decimal: 718.0 and 7.18e+02 are 718.
std::optional<std::uint64_t> parse_field_number(std::string_view text, std::uint64_t max);

}  // namespace stampede
