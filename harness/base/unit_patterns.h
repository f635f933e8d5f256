// What quantities look like, as regular expressions for tools that see only the text, such as JSON Schema validators.
//
// Each admits every text that the parser of units.h reads. What else it admits is of the right shape, but out of range
// or finer than the smallest step. The dialect is what ECMA 262 and Python share; the whole text must match.
#pragma once

#include <string>

namespace stampede {

std::string duration_pattern();
std::string size_pattern();
std::string rate_pattern();
std::string rate_number_pattern();  // what stands before the '/' of a rate
std::string count_pattern();
std::string count_as_text_pattern();   // `10k` and `1e4`, not `10000`: what YAML 1.1 hands over as a text
std::string number_as_text_pattern();  // `1e4`, not `10000`
std::string share_pattern();
std::string share_of_whole_pattern();  // at most 100%

// Of these quantities, those that are not 0: the text holds another digit than 0.
std::string not_zero(const std::string& pattern);

}  // namespace stampede
