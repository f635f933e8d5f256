// What a scenario may say, declared once as data: names, types, defaults, bounds, one line of help each.
//
// Everything that knows the grammar reads these tables: the decoder, --set, the reference file, explanations, the JSON
// Schema, completion. Nothing else in the harness names a key of the YAML but the binder, which fills `Scenario`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/base/options.h"
#include "harness/base/units.h"
#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

class DiagnosticSink;
struct Setting;

// A restricted kind of text, for scalars that are more than an `OptionType`.
struct TextForm {
  std::string_view name;                               // "capacity"
  std::string pattern;                                 // a regular expression that admits at least every valid text
  Parsed<std::string> (*canonical)(std::string_view);  // the canonical spelling
};

bool contains(const std::vector<std::string>& names, const std::string& name);

enum class NodeKind {
  kScalar,  // one value: `option` says of which type
  kMap,     // `children` are the keys
  kOneOf,   // `children` are the alternatives, written {ALTERNATIVE: content}, or ALTERNATIVE when content is empty
  kList,    // `children` holds the one description that every element follows
};

enum class Presence { kRequired, kDefaulted, kOptional };

struct GrammarNode {
  std::string name;  // the key, or the name of the alternative
  NodeKind kind = NodeKind::kScalar;
  std::string help;          // one line, lower case, no full stop
  std::string details = {};  // a few lines more, if one is not enough: the exact rule or formula, and its source

  Presence presence = Presence::kRequired;
  std::string default_text = {};  // of kDefaulted: YAML in flow style, as a user would write it
  std::string inherits = {};      // of kDefaulted: an earlier setting is the default: a neighbour, or a.b from the root
  std::string example = {};       // of kRequired and kOptional: YAML in flow style for the reference file
  bool available = true;          // false: has its place in the grammar, but this version cannot do it yet

  OptionSpec option = {};                            // of kScalar
  const TextForm* form = nullptr;                    // of kScalar, type kText: narrows it down
  std::vector<std::string> unavailable_values = {};  // of kScalar: values that this version cannot do yet

  std::vector<GrammarNode> children = {};

  // Of kMap: groups of keys of which exactly one may be used. Keys of the others must be absent.
  std::vector<std::vector<std::string>> either = {};
  // Of kMap: reports what is wrong with the whole though each part is right; parts may be missing or invalid.
  void (*rule)(const Setting&, DiagnosticSink&) = nullptr;

  // Of kMap, for `check_options`: each says what is wrong with the options together, or nothing.
  std::vector<std::string (*)(const OptionValues&)> contradictions = {};

  bool needs_future = false;  // of an alternative: all requests must be known in advance

  std::string noun = {};       // of kOneOf: what messages call an alternative, e.g. "distribution"
  std::string shorthand = {};  // of kOneOf: the alternative a bare scalar stands for
  std::string selector = {};   // of kOneOf: a map with this key names the alternative by it: {selector: NAME, ...}
  std::string otherwise = {};  // of kOneOf: the alternative of maps that name none

  const GrammarNode* child(std::string_view name) const;  // null when absent
  std::vector<std::string> child_names() const;
};

// The list `strategies:`, made from what the catalogue offers.
GrammarNode strategies_grammar(const StrategyCatalogue& catalogue);

// The list `timeline:`.
GrammarNode timeline_grammar();

// The whole scenario. The catalogue must be well-formed: names unique, defaults and bounds valid.
GrammarNode scenario_grammar(const StrategyCatalogue& catalogue);

}  // namespace stampede
