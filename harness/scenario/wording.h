// How messages about scenarios speak of paths, keys and kinds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/scenario/grammar.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {

// "'a', 'b' and 'c'" for " and ".
std::string joined(const std::vector<std::string>& names, std::string_view last_separator);

// "cache" and "ttl" -> "cache.ttl".
std::string path_to(const std::string& path, const std::string& name);

// "'cache'", or "the scenario" for the root.
std::string subject(const std::string& path);

// "; did you mean 'ttl'?", or what keys there are.
std::string known_keys_hint(const GrammarNode& map, const std::string& key);

// "'rate' or 'interval'": what must be given of the groups of keys that exclude each other.
std::string groups_text(const GrammarNode& map);

// "a map", "a list", "a single value".
std::string_view kind_name(YamlNode::Kind kind);

}  // namespace stampede
