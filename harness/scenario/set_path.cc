#include "harness/scenario/set_path.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/base/units.h"
#include "harness/scenario/alternative.h"
#include "harness/scenario/setting_path.h"
#include "harness/scenario/wording.h"

namespace stampede {
namespace {

// Walks the tree along the path and puts the value at its end.
class Setter {
 public:
  Setter(const Position& position, DiagnosticSink& sink) : position_(position), sink_(sink) {}

  void set(YamlNode& yaml, const GrammarNode* grammar, std::span<const PathStep> steps, const YamlNode& value,
           const std::string& path) {
    if (steps.empty()) {
      yaml = value;
    } else if (grammar == nullptr) {
      set_in_map(yaml, nullptr, steps, value, path);  // beyond a key that the decoder will refuse
    } else if (steps.front().in_brackets != (grammar->kind == NodeKind::kList)) {
      sink_.error(position_, steps.front().in_brackets ? in_quotes(path) + " is not a list" : needs_brackets(path));
    } else {
      set_in(yaml, *grammar, steps, value, path);
    }
  }

 private:
  static std::string needs_brackets(const std::string& path) {
    return in_quotes(path) + " is a list: choose an entry, e.g. '" + path + "[0]'";
  }

  void set_in(YamlNode& yaml, const GrammarNode& grammar, std::span<const PathStep> steps, const YamlNode& value,
              const std::string& path) {
    switch (grammar.kind) {
      case NodeKind::kScalar:
        sink_.error(position_, in_quotes(path) + " is a single value: it has no " + in_quotes(steps.front().text));
        break;
      case NodeKind::kMap:
        drop_other_groups(yaml, grammar, steps.front().text);
        set_in_map(yaml, &grammar, steps, value, path);
        break;
      case NodeKind::kOneOf:
        set_in_one_of(yaml, grammar, steps, value, path);
        break;
      case NodeKind::kList:
        set_in_list(yaml, grammar, steps, value, path);
        break;
    }
  }

  void become_map(YamlNode& yaml) const {
    if (yaml.kind == YamlNode::Kind::kMap) return;
    yaml = {};
    yaml.kind = YamlNode::Kind::kMap;
    yaml.position = position_;
  }

  void set_in_map(YamlNode& yaml, const GrammarNode* grammar, std::span<const PathStep> steps, const YamlNode& value,
                  const std::string& path) {
    const std::string& key = steps.front().text;
    become_map(yaml);
    YamlNode* child = yaml.find(key);
    if (child == nullptr) {
      YamlNode made;
      made.kind = YamlNode::Kind::kRefused;  // until something is put in; if not, the reason is reported here
      made.position = position_;
      yaml.entries.push_back({key, position_, std::move(made)});
      child = &yaml.entries.back().value;
    }
    set(*child, grammar == nullptr ? nullptr : grammar->child(key), steps.subspan(1), value, path_to(path, key));
  }

  // A key of one group takes the place of the keys of the others.
  static void drop_other_groups(YamlNode& yaml, const GrammarNode& grammar, const std::string& key) {
    const auto has = [](const std::vector<std::string>& group, const std::string& name) {
      return std::find(group.begin(), group.end(), name) != group.end();
    };
    for (const std::vector<std::string>& group : grammar.either) {
      const bool is_grouped = std::any_of(grammar.either.begin(), grammar.either.end(),
                                          [&](const std::vector<std::string>& other) { return has(other, key); });
      if (!is_grouped || has(group, key)) continue;
      std::erase_if(yaml.entries, [&](const YamlEntry& entry) { return has(group, entry.key); });
    }
  }

