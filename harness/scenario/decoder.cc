#include "harness/scenario/decoder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/option_text.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/scenario/alternative.h"
#include "harness/scenario/wording.h"

namespace stampede {
namespace {

YamlNode empty_map(const Position& position) {
  YamlNode map;
  map.kind = YamlNode::Kind::kMap;
  map.position = position;
  return map;
}

class Decoder {
 public:
  explicit Decoder(DiagnosticSink& sink) : sink_(sink) {}

  Setting decode_root(const GrammarNode& grammar, const YamlNode& yaml) {
    if (yaml.kind != YamlNode::Kind::kMap) {
      return wrong_kind(grammar, yaml, "", "a map of settings, 'key: value'");
    }
    Setting root = begin(grammar, yaml.position);
    root_ = &root;
    decode_members(root, yaml, "", "");
    return root;
  }

 private:
  static Setting begin(const GrammarNode& grammar, const Position& position) {
    return {.grammar = &grammar, .position = position, .given = true};
  }

  Setting refused(const GrammarNode& grammar, const Position& position, std::string message) {
    sink_.error(position, std::move(message));
    return invalid(grammar, position);
  }

  static Setting invalid(const GrammarNode& grammar, const Position& position) {
    Setting setting = begin(grammar, position);
    setting.valid = false;
    return setting;
  }

  Setting wrong_kind(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path,
                     const std::string& wanted) {
    return refused(grammar, yaml.position,
                   subject(path) + " must be " + wanted + ", not " + std::string(kind_name(yaml.kind)));
  }

  Setting decode_node(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path) {
    if (yaml.kind == YamlNode::Kind::kRefused) return invalid(grammar, yaml.position);
    switch (grammar.kind) {
      case NodeKind::kScalar:
        return decode_scalar(grammar, yaml, path);
      case NodeKind::kMap:
        return decode_map(grammar, yaml, path, "");
      case NodeKind::kOneOf:
        return decode_one_of(grammar, yaml, path);
      case NodeKind::kList:
        return decode_list(grammar, yaml, path);
    }
    STAMPEDE_CHECK(false);
  }

  Setting decode_scalar(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path) {
    const OptionType type = grammar.option.type;
    if (yaml.kind == YamlNode::Kind::kMap && type == OptionType::kText) {  // "a: b" becomes one without its quotes
      return refused(grammar, yaml.position, subject(path) + " must be a text, not a map: put it in quotes");
    }
    if (yaml.kind != YamlNode::Kind::kScalar) return wrong_kind(grammar, yaml, path, "a single value");
    const bool plain_only = type == OptionType::kCount || type == OptionType::kCountOrUnlimited ||
                            type == OptionType::kNumber || type == OptionType::kDecimal || type == OptionType::kFlag;
    if (yaml.quoted && plain_only && yaml.text != "unlimited")
      return refused(grammar, yaml.position, in_quotes(path) + " must not be in quotes");
    std::string text = yaml.text;
    if (grammar.form != nullptr) {
      const Parsed<std::string> canonical = grammar.form->canonical(text);
      if (!canonical.ok()) return refused(grammar, yaml.position, in_quotes(path) + ": " + canonical.reason());
      text = canonical.value();
    }
    const Parsed<OptionValue> value = parse_option(grammar.option, text);
    if (!value.ok()) return refused(grammar, yaml.position, in_quotes(path) + ": " + value.reason());
    Setting setting = begin(grammar, yaml.position);
    setting.value = value.value();
    setting.text = format_option(grammar.option, setting.value);
    if (contains(grammar.unavailable_values, setting.text)) {
      return refused(grammar, yaml.position,
                     "'" + path + ": " + setting.text + "' is not available yet in this version");
    }
    return setting;
  }

  // `selector` is a key that has been dealt with already, or "".
  Setting decode_map(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path,
                     const std::string& selector) {
    if (yaml.kind != YamlNode::Kind::kMap) return wrong_kind(grammar, yaml, path, "a map, 'key: value'");
    Setting map = begin(grammar, yaml.position);
    decode_members(map, yaml, path, selector);
    return map;
  }

