#include "harness/scenario/wording.h"

#include "harness/base/check.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"

namespace stampede {

std::string joined(const std::vector<std::string>& names, std::string_view last_separator) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? last_separator : std::string_view(", ");
    text += in_quotes(names[i]);
  }
  return text;
}

std::string path_to(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

std::string subject(const std::string& path) {
  return path.empty() ? "the scenario" : in_quotes(path);
}

std::string known_keys_hint(const GrammarNode& map, const std::string& key) {
  const std::string hint = did_you_mean(key, map.child_names());
  if (!hint.empty()) return hint;
  std::vector<std::string> known;
  for (const GrammarNode& child : map.children) {
    if (child.available) known.push_back(child.name);
  }
  return known.empty() ? "; it has no keys" : "; known are " + joined(known, " and ");
}

std::string groups_text(const GrammarNode& map) {
  std::string text;
  std::string separator = " or ";
  for (const std::vector<std::string>& group : map.either) {
    std::vector<std::string> required;
    for (const std::string& key : group) {
      if (map.child(key)->presence != Presence::kDefaulted) required.push_back(key);
    }
    if (required.size() > 1) separator = ", or ";
    text += (text.empty() ? "" : separator) + joined(required, " and ");
  }
  return text;
}

std::string_view kind_name(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::kScalar:
      return "a single value";
    case YamlNode::Kind::kMap:
      return "a map";
    case YamlNode::Kind::kList:
      return "a list";
    case YamlNode::Kind::kRefused:
      return "nothing";
  }
  STAMPEDE_CHECK(false);
}

}  // namespace stampede