  void set_in_one_of(YamlNode& yaml, const GrammarNode& grammar, std::span<const PathStep> steps, const YamlNode& value,
                     const std::string& path) {
    const std::string& key = steps.front().text;
    const auto [spelling, present] = recognise(grammar, yaml);
    const bool in_place = spelling == Spelling::kSelected || spelling == Spelling::kOtherwise;
    if (in_place && (named_alternative(grammar, key) == nullptr)) {
      set_in_map(yaml, present, steps, value, path);
    } else if (present != nullptr && key != present->name && present->child(key) != nullptr) {
      wrap(yaml, spelling, present->name);
      set(*yaml.find(present->name), present, steps, value, path_to(path, present->name));
    } else {
      if (spelling != Spelling::kWrapped || present->name != key) yaml = {};
      set_in_map(yaml, &grammar, steps, value, path);
    }
  }

  // ALTERNATIVE -> {ALTERNATIVE: {}}
  void wrap(YamlNode& yaml, Spelling spelling, const std::string& name) const {
    if (spelling != Spelling::kBare) return;
    become_map(yaml);
    YamlNode content;
    content.kind = YamlNode::Kind::kMap;
    content.position = position_;
    yaml.entries.push_back({name, position_, std::move(content)});
  }

  void set_in_list(YamlNode& yaml, const GrammarNode& grammar, std::span<const PathStep> steps, const YamlNode& value,
                   const std::string& path) {
    const std::string& wanted = steps.front().text;
    const GrammarNode& element = grammar.children.front();
    const Parsed<std::int64_t> index = parse_count(wanted);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < yaml.items.size(); ++i) {
      names.push_back(name_of(yaml.items[i], element));
      if (index.ok() ? index.value() != static_cast<std::int64_t>(i) : names.back() != wanted) continue;
      set(yaml.items[i], &element, steps.subspan(1), value, path + "[" + wanted + "]");
      return;
    }
    const std::string size = std::to_string(names.size()) + (names.size() == 1 ? " entry" : " entries");
    sink_.error(position_,
                index.ok()
                    ? in_quotes(path) + " has " + size + ", counted from 0: there is no " + in_quotes(wanted)
                    : in_quotes(path) + " has no entry named " + in_quotes(wanted) + did_you_mean(wanted, names));
  }

  // What an entry is called: its `name`, else the alternative it chooses, else "".
  static std::string name_of(const YamlNode& item, const GrammarNode& element) {
    if (element.kind != NodeKind::kOneOf) return "";
    const auto [spelling, present] = recognise(element, item);
    if (present == nullptr) return "";
    const YamlNode* content = spelling == Spelling::kWrapped ? item.find(present->name) : &item;
    const YamlNode* name = content->kind == YamlNode::Kind::kMap ? content->find("name") : nullptr;
    if (name != nullptr) return name->text;
    return spelling == Spelling::kOtherwise ? "" : present->name;
  }

  Position position_;
  DiagnosticSink& sink_;
};

void place_at(YamlNode& node, const Position& position) {
  node.position = position;
  for (YamlNode& item : node.items) place_at(item, position);
  for (YamlEntry& entry : node.entries) {
    entry.key_position = position;
    place_at(entry.value, position);
  }
}

}  // namespace

void apply_setting(YamlNode& root, const GrammarNode& grammar, const SourceText& argument, DiagnosticSink& sink) {
  const Position position{&argument, 0, 0};
  const std::string& text = argument.text();
  const std::size_t equals = text.find('=');
  const std::optional<std::vector<PathStep>> steps = split_path(std::string_view(text).substr(0, equals));
  if (equals == std::string::npos || equals + 1 == text.size() || !steps) {
    sink.error(position, "not of the form PATH=VALUE, e.g. 'cache.ttl=30s' or 'strategies[xfetch].beta=2'");
    return;
  }
  const SourceText value_text = SourceText::argument(argument.name(), text.substr(equals + 1));
  DiagnosticSink value_sink;
  std::optional<YamlNode> value = read_yaml(value_text, value_sink);
  if (value && value_sink.empty()) {
    place_at(*value, position);
    Setter(position, sink).set(root, &grammar, *steps, *value, "");
    return;
  }
  for (Diagnostic& diagnostic : value_sink.take()) sink.error(position, std::move(diagnostic.message));
}

}  // namespace stampede
