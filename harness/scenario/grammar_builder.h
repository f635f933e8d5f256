// The words in which the grammar is declared.
#pragma once

#include <string>
#include <vector>

#include "harness/scenario/grammar.h"

namespace stampede::grammar {

// The longest duration a scenario may name: instants are 64-bit nanoseconds, 292 years in all.
inline constexpr const char* kLongest = "365d";

GrammarNode scalar(OptionSpec option);  // defaulted if it has a default, else required
GrammarNode text(std::string name, const TextForm& form, std::string help);
GrammarNode map(std::string name, std::string help, std::vector<GrammarNode> children);
GrammarNode one_of(std::string name, std::string noun, std::string help, std::vector<GrammarNode> alternatives);
GrammarNode list(std::string name, std::string help, GrammarNode element);

GrammarNode with_default(GrammarNode node, std::string default_text);
GrammarNode with_example(GrammarNode node, std::string example);
GrammarNode with_details(GrammarNode node, std::string details);
GrammarNode inheriting(GrammarNode node, std::string path);
GrammarNode optional(GrammarNode node);
GrammarNode unavailable(GrammarNode node);  // optional, and an error when given

// A distribution of durations or sizes: a bare value, constant, uniform, exponential, lognormal or empirical. `type` is
// kDuration or kSize; every parameter lies within [min, max].
GrammarNode distribution(std::string name, std::string help, OptionType type, std::string min, std::string max);

}  // namespace stampede::grammar
