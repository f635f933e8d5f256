// The JSON that may stand for one value of the grammar.
#pragma once

#include <nlohmann/json.hpp>

#include "harness/scenario/grammar.h"

namespace stampede {

// Keeps its keys in the order in which they were written.
using OrderedJson = nlohmann::ordered_json;

// Where the definitions of a schema are.
inline constexpr const char* kDefinitions = "#/definitions/";

// What satisfies one of the schemas.
OrderedJson any_of(std::vector<OrderedJson> schemas);

// Without description and default. May refer to `scalar_definitions`.
OrderedJson scalar_schema(const GrammarNode& scalar);

// The quantities that scalars refer to, by name.
OrderedJson scalar_definitions();

// A default or example of the grammar as the JSON that a YAML reader makes of it. REQUIRES: valid YAML in flow style.
OrderedJson json_of(const std::string& flow_text);

}  // namespace stampede
