#include "harness/scenario/grammar_path.h"

#include <algorithm>

#include "harness/base/check.h"
#include "harness/scenario/alternative.h"
#include "harness/scenario/wording.h"

namespace stampede {
namespace {

void collect(GrammarPath here, std::vector<GrammarPath>& paths) {
  const GrammarNode& node = here.node();
  for (const GrammarNode& child : node.children) {
    GrammarPath next = here;
    next.trail.push_back(&child);
    const bool unnamed = node.kind == NodeKind::kList ||
                         (node.kind == NodeKind::kOneOf && named_alternative(node, child.name) == nullptr);
    if (!unnamed) {
      next.text = path_to(here.text, child.name);
      paths.push_back(next);
    }
    collect(std::move(next), paths);
  }
}

const std::vector<std::string>* group_of(const GrammarNode& map, const std::string& key) {
  for (const std::vector<std::string>& group : map.either) {
    if (std::ranges::find(group, key) != group.end()) return &group;
  }
  return nullptr;
}

// "{key: value}", with what `map` must hold besides.
std::string members_with(const GrammarNode& map, const std::string& key, const std::string& value) {
  const std::vector<std::string>* group = group_of(map, key);
  if (group == nullptr && !map.either.empty()) group = &map.either.front();
  std::string members;
  for (const GrammarNode& child : map.children) {
    const bool required = child.available && child.presence == Presence::kRequired;
    const bool chosen = group_of(map, child.name) == nullptr || group_of(map, child.name) == group;
    if (child.name != key && !(required && chosen)) continue;
    members += (members.empty() ? "" : ", ") + child.name + ": " + (child.name == key ? value : sample_of(child));
  }
  return members.insert(0, 1, '{').append(1, '}');
}

std::string sample_of_type(const OptionSpec& option) {
  switch (option.type) {
    case OptionType::kDuration:
    case OptionType::kDurationOrNone:
      return "60s";
    case OptionType::kCount:
    case OptionType::kCountOrUnlimited:
      return "64";
    case OptionType::kSize:
      return "64KiB";
    case OptionType::kRate:
      return "2000/s";
    case OptionType::kShare:
      return "10%";
    case OptionType::kNumber:
    case OptionType::kDecimal:
      return "1.5";
    case OptionType::kFlag:
      return "true";
    case OptionType::kChoice:
      return option.choices.front();
    case OptionType::kText:
      return "text";
  }
  STAMPEDE_CHECK(false);
}

}  // namespace

bool GrammarPath::is_inside_list() const {
  return std::any_of(trail.begin(), trail.end() - 1,
                     [](const GrammarNode* node) { return node->kind == NodeKind::kList; });
}

bool GrammarPath::is_available() const {
  return std::ranges::all_of(trail, &GrammarNode::available);
}

std::vector<GrammarPath> grammar_paths(const GrammarNode& root) {
  std::vector<GrammarPath> paths;
  collect({"", {&root}}, paths);
  return paths;
}

std::string snippet(const GrammarPath& path, const std::string& value) {
  std::string text = value;
  for (std::size_t i = path.trail.size() - 1; i > 0; --i) {
    const GrammarNode& parent = *path.trail[i - 1];
    const std::string& name = path.trail[i]->name;
    const bool named = parent.kind != NodeKind::kOneOf || named_alternative(parent, name) != nullptr;
    if (i == 1) {
      text = name + ": " + text;
    } else if (parent.kind == NodeKind::kMap) {
      text = members_with(parent, name, text);
    } else if (parent.kind == NodeKind::kList) {
      text.insert(0, 1, '[').append(1, ']');
    } else if (named) {
      text.insert(0, "{" + name + ": ").append(1, '}');
    }
  }
  return text;
}

std::string sample_of(const GrammarNode& node) {
  if (!node.example.empty()) return node.example;
  if (node.presence == Presence::kDefaulted && node.inherits.empty()) return node.default_text;
  switch (node.kind) {
    case NodeKind::kScalar:
      return sample_of_type(node.option);
    case NodeKind::kMap:
      return members_with(node, "", "");
    case NodeKind::kOneOf: {
      const GrammarNode* shorthand = node.child(node.shorthand);
      if (shorthand != nullptr) return sample_of(*shorthand);
      const GrammarNode& first = node.children.front();
      return std::string("{").append(first.name).append(": ").append(sample_of(first)).append("}");
    }
    case NodeKind::kList:
      return sample_of(node.children.front()).insert(0, 1, '[').append(1, ']');
  }
  STAMPEDE_CHECK(false);
}

}  // namespace stampede
