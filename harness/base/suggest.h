// "Did you mean ...?": the nearest of the names that would have been right.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace stampede {

// Number of single-character insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
// (optimal string alignment: no part is edited twice).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate nearest to `typed` (upper and lower case count as alike, the first wins a tie), or "" when nothing is
// near enough for the user to have meant it: at most a third of the characters, but one in short names, may differ.
std::string nearest(std::string_view typed, std::span<const std::string> candidates);

// "; did you mean 'X'?", or "" when nothing is near.
std::string did_you_mean(std::string_view typed, std::span<const std::string> candidates);

}  // namespace stampede