  void decode_members(Setting& map, const YamlNode& yaml, const std::string& path, const std::string& selector) {
    const GrammarNode& grammar = *map.grammar;
    refuse_unknown_keys(grammar, yaml, path, selector);
    const std::vector<std::string> unused = choose_group(grammar, yaml, path);
    for (const GrammarNode& child : grammar.children) {
      if (contains(unused, child.name)) continue;
      if (const YamlNode* value = yaml.find(child.name)) {
        if (child.available) map.children.push_back(decode_node(child, *value, path_to(path, child.name)));
      } else {
        add_absent(map, child, path);
      }
    }
    if (grammar.rule != nullptr) grammar.rule(map, sink_);
  }

  void refuse_unknown_keys(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path,
                           const std::string& selector) {
    for (const YamlEntry& entry : yaml.entries) {
      const GrammarNode* child = grammar.child(entry.key);
      if (child != nullptr && !child->available) {
        const std::string full = path_to(path, entry.key);
        sink_.error(entry.key_position, in_quotes(full) + " is not available yet in this version");
      } else if (child == nullptr && entry.key != selector) {
        refuse_unknown_key(grammar, entry, path);
      }
    }
  }

  void refuse_unknown_key(const GrammarNode& grammar, const YamlEntry& entry, const std::string& path) {
    sink_.error(entry.key_position, "unknown key " + in_quotes(entry.key) +
                                        (path.empty() ? "" : " in " + in_quotes(path)) +
                                        known_keys_hint(grammar, entry.key));
  }

  // Reports keys of more than one group, and no group where one is needed. Returns the keys not in use.
  std::vector<std::string> choose_group(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path) {
    const std::vector<std::string>* chosen = nullptr;
    std::string chosen_key;
    for (const YamlEntry& entry : yaml.entries) {
      for (const std::vector<std::string>& group : grammar.either) {
        if (!contains(group, entry.key)) continue;
        if (chosen == nullptr) {
          chosen = &group;
          chosen_key = entry.key;
        } else if (chosen != &group) {
          sink_.error(entry.key_position, in_quotes(path_to(path, entry.key)) + " contradicts " +
                                              in_quotes(chosen_key) + ": give one or the other");
        }
      }
    }
    if (chosen == nullptr && !grammar.either.empty()) {
      sink_.error(yaml.position, in_quotes(path) + " needs either " + groups_text(grammar));
    }
    std::vector<std::string> unused;
    for (const std::vector<std::string>& group : grammar.either) {
      if (&group != chosen) unused.insert(unused.end(), group.begin(), group.end());
    }
    return unused;
  }

  void add_absent(Setting& map, const GrammarNode& child, const std::string& path) {
    if (child.presence == Presence::kOptional) return;
    if (child.presence == Presence::kRequired) {
      sink_.error(map.position, subject(path) + " needs '" + child.name + "' (" + child.help + ")");
      return;
    }
    if (child.inherits.empty()) {
      map.children.push_back(defaulted(child));
      mark_as_default(map.children.back(), map.position);
    } else if (const Setting* source = find_inherited(map, child.inherits)) {  // else: wrong itself, and reported
      map.children.push_back(Setting(*source));
      map.children.back().grammar = &child;
      map.children.back().given = false;
    }
  }

  static Setting defaulted(const GrammarNode& grammar) {
    const SourceText source = SourceText::argument("a default", grammar.default_text);
    DiagnosticSink nothing;
    const std::optional<YamlNode> yaml = read_yaml(source, nothing);
    STAMPEDE_CHECK(yaml.has_value());
    Setting setting = Decoder(nothing).decode_node(grammar, *yaml, grammar.name);
    STAMPEDE_CHECK(nothing.empty());
    return setting;
  }

