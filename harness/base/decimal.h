// Decimal numbers as people and programs write them, kept exactly: `123`, `1.5`, `2.0e-05`.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace stampede {

// A number >= 0: its significant digits, as a whole number, times ten to the `power`.
struct Decimal {
  std::string digits;      // no zero at either end; empty for 0
  std::int64_t power = 0;  // 0 for 0
};

// How many characters at the front of `text` are a decimal number: digits, perhaps a point with digits behind it,
// perhaps `e` or `E` with a signed whole exponent. What does not complete such a number is left out: of `1.5e` these
// are `1.5`. 0: none, as for `.5`, `-1` and `e3`.
std::size_t decimal_length(std::string_view text);

// The number that `text` is, as a whole; decimal_length(text) must be text.size(), and not 0. Nothing is rounded.
// Exponents beyond +-10^9 count as that: no text that fits into memory makes up for them.
Decimal read_decimal(std::string_view text);

}  // namespace stampede
