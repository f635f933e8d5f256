#include "harness/scenario/schema.h"

#include <algorithm>
#include <map>
#include <utility>

#include "harness/base/check.h"
#include "harness/scenario/alternative.h"
#include "harness/scenario/describe.h"
#include "harness/scenario/schema_scalar.h"
#include "harness/scenario/wording.h"

namespace stampede {
namespace {

constexpr const char* kComment =
    "Generated from the grammar by 'stampede schema scenario'. 'stampede check' also refuses what a schema cannot "
    "express: (bounds) a quantity with a unit that is outside the bounds in its description, or finer than its "
    "smallest step; (rules) settings that are right by themselves but not together, such as a minimum above its "
    "maximum, two strategies of one name, no 'duration' without a trace; (yaml) what YAML readers hide: aliases, "
    "anchors, tags, merge keys, duplicate keys, several documents, quotes around counts, numbers and flags, 'yes' and "
    "'on' for 'true', numbers other than decimals such as 0x10, 1_000 or 010; (files) files that are "
    "missing or wrong.";

OrderedJson exactly(const std::string& text) {
  return {{"const", text}};
}

OrderedJson object(OrderedJson properties, const std::vector<std::string>& required) {
  OrderedJson schema = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
  return schema;
}

std::string description_of(const GrammarNode& node) {
  std::string text = node.help;
  const std::string range =
      node.kind == NodeKind::kScalar && node.option.choices.empty() ? range_text(node.option) : "";
  if (!range.empty()) text += "; " + range;
  if (!node.inherits.empty()) text += "; default: that of " + node.inherits;
  return text;
}

bool is_in_a_group(const GrammarNode& map, const std::string& key) {
  return std::any_of(map.either.begin(), map.either.end(),
                     [&key](const std::vector<std::string>& group) { return contains(group, key); });
}

// The keys that a map must have, of those that `counts` lets count.
template <typename Counts>
std::vector<std::string> required_keys(const GrammarNode& map, const Counts& counts) {
  std::vector<std::string> keys;
  for (const GrammarNode& child : map.children) {
    if (child.available && child.presence == Presence::kRequired && counts(child.name)) keys.push_back(child.name);
  }
  return keys;
}

// The keys that a map must have, whichever group is chosen.
std::vector<std::string> ungrouped_keys(const GrammarNode& map) {
  return required_keys(map, [&map](const std::string& key) { return !is_in_a_group(map, key); });
}

// True if the alternative may be written without content.
bool may_be_bare(const GrammarNode& alternative) {
  return alternative.kind == NodeKind::kMap && alternative.either.empty() && ungrouped_keys(alternative).empty();
}

// The conditions of one of the groups of keys that exclude each other.
OrderedJson group_schema(const GrammarNode& map, const std::vector<std::string>& group) {
  OrderedJson schema = OrderedJson::object();
  const auto in_group = [&group](const std::string& key) { return contains(group, key); };
  const std::vector<std::string> required = required_keys(map, in_group);
  if (!required.empty()) {
    schema["required"] = required;
  } else {
    for (const std::string& key : group) schema["anyOf"].push_back({{"required", {key}}});
  }
  for (const std::vector<std::string>& other : map.either) {
    if (other == group) continue;
    for (const std::string& key : other) schema["properties"][key] = false;
  }
  return schema;
}

class SchemaWriter {
 public:
  OrderedJson write(const GrammarNode& root) {
    OrderedJson schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                          {"$comment", kComment},
                          {"title", "Scenario of Stampede"},
                          {"description", root.help}};
    schema.update(map_schema(root, ""));
    schema["definitions"] = std::move(definitions_);
    return schema;
  }

 private:
  OrderedJson map_schema(const GrammarNode& map, const std::string& path) {
    OrderedJson properties = OrderedJson::object();
    for (const GrammarNode& child : map.children) {
      if (child.available) properties[child.name] = property(child, path_to(path, child.name));
    }
    return with_groups(object(std::move(properties), ungrouped_keys(map)), map);
  }

  static OrderedJson with_groups(OrderedJson schema, const GrammarNode& map) {
    for (const std::vector<std::string>& group : map.either) schema["oneOf"].push_back(group_schema(map, group));
    return schema;
  }

