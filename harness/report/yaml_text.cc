#include "harness/report/yaml_text.h"

#include <algorithm>
#include <string_view>

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShortLine = 80;

// Text that YAML might take for something else, or read differently, is quoted.
bool is_plain(std::string_view text) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./%+-";  // signs that mean nothing inside a word
  constexpr std::string_view kWords[] = {"true", "false", "yes", "no", "on", "off", "null", "y", "n"};
  if (text.empty() || text.find_first_not_of(kSafe) != std::string_view::npos) return false;
  if (std::string_view("-.+%/").find(text.front()) != std::string_view::npos) return false;
  if (text.find_first_not_of("0123456789.eE+-_") == std::string_view::npos) return false;
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return std::ranges::find(kWords, lower) == std::end(kWords);
}

std::string scalar(const Json& json) {
  if (!json.is_string()) return json.dump();
  const auto& text = json.get_ref<const std::string&>();
  return is_plain(text) ? text : json.dump();
}

std::string flow(const Json& json) {
  if (!json.is_structured()) return scalar(json);
  std::string text;
  for (const auto& [key, value] : json.items()) {
    text += text.empty() ? "" : ", ";
    if (json.is_object()) text += scalar(Json(key)) + ": ";
    text += flow(value);
  }
  return json.is_object() ? "{" + text + "}" : "[" + text + "]";
}

void write(const Json& json, std::size_t indent, std::string& text);

// What follows a key or a dash: on the same line if it is short.
void write_after(const Json& json, std::size_t indent, std::string& text) {
  const bool is_deep =
      std::ranges::any_of(json, [](const Json& each) { return each.is_structured() && each.size() > 1; });
  const std::string line = flow(json);
  if (!json.is_structured() || json.empty() || (!is_deep && indent + line.size() <= kShortLine)) {
    text += " " + line + "\n";
    return;
  }
  text += "\n";
  write(json, indent, text);
}

void write(const Json& json, std::size_t indent, std::string& text) {
  for (const auto& [key, value] : json.items()) {
    text.append(indent, ' ').append(json.is_object() ? scalar(Json(key)) + ":" : "-");
    write_after(value, indent + 2, text);
  }
}

}  // namespace

std::string yaml_text(const Json& json) {
  std::string text;
  json.is_structured() && !json.empty() ? write(json, 0, text) : (void)(text = flow(json) + "\n");
  return text;
}

}  // namespace stampede
