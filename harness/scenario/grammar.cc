#include "harness/scenario/grammar.h"

#include <algorithm>

namespace stampede {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

const GrammarNode* GrammarNode::child(std::string_view wanted) const {
  for (const GrammarNode& node : children) {
    if (node.name == wanted) return &node;
  }
  return nullptr;
}

std::vector<std::string> GrammarNode::child_names() const {
  std::vector<std::string> names;
  for (const GrammarNode& node : children) names.push_back(node.name);
  return names;
}

}  // namespace stampede
