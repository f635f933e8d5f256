// Text of unknown origin, made safe to show in a one-line message.
#pragma once

#include <string>
#include <string_view>

namespace stampede {

// The text in single quotes: control characters and bytes that are no UTF-8 become `?`, and of a long text only the
// beginning is shown.
std::string in_quotes(std::string_view text);

// Replaces control characters other than tabs, and bytes that are no UTF-8, by `?`: a terminal shows the text and does
// not obey it, and every program can read it.
std::string without_control_characters(std::string_view text);

// Number of characters (Unicode code points) in UTF-8 text.
std::size_t character_count(std::string_view utf8);

// Index of the first byte that is no UTF-8, or npos.
std::size_t find_invalid_utf8(std::string_view text);

}  // namespace stampede
