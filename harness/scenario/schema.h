// The grammar as JSON Schema (draft-07), for editors and other validators.
#pragma once

#include <string>

#include "harness/scenario/grammar.h"

namespace stampede {

// Accepts every valid scenario, read as JSON by any YAML 1.1 or 1.2 reader without timestamps, and refuses what the
// grammar refuses, but for what its `$comment` lists. Indented JSON that ends with a newline; no "$id".
std::string scenario_schema(const GrammarNode& scenario);

}  // namespace stampede
