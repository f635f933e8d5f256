// Strict YAML: text -> a small tree that remembers where everything stood.
//
// Of YAML only maps, lists and scalars remain, and the places of refused values, which nobody need report again.
// Aliases, anchors, tags, merge keys, duplicate keys, keys that are no plain words, empty values, further documents and
// deep nesting are mistakes, each with its position.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/scenario/diagnostic_sink.h"
#include "harness/scenario/source_text.h"

namespace stampede {

struct YamlEntry;

struct YamlNode {
  enum class Kind { kScalar, kMap, kList, kRefused };

  Kind kind = Kind::kScalar;
  Position position;
  std::string text;     // of a scalar
  bool quoted = false;  // of a scalar
  std::vector<YamlEntry> entries;
  std::vector<YamlNode> items;

  const YamlNode* find(std::string_view key) const;  // of a map; null when absent
  YamlNode* find(std::string_view key);
};

struct YamlEntry {
  std::string key;
  Position key_position;
  YamlNode value;
};

inline constexpr int kMaxYamlDepth = 32;

// Reads the one document in `source`, which must outlive the tree. Nothing, and at least one error in `sink`, when the
// text is no YAML or holds what a mistake makes meaningless; when only parts are wrong, the rest still comes back.
std::optional<YamlNode> read_yaml(const SourceText& source, DiagnosticSink& sink);

}  // namespace stampede
