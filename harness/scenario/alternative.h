// Which alternative of a one-of somebody wrote, and in which spelling.
#pragma once

#include <string_view>

#include "harness/scenario/grammar.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {

enum class Spelling {
  kShorthand,  // VALUE: the content of the one alternative that bare values stand for
  kBare,       // ALTERNATIVE: without content
  kWrapped,    // {ALTERNATIVE: content}
  kSelected,   // {selector: ALTERNATIVE, ...}: the map is the content
  kOtherwise,  // a map that names none: the map is the content
  kUnknown,    // none that exists
};

struct Alternative {
  Spelling spelling = Spelling::kUnknown;
  const GrammarNode* grammar = nullptr;  // null when unknown
};

// Looks only at the shape; the content may still be wrong.
Alternative recognise(const GrammarNode& one_of, const YamlNode& yaml);

// The alternative of that name, unless it is the one that is never named.
const GrammarNode* named_alternative(const GrammarNode& one_of, std::string_view name);

}  // namespace stampede
