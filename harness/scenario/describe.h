// How the grammar describes itself to people: types, bounds, defaults, examples.
#pragma once

#include <string>

#include "harness/scenario/grammar.h"

namespace stampede {

// "a duration", "a count or unlimited", "one of csv, twitter", "a map", ...: what stands at this place.
std::string type_text(const GrammarNode& node);

// "ns, us, ms, s, m, h, d": the units that a quantity may have; "" if it has none.
std::string units_text(OptionType type);

// "1ns .. 365d", "at least 0", "csv | twitter", with the words that stand for more; "" when everything of the type can
// stand here.
std::string range_text(const OptionSpec& option);

// The example of a setting, else its default, in YAML's flow style.
std::string example_text(const GrammarNode& node);

// The members of a map by their examples, "{a: 1, b: 2}"; of settings that exclude each other those of `group`, which
// may be null.
std::string members_text(const GrammarNode& map, const std::vector<std::string>* group);

}  // namespace stampede
