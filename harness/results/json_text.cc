#include "harness/results/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "harness/base/check.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

std::string number_text(double number) {
  STAMPEDE_CHECK(std::isfinite(number));
  std::array<char, 32> buffer;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
  std::string text(buffer.data(), end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

// Plain values, and lists of at most `levels` levels of them.
bool fits_one_line(const Json& json, int levels) {
  if (json.is_object()) return json.empty();
  if (!json.is_array()) return true;
  return levels > 0 &&
         std::ranges::all_of(json, [levels](const Json& item) { return fits_one_line(item, levels - 1); });
}

class Writer {
 public:
  void write(const Json& json, int depth) {
    if (json.is_object() && !json.empty()) {
      write_members(json, depth);
    } else if (json.is_array()) {
      write_items(json, depth);
    } else {
      text_ += json.is_number_float() ? number_text(json.get<double>()) : json.dump();
    }
  }

  std::string take() { return std::move(text_); }

 private:
  void write_members(const Json& object, int depth) {
    text_ += '{';
    std::string_view separator;
    for (const auto& [key, value] : object.items()) {
      text_ += separator;
      new_line(depth + 1);
      text_ += Json(key).dump() + ": ";
      write(value, depth + 1);
      separator = ",";
    }
    new_line(depth);
    text_ += '}';
  }

  void write_items(const Json& array, int depth) {
    const bool one_line = fits_one_line(array, 2);
    text_ += '[';
    std::string_view separator;
    for (const Json& item : array) {
      text_ += separator;
      if (!one_line) new_line(depth + 1);
      write(item, depth + 1);
      separator = ",";
    }
    if (!one_line) new_line(depth);
    text_ += ']';
  }

  void new_line(int depth) {
    text_ += '\n';
    text_.append(static_cast<std::size_t>(depth) * 2, ' ');
  }

  std::string text_;
};

}  // namespace

std::string json_text(const Json& json) {
  Writer writer;
  writer.write(json, 0);
  return writer.take();
}

}  // namespace stampede
