// Numbers in five characters or less, for tables.
#pragma once

#include <cstdint>
#include <string>

namespace stampede {

// `812`, `9999`, `12.3k`, `123k`, `1.23M`: up to four digits as they are, then three significant ones.
std::string short_count(std::uint64_t count);

// Three significant digits with at most three decimals: `0`, `<.001`, `0.124`, `1.24`, `12.4`, `124`; whole numbers up
// to five digits, then like counts. REQUIRES: finite, >= 0.
std::string short_number(double number);

// A ratio in percent: `0`, `<.01`, `0.45`, `95.31`, `100`. Cut, not rounded, so that only all of something is `100`.
// REQUIRES: in [0, 1].
std::string short_percent(double ratio);

}  // namespace stampede
