// JSON for people and for diff: an object has a line for each member, an array of plain values and of arrays of them
// shares one line, and deeper ones have a line for each item.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace stampede {

// No newline at the end. A number with a fraction keeps its point ("5.0") and is the shortest text that reads back to
// the same value, so integers and others can be told apart. Not finite numbers are a programming mistake.
std::string json_text(const nlohmann::ordered_json& json);

template <typename T>
nlohmann::ordered_json value_or_null(const std::optional<T>& value) {
  return value ? nlohmann::ordered_json(*value) : nlohmann::ordered_json(nullptr);
}

}  // namespace stampede
