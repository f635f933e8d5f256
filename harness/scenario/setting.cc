#include "harness/scenario/setting.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/base/check.h"
#include "harness/base/quote.h"

namespace stampede {
namespace {

template <typename T>
const T& typed(const Setting& setting) {
  const T* value = std::get_if<T>(&setting.value);
  STAMPEDE_CHECK(value != nullptr);
  return *value;
}

std::string json_text(const std::string& text) {
  return nlohmann::json(text).dump();
}

std::string scalar_to_json(const Setting& setting) {
  switch (setting.grammar->option.type) {
    case OptionType::kCount:
      return std::to_string(setting.number());
    case OptionType::kCountOrUnlimited:
      return setting.text == "unlimited" ? json_text(setting.text) : std::to_string(setting.number());
    case OptionType::kNumber:
    case OptionType::kDecimal:
    case OptionType::kFlag:
      return setting.text;
    default:
      return json_text(setting.text);
  }
}

std::string members_to_json(const Setting& map, std::string members) {
  for (const Setting& child : map.children) {
    members += (members.empty() ? "" : ", ") + json_text(child.grammar->name) + ": " + to_json(child);
  }
  return "{" + members + "}";
}

std::string one_of_to_json(const Setting& setting) {
  const GrammarNode& grammar = *setting.grammar;
  if (setting.alternative == grammar.otherwise) return members_to_json(setting.content(), "");
  if (!grammar.selector.empty()) {
    return members_to_json(setting.content(), json_text(grammar.selector) + ": " + json_text(setting.alternative));
  }
  return std::string("{") + json_text(setting.alternative) + ": " + to_json(setting.content()) + "}";
}

}  // namespace

const Setting* Setting::find(std::string_view name) const {
  for (const Setting& child : children) {
    if (child.grammar->name == name) return child.valid ? &child : nullptr;
  }
  return nullptr;
}

bool Setting::has_given(std::string_view name) const {
  for (const Setting& child : children) {
    if (child.grammar->name == name) return child.given;
  }
  return false;
}

const Setting& Setting::operator[](std::string_view name) const {
  const Setting* child = find(name);
  STAMPEDE_CHECK(child != nullptr);
  return *child;
}

const Setting& Setting::content() const {
  STAMPEDE_CHECK(children.size() == 1);
  return children.front();
}

std::int64_t Setting::number() const {
  return typed<std::int64_t>(*this);
}
double Setting::real() const {
  return typed<double>(*this);
}
bool Setting::flag() const {
  return typed<bool>(*this);
}
Share Setting::share() const {
  return typed<Share>(*this);
}
Rate Setting::rate() const {
  return typed<Rate>(*this);
}

Diagnostic Setting::text_place() const {
  if (position.source == nullptr) return {};
  Diagnostic place{.file = position.source->name(), .line = 0, .column = 0, .message = "", .source_line = ""};
  if (!position.source->has_lines()) return place;
  const std::string_view line = position.source->line(position.line);
  std::size_t begin = std::min(line.size(), static_cast<std::size_t>(position.column) - 1);
  if (begin < line.size() && (line[begin] == '\'' || line[begin] == '"')) ++begin;
  place.line = position.line;
  place.column = static_cast<int>(character_count(line.substr(0, begin))) + 1;
  place.source_line = line;
  return place;
}

std::string to_json(const Setting& setting) {
  switch (setting.grammar->kind) {
    case NodeKind::kScalar:
      return scalar_to_json(setting);
    case NodeKind::kMap:
      return members_to_json(setting, "");
    case NodeKind::kOneOf:
      return one_of_to_json(setting);
    case NodeKind::kList: {
      std::string items;
      for (const Setting& item : setting.children) items += (items.empty() ? "" : ", ") + to_json(item);
      return "[" + items + "]";
    }
  }
  STAMPEDE_CHECK(false);
}

}  // namespace stampede