  // A setting with all that an editor shows of it.
  OrderedJson property(const GrammarNode& node, const std::string& path) {
    OrderedJson schema = {{"description", description_of(node)}};
    if (node.presence == Presence::kDefaulted && node.inherits.empty()) schema["default"] = json_of(node.default_text);
    if (!node.example.empty()) schema["examples"] = OrderedJson::array({json_of(node.example)});
    OrderedJson value = value_schema(node, path);
    if (value.contains("$ref")) value = {{"allOf", {std::move(value)}}};  // draft-07 ignores what stands beside $ref
    schema.update(value);
    return schema;
  }

  OrderedJson value_schema(const GrammarNode& node, const std::string& path) {
    switch (node.kind) {
      case NodeKind::kScalar:
        return scalar_schema(node);
      case NodeKind::kMap:
        return map_schema(node, path);
      case NodeKind::kOneOf:
        return shared(one_of_schema(node, path), path);
      case NodeKind::kList:
        return {{"type", "array"}, {"items", value_schema(node.children.front(), path)}};
    }
    STAMPEDE_CHECK(false);
  }

  // Equal schemas are written once, under the path where they come first.
  OrderedJson shared(OrderedJson schema, const std::string& path) {
    const auto [first, is_new] = paths_.emplace(schema.dump(), path);
    if (is_new) definitions_[path] = std::move(schema);
    return {{"$ref", kDefinitions + first->second}};
  }

  // Every spelling that `recognise` knows.
  OrderedJson one_of_schema(const GrammarNode& one_of, const std::string& path) {
    std::vector<OrderedJson> spellings;
    if (!one_of.shorthand.empty()) spellings.push_back(value_schema(*one_of.child(one_of.shorthand), path));
    OrderedJson bare = OrderedJson::array();
    for (const GrammarNode& alternative : one_of.children) {
      if (named_alternative(one_of, alternative.name) != nullptr && may_be_bare(alternative)) {
        bare.push_back(alternative.name);
      }
    }
    if (!bare.empty()) spellings.push_back({{"enum", std::move(bare)}});
    for (const GrammarNode& alternative : one_of.children) add_maps(one_of, alternative, path, spellings);
    return any_of(std::move(spellings));
  }

  void add_maps(const GrammarNode& one_of, const GrammarNode& alternative, const std::string& path,
                std::vector<OrderedJson>& spellings) {
    const OrderedJson about = {{"title", alternative.name}, {"description", alternative.help}};
    const auto add = [&](OrderedJson schema) {
      spellings.push_back(about);
      spellings.back().update(schema);
    };
    if (named_alternative(one_of, alternative.name) == nullptr) {
      add(map_schema(alternative, path));
      return;
    }
    OrderedJson content = property(alternative, path_to(path, alternative.name));
    if (!one_of.selector.empty() && alternative.kind == NodeKind::kMap) {
      content = shared(std::move(content), path_to(path, alternative.name));
      add(selected_schema(one_of, alternative, content["$ref"]));
    }
    add(object({{alternative.name, std::move(content)}}, {alternative.name}));
  }

  // {selector: ALTERNATIVE, ...}: the content, whose settings stand at `content`, and the selector beside them.
  static OrderedJson selected_schema(const GrammarNode& one_of, const GrammarNode& alternative,
                                     const std::string& content) {
    OrderedJson properties = {{one_of.selector, exactly(alternative.name)}};
    for (const GrammarNode& child : alternative.children) {
      if (child.available) properties[child.name] = {{"$ref", content + "/properties/" + child.name}};
    }
    std::vector<std::string> required = ungrouped_keys(alternative);
    required.insert(required.begin(), one_of.selector);
    return with_groups(object(std::move(properties), required), alternative);
  }

  OrderedJson definitions_ = scalar_definitions();
  std::map<std::string, std::string> paths_;  // of definitions, by their text
};

}  // namespace

std::string scenario_schema(const GrammarNode& scenario) {
  return SchemaWriter().write(scenario).dump(2) + "\n";
}

}  // namespace stampede
