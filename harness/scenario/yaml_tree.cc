#include "harness/scenario/yaml_tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "harness/base/quote.h"

namespace stampede {
namespace {

constexpr std::size_t kLongestYamlKey = 1024;  // of the library's scanner, and of the YAML specification

// Thrown when what follows in the text would only be misunderstood.
struct Abandoned {};

// The library takes the end of the text for a missing closing quote.
bool is_terminated(std::string_view scalar) {
  const char quote = scalar.empty() ? ' ' : scalar[0];
  if (quote != '"' && quote != '\'') return true;
  for (std::size_t at = 1; at < scalar.size(); ++at) {
    if (quote == '"' && scalar[at] == '\\') {
      ++at;
    } else if (scalar[at] == quote) {
      if (quote == '"' || at + 1 == scalar.size() || scalar[at + 1] != quote) return true;
      ++at;
    }
  }
  return false;
}

// Builds the tree from the parser's events. The library's own node tree would merge aliases, keep duplicate keys and
// forget positions.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(const SourceText& source, DiagnosticSink& sink) : source_(source), sink_(sink) {}

  // REQUIRES: the parser came to the end of the document.
  std::optional<YamlNode> take_root() {
    for (ShapeError& error : shape_errors_) sink_.error(error.position, std::move(error.message));
    return std::move(root_);
  }
  bool saw_null_root() const { return null_root_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_properties(mark, "", anchor);
    if (open_.empty()) {
      null_root_ = true;
    } else if (expects_key()) {
      shape_errors_.push_back({at(mark), "a key is missing here"});
      open_.back().key = Key{"", at(mark), true};
    } else if (open_.back().node.kind == YamlNode::Kind::kMap) {
      const Key& key = *open_.back().key;
      if (!key.dropped) sink_.error(key.position, in_quotes(key.text) + " has no value");
      add(node_at(mark, YamlNode::Kind::kRefused));
    } else {
      sink_.error(at(mark), "empty entry in a list");
    }
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    sink_.error(at(mark), "aliases ('*') are not allowed here: write the value out");
    if (expects_key()) {
      open_.back().key = Key{"", at(mark), true};
    } else if (!open_.empty()) {
      add(node_at(mark, YamlNode::Kind::kRefused));
    }
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_properties(mark, tag, anchor);
    if (!is_terminated(source_.from(at(mark)))) {
      sink_.error(at(mark), "this quote is never closed");
      throw Abandoned{};
    }
    if (expects_key()) {
      start_entry(value, at(mark));
      return;
    }
    YamlNode node = node_at(mark, YamlNode::Kind::kScalar);
    node.text = value;
    node.quoted = tag == "!";
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    start(YamlNode::Kind::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { finish(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    start(YamlNode::Kind::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override { finish(); }

 private:
  struct Key {
    std::string text;
    Position position;
    bool dropped;  // already reported: its value is read and forgotten
  };
  // A map or list whose end has not come yet.
  struct Open {
    YamlNode node;
    std::optional<Key> key = {};                             // of a map: waits for its value
    std::map<std::string, Position, std::less<>> seen = {};  // of a map: the keys so far
    bool is_key = false;                                     // stands where a key should: a mistake, already reported
  };

  Position at(const YAML::Mark& mark) const { return {&source_, mark.line + 1, mark.column + 1}; }

  YamlNode node_at(const YAML::Mark& mark, YamlNode::Kind kind) const {
    YamlNode node;
    node.kind = kind;
    node.position = at(mark);
    return node;
  }

  bool expects_key() const {
    return !open_.empty() && open_.back().node.kind == YamlNode::Kind::kMap && !open_.back().key;
  }

  void check_properties(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) sink_.error(at(mark), "anchors ('&') are not allowed here");
    if (!tag.empty() && tag != "?" && tag != "!") sink_.error(at(mark), "tags ('!') are not allowed here");
  }

  void start_entry(const std::string& key, const Position& position) {
    const auto [first, is_new] = open_.back().seen.emplace(key, position);
    if (key == "<<") {
      sink_.error(position, "merge keys ('<<') are not allowed here: write the settings out");
    } else if (!is_new) {
      const std::string where =
          source_.has_lines() ? "; first given on line " + std::to_string(first->second.line) : "";
      sink_.error(position, "duplicate key " + in_quotes(key) + where);
    }
    open_.back().key = Key{key, position, key == "<<" || !is_new};
  }

  void start(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    check_properties(mark, tag, anchor);
    if (open_.size() >= static_cast<std::size_t>(kMaxYamlDepth)) {
      sink_.error(at(mark), "nested more than " + std::to_string(kMaxYamlDepth) + " levels deep");
      throw Abandoned{};
    }
    const bool is_key = expects_key();
    if (is_key) shape_errors_.push_back({at(mark), "a key must be a word, not a map or a list"});
    open_.push_back({.node = node_at(mark, kind), .is_key = is_key});
  }

  void finish() {
    Open done = std::move(open_.back());
    open_.pop_back();
    if (done.is_key) {
      open_.back().key = Key{"", done.node.position, true};
    } else {
      add(std::move(done.node));
    }
  }

  void add(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::kList) {
      parent.node.items.push_back(std::move(node));
      return;
    }
    if (!parent.key->dropped) {
      parent.node.entries.push_back({std::move(parent.key->text), parent.key->position, std::move(node)});
    }
    parent.key.reset();
  }

  // Held back: in text that turns out to be no YAML, the parser sees keys where there are none.
  struct ShapeError {
    Position position;
    std::string message;
  };

  const SourceText& source_;
  DiagnosticSink& sink_;
  std::vector<ShapeError> shape_errors_;
  std::vector<Open> open_;
  std::optional<YamlNode> root_;
  bool null_root_ = false;
};

// Only tells where a second document starts.
class NothingMore : public YAML::EventHandler {
 public:
  std::optional<YAML::Mark> found;

  void OnDocumentStart(const YAML::Mark& mark) override { found = mark; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

void refuse_second_document(YAML::Parser& parser, const SourceText& source, DiagnosticSink& sink) {
  NothingMore rest;
  try {
    parser.HandleNextDocument(rest);
  } catch (const YAML::Exception& exception) {
    if (!rest.found) rest.found = exception.mark;
  }
  if (!rest.found) return;
  const Position position{&source, rest.found->line + 1, rest.found->column + 1};
  const std::string_view line = source.line(position.line);
  sink.error(position, line.starts_with("---") || line.starts_with("%") || line.starts_with("...")
                           ? "a second document starts here; only one is allowed"
                           : "text after the end of the document");
}

void report_syntax(const YAML::Exception& exception, const SourceText& source, DiagnosticSink& sink) {
  const Position position{&source, std::max(exception.mark.line, 0) + 1, std::max(exception.mark.column, 0) + 1};
  const std::string_view line = source.line(position.line);
  const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
  if (line.substr(indent).starts_with('\t')) {
    sink.error(position, "not valid YAML: lines are indented with spaces, not with tabs");
  } else if (exception.msg == YAML::ErrorMsg::UNKNOWN_ANCHOR) {
    sink.error(position, "aliases ('*') are not allowed here: write the value out");
  } else if (exception.msg == YAML::ErrorMsg::MAP_VALUE && line.size() > kLongestYamlKey) {
    sink.error(position, "a key is longer than " + std::to_string(kLongestYamlKey) + " characters");
  } else {
    sink.error(position, "not valid YAML: " + without_control_characters(exception.msg));
  }
}

template <typename Node>
auto* find_in(Node& node, std::string_view key) {
  for (auto& entry : node.entries) {
    if (entry.key == key) return &entry.value;
  }
  return static_cast<decltype(&node.entries.front().value)>(nullptr);
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  return find_in(*this, key);
}
YamlNode* YamlNode::find(std::string_view key) {
  return find_in(*this, key);
}

std::optional<YamlNode> read_yaml(const SourceText& source, DiagnosticSink& sink) {
  if (!check_is_text(source, sink)) return std::nullopt;
  std::istringstream stream(source.text());
  TreeBuilder builder(source, sink);
  try {
    YAML::Parser parser(stream);
    const bool found = parser.HandleNextDocument(builder);
    if (!found || builder.saw_null_root()) {
      sink.error({&source, 1, 1}, "nothing here but comments and blanks");
      return std::nullopt;
    }
    refuse_second_document(parser, source, sink);
  } catch (const Abandoned&) {
    return std::nullopt;
  } catch (const YAML::Exception& exception) {
    report_syntax(exception, source, sink);
    return std::nullopt;
  } catch (const std::exception& exception) {
    sink.error({&source, 1, 1}, std::string("not valid YAML: ") + exception.what());
    return std::nullopt;
  }
  return builder.take_root();
}

}  // namespace stampede
