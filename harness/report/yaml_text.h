// JSON as YAML in block style, for people.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace stampede {

// Lines end with a newline. Members stay in their order; short lists and maps without maps inside stand on one line.
std::string yaml_text(const nlohmann::ordered_json& json);

}  // namespace stampede
