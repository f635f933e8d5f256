// Every place of the grammar by its path: `cache.ttl`, `workload.arrivals.poisson.rate`, `strategies.locked.wait`.
//
// Alternatives are part of a path like keys; lists and the alternative that nobody names are not.
#pragma once

#include <string>
#include <vector>

#include "harness/scenario/grammar.h"

namespace stampede {

struct GrammarPath {
  std::string text;
  std::vector<const GrammarNode*> trail;  // from the root to the node; they belong to the grammar

  const GrammarNode& node() const { return *trail.back(); }
  // What of the grammar holds the node: a map if it is a setting, a one-of if it is an alternative.
  const GrammarNode& parent() const { return *trail[trail.size() - 2]; }
  bool is_inside_list() const;
  bool is_available() const;  // false as well for what stands inside something that is not
};

// All paths, the root excluded, in the order of the grammar. `root` must outlive them.
std::vector<GrammarPath> grammar_paths(const GrammarNode& root);

// The start of a scenario in flow style that sets what `path` names to `value`, with the settings that must stand
// beside it: "store: {latency: {uniform: {min: 5ms, max: 50ms}}}".
std::string snippet(const GrammarPath& path, const std::string& value);

// A value that may stand at `node`, in flow style.
std::string sample_of(const GrammarNode& node);

}  // namespace stampede
