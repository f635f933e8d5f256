// The reference scenario: every setting with its default and its line of help, written from the grammar itself.
#pragma once

#include <string>

#include "harness/scenario/grammar.h"

namespace stampede {

// YAML that loads, and means the same as the scenario that gives only what must be given.
std::string reference_scenario(const GrammarNode& scenario);

}  // namespace stampede
