// The words in which JSON Schemas (draft-07) are written.
#pragma once

#include <nlohmann/json.hpp>

namespace stampede::json_schema {

nlohmann::ordered_json text();
nlohmann::ordered_json or_null(nlohmann::ordered_json schema);
nlohmann::ordered_json list_of(nlohmann::ordered_json items);

// An object with exactly these members.
nlohmann::ordered_json object(nlohmann::ordered_json properties);

}  // namespace stampede::json_schema