  // `path` leads from the root; a single name is a neighbour in `map`.
  const Setting* find_inherited(const Setting& map, std::string_view path) const {
    const Setting* setting = path.find('.') == std::string_view::npos ? &map : root_;
    while (setting != nullptr && !path.empty()) {
      const std::size_t dot = std::min(path.find('.'), path.size());
      setting = setting->find(path.substr(0, dot));
      path.remove_prefix(std::min(dot + 1, path.size()));
    }
    return setting;
  }

  static void mark_as_default(Setting& setting, const Position& position) {
    setting.position = position;
    setting.given = false;
    for (Setting& child : setting.children) mark_as_default(child, position);
  }

  Setting decode_list(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path) {
    if (yaml.kind != YamlNode::Kind::kList) return wrong_kind(grammar, yaml, path, "a list, '- ...' or '[...]'");
    Setting list = begin(grammar, yaml.position);
    for (const YamlNode& item : yaml.items) {
      const std::string item_path = path + "[" + std::to_string(list.children.size()) + "]";
      list.children.push_back(decode_node(grammar.children.front(), item, item_path));
    }
    return list;
  }

  Setting decode_one_of(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path) {
    const auto [spelling, chosen] = recognise(grammar, yaml);
    Setting setting = begin(grammar, yaml.position);
    switch (spelling) {
      case Spelling::kUnknown:
        return refuse_alternative(grammar, yaml, path);
      case Spelling::kShorthand:
        setting.children.push_back(decode_node(*chosen, yaml, path));
        break;
      case Spelling::kBare:
        setting.children.push_back(decode_map(*chosen, empty_map(yaml.position), path_to(path, yaml.text), ""));
        break;
      case Spelling::kWrapped:
        refuse_neighbours(grammar, yaml, chosen->name, path);
        setting.children.push_back(decode_node(*chosen, *yaml.find(chosen->name), path_to(path, chosen->name)));
        break;
      case Spelling::kSelected:
      case Spelling::kOtherwise:
        setting.children.push_back(decode_map(*chosen, yaml, path, grammar.selector));
        break;
    }
    setting.alternative = chosen->name;
    setting.valid = setting.content().valid;
    return setting;
  }

  void refuse_neighbours(const GrammarNode& grammar, const YamlNode& yaml, const std::string& chosen,
                         const std::string& path) {
    for (const YamlEntry& entry : yaml.entries) {
      if (entry.key == chosen) continue;
      const std::string what = in_quotes(entry.key) + " in " + in_quotes(path);
      sink_.error(entry.key_position, named_alternative(grammar, entry.key) != nullptr
                                          ? what + " contradicts " + in_quotes(chosen) + ": give one or the other"
                                          : what + " must stand inside '" + chosen + ": {...}'");
    }
  }

  Setting refuse_alternative(const GrammarNode& grammar, const YamlNode& yaml, const std::string& path) {
    std::vector<std::string> names = grammar.child_names();
    std::erase(names, grammar.otherwise);
    const YamlNode* selected = grammar.selector.empty() ? nullptr : yaml.find(grammar.selector);
    const bool nameless = yaml.kind == YamlNode::Kind::kList ||
                          (selected == nullptr && yaml.kind == YamlNode::Kind::kMap && yaml.entries.empty());
    if (nameless) return refused(grammar, yaml.position, in_quotes(path) + " needs one of " + joined(names, " and "));
    std::string name = yaml.text;
    Position place = yaml.position;
    if (selected != nullptr) {
      name = selected->text;
      place = selected->position;
    } else if (yaml.kind == YamlNode::Kind::kMap) {
      name = yaml.entries[0].key;
      place = yaml.entries[0].key_position;
    }
    std::string hint = did_you_mean(name, names);
    if (hint.empty()) hint = "; known are " + joined(names, " and ");
    return refused(grammar, place, "unknown " + grammar.noun + " " + in_quotes(name) + " in " + in_quotes(path) + hint);
  }

  DiagnosticSink& sink_;
  const Setting* root_ = nullptr;
};

}  // namespace

Setting decode(const GrammarNode& grammar, const YamlNode& yaml, DiagnosticSink& sink) {
  return Decoder(sink).decode_root(grammar, yaml);
}

}  // namespace stampede
