#include "harness/scenario/describe.h"

#include <algorithm>

#include <span>

#include "harness/base/check.h"
#include "harness/base/unit_tables.h"

namespace stampede {
namespace {

std::string bounds_text(const OptionSpec& option) {
  if (!option.min.empty() && !option.max.empty()) return option.min + " .. " + option.max;
  if (!option.min.empty()) return "at least " + option.min;
  return option.max.empty() ? "" : "at most " + option.max;
}

std::string type_name(OptionType type) {
  switch (type) {
    case OptionType::kDuration:
      return "a duration";
    case OptionType::kDurationOrNone:
      return "a duration or none";
    case OptionType::kCount:
      return "a count";
    case OptionType::kCountOrUnlimited:
      return "a count or unlimited";
    case OptionType::kSize:
      return "a size";
    case OptionType::kRate:
      return "a rate";
    case OptionType::kShare:
      return "a share";
    case OptionType::kNumber:
    case OptionType::kDecimal:
      return "a number";
    case OptionType::kFlag:
      return "true or false";
    case OptionType::kChoice:
      return "a choice";
    case OptionType::kText:
      return "a text";
  }
  STAMPEDE_CHECK(false);
}

std::string joined_names(std::span<const Unit> units) {
  std::string names;
  for (const Unit& unit : units) {
    if (!unit.name.empty()) names.append(names.empty() ? "" : ", ").append(unit.name);
  }
  return names;
}

}  // namespace

std::string type_text(const GrammarNode& node) {
  switch (node.kind) {
    case NodeKind::kScalar:
      return node.form == nullptr ? type_name(node.option.type) : "a " + std::string(node.form->name);
    case NodeKind::kMap:
      return "a map";
    case NodeKind::kOneOf:
      return (std::string_view("aeiou").find(node.noun.front()) == std::string_view::npos ? "a " : "an ") + node.noun;
    case NodeKind::kList:
      return "a list";
  }
  STAMPEDE_CHECK(false);
}

std::string units_text(OptionType type) {
  switch (type) {
    case OptionType::kDuration:
    case OptionType::kDurationOrNone:
      return joined_names(kDurationUnits) + "; several from the largest down, e.g. 9m30s";
    case OptionType::kSize:
      return joined_names(kSizeUnits);
    case OptionType::kCount:
    case OptionType::kCountOrUnlimited:
      return joined_names(kCountUnits) + " for powers of 1000, or none";
    case OptionType::kRate:
      return "per " + joined_names(kDurationUnits) + " or a duration, e.g. 2000/s, 1/7ms";
    case OptionType::kShare:
      return joined_names(kShareUnits);
    default:
      return "";
  }
}

std::string range_text(const OptionSpec& option) {
  std::string text;
  for (const std::string& choice : option.choices) text += (text.empty() ? "" : " | ") + choice;
  if (text.empty()) text = bounds_text(option);
  if (option.type == OptionType::kDurationOrNone) text += ", or none";
  if (option.type == OptionType::kCountOrUnlimited) text += ", or unlimited";
  return text;
}

std::string members_text(const GrammarNode& map, const std::vector<std::string>* group) {
  std::string members;
  for (const GrammarNode& child : map.children) {
    const bool grouped = std::any_of(map.either.begin(), map.either.end(), [&](const std::vector<std::string>& keys) {
      return std::find(keys.begin(), keys.end(), child.name) != keys.end();
    });
    const bool in_group = group != nullptr && std::find(group->begin(), group->end(), child.name) != group->end();
    if (!child.inherits.empty() || (grouped && !in_group)) continue;
    members += (members.empty() ? "" : ", ") + child.name + ": " + example_text(child);
  }
  return "{" + members + "}";
}

std::string example_text(const GrammarNode& node) {
  if (!node.example.empty()) return node.example;
  if (node.presence == Presence::kDefaulted) return node.default_text;
  return members_text(node, node.either.empty() ? nullptr : &node.either.front());
}

}  // namespace stampede
