// Changes of JSON that stay JSON: those of single bytes seldom come past the parser.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "harness/base/random.h"

namespace stampede {

class JsonMutation {
 public:
  explicit JsonMutation(std::uint64_t seed) : random_(RandomStream(seed, "json")) {}

  // Changes, doubles, moves or removes one value of the tree.
  void apply(nlohmann::ordered_json& root) {
    nlohmann::ordered_json* value = &root;
    nlohmann::ordered_json* parent = nullptr;
    std::size_t index = 0;
    while (value->is_structured() && !value->empty() && pick(12) != 0) {
      parent = value;
      index = pick(parent->size());
      value = &*std::next(parent->begin(), static_cast<std::ptrdiff_t>(index));
    }
    if (parent != nullptr && parent->is_array() && pick(3) == 0) {
      change_items(*parent, index);
    } else if (parent != nullptr && pick(20) == 0) {
      parent->erase(std::next(parent->begin(), static_cast<std::ptrdiff_t>(index)));
    } else {
      change(*value);
    }
  }

 private:
  std::size_t pick(std::size_t bound) { return static_cast<std::size_t>(below(random_.next(), bound)); }

  void change_items(nlohmann::ordered_json& array, std::size_t index) {
    const std::size_t other = pick(array.size());
    if (pick(2) == 0) {
      std::swap(array[index], array[other]);
    } else {
      array.push_back(nlohmann::ordered_json(array[index]));
    }
  }

  void change(nlohmann::ordered_json& value) {
    if (value.is_number_unsigned() && pick(2) == 0) {
      value = value.get<std::uint64_t>() + pick(3) - 1;
    } else if (value.is_string() && pick(2) == 0) {
      value = changed(value.get<std::string>());
    } else {
      value = any();
    }
  }

  // A text with another character in it, or a decimal number next to this one.
  std::string changed(std::string text) {
    static constexpr std::string_view kCharacters = "0123456789-az \x01\x1b\n\"\\";
    const char character = kCharacters[pick(kCharacters.size())];
    if (text.empty() || pick(4) == 0) return text + character;
    text[pick(text.size())] = character;
    return text;
  }

  nlohmann::ordered_json any() {
    static const nlohmann::ordered_json kValues[] = {
        nullptr,
        true,
        0,
        1,
        -1,
        2,
        1000,
        0.5,
        1e308,
        INT64_MAX,
        std::uint64_t{1} << 63,
        UINT64_MAX,
        "",
        "a",
        "0",
        "18446744073709551616",
        "340282366920938463463374607431768211455",
        nlohmann::ordered_json::array(),
        nlohmann::ordered_json::object(),
        nlohmann::ordered_json::array({nlohmann::ordered_json::array({0, 1})})};
    return kValues[pick(std::size(kValues))];
  }

  RandomSequence random_;
};

}  // namespace stampede
