#include "harness/scenario/alternative.h"

namespace stampede {
namespace {

Alternative recognise_scalar(const GrammarNode& one_of, const YamlNode& yaml) {
  const GrammarNode* named = named_alternative(one_of, yaml.text);
  if (named != nullptr && named->kind == NodeKind::kMap) return {Spelling::kBare, named};
  if (one_of.shorthand.empty()) return {};
  return {Spelling::kShorthand, one_of.child(one_of.shorthand)};
}

Alternative recognise_map(const GrammarNode& one_of, const YamlNode& yaml) {
  if (const YamlNode* selected = one_of.selector.empty() ? nullptr : yaml.find(one_of.selector)) {
    const bool is_scalar = selected->kind == YamlNode::Kind::kScalar;
    const GrammarNode* named = is_scalar ? named_alternative(one_of, selected->text) : nullptr;
    return named == nullptr ? Alternative{} : Alternative{Spelling::kSelected, named};
  }
  for (const YamlEntry& entry : yaml.entries) {
    if (const GrammarNode* named = named_alternative(one_of, entry.key)) return {Spelling::kWrapped, named};
  }
  const GrammarNode* otherwise = one_of.child(one_of.otherwise);
  if (otherwise == nullptr) return {};
  // One unknown word in front of a map is rather a misspelt alternative than a map without one.
  const bool looks_wrapped = yaml.entries.size() == 1 && yaml.entries[0].value.kind == YamlNode::Kind::kMap;
  if (looks_wrapped && otherwise->child(yaml.entries[0].key) == nullptr) return {};
  return {Spelling::kOtherwise, otherwise};
}

}  // namespace

Alternative recognise(const GrammarNode& one_of, const YamlNode& yaml) {
  switch (yaml.kind) {
    case YamlNode::Kind::kScalar:
      return recognise_scalar(one_of, yaml);
    case YamlNode::Kind::kMap:
      return recognise_map(one_of, yaml);
    case YamlNode::Kind::kList:
    case YamlNode::Kind::kRefused:
      return {};
  }
  return {};
}

const GrammarNode* named_alternative(const GrammarNode& one_of, std::string_view name) {
  return name == one_of.otherwise ? nullptr : one_of.child(name);
}

}  // namespace stampede
