// JSON of unknown origin as a tree, within limits, and without holding more than one large item at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace stampede {

struct JsonLimits {
  std::size_t bytes = std::size_t{1} << 34;   // of the text
  std::size_t values = std::size_t{1} << 23;  // held at a time: a value takes about 16 bytes, and its text
  std::size_t members = 1024;                 // of one object
  std::size_t depth = 32;
};

// Receives each item of the arrays that are members of the document, and what stands before them; then it is dropped.
using JsonItemSink = std::function<void(const nlohmann::ordered_json& before, std::string_view array, std::size_t index,
                                        const nlohmann::ordered_json& item)>;

// The document without those items. Throws a JsonMistake for what is no JSON, cut off, beyond the limits, or an object
// with two members of one name, and lets pass what `on_item` throws. Where JSON itself is broken, the mistake's place
// is `LINE:COLUMN`.
nlohmann::ordered_json parse_json(std::string_view text, const JsonLimits& limits, const JsonItemSink& on_item);

}  // namespace stampede
