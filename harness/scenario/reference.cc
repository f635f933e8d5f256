#include "harness/scenario/reference.h"

#include <algorithm>
#include <string_view>

#include "harness/scenario/describe.h"

namespace stampede {
namespace {

constexpr std::size_t kCommentColumn = 44;

constexpr std::string_view kHeader =
    "# yaml-language-server: $schema=scenario.schema.json\n"
    "# Every setting of a scenario with its default. What is marked 'must be given' has none: the value is an "
    "example.\n"
    "# Commented lines are alternatives, or settings that this version does not have yet.\n\n";

std::string comment_of(const GrammarNode& node) {
  std::string text = node.help;
  const std::string range = node.kind == NodeKind::kScalar ? range_text(node.option) : "";
  if (!range.empty()) text += "; " + range;
  for (const std::string& value : node.unavailable_values) text += " (" + value + ": not available yet)";
  if (!node.available) return text + "; not available yet";
  if (!node.inherits.empty()) return text + "; default: that of " + node.inherits;
  return node.presence == Presence::kRequired ? text + "; must be given" : text;
}

class ReferenceWriter {
 public:
  std::string take() { return std::move(text_); }

  void write_members(const GrammarNode& map, std::size_t indent, bool commented) {
    for (const GrammarNode& child : map.children) {
      const bool first_group = map.either.empty() || !in_later_group(map, child.name);
      write(child, indent, commented || !first_group || !child.available || !child.inherits.empty());
      if (indent == 0 && child.kind != NodeKind::kScalar) text_ += "\n";
    }
  }

 private:
  static bool in_later_group(const GrammarNode& map, const std::string& key) {
    return std::any_of(map.either.begin() + 1, map.either.end(), [&](const std::vector<std::string>& group) {
      return std::find(group.begin(), group.end(), key) != group.end();
    });
  }

  void line(std::size_t indent, bool commented, std::string content, const std::string& comment) {
    std::string text(indent, ' ');
    text += (commented ? "# " : "") + std::move(content);
    if (!comment.empty()) {
      text.resize(std::max(text.size() + 1, kCommentColumn), ' ');
      text += "# " + comment;
    }
    text_ += text + "\n";
  }

  void write(const GrammarNode& node, std::size_t indent, bool commented) {
    if (node.kind == NodeKind::kMap && node.presence == Presence::kDefaulted && node.default_text != "{}") {
      line(indent, commented, node.name + ": " + node.default_text, comment_of(node));
      write_members(node, indent + 2, true);
    } else if (node.kind == NodeKind::kMap && node.available && !node.children.empty()) {
      line(indent, commented, node.name + ":", comment_of(node));
      write_members(node, indent + 2, commented);
    } else if (node.kind == NodeKind::kList && node.children.front().kind == NodeKind::kOneOf) {
      line(indent, commented, node.name + ":", comment_of(node));
      write_entries(node.children.front(), indent + 2);
    } else if (node.kind == NodeKind::kList && node.children.front().kind == NodeKind::kMap) {
      line(indent, commented, node.name + ": " + example_text(node), comment_of(node));
      write_members(node.children.front(), indent + 2, true);
    } else if (node.kind == NodeKind::kList && node.presence == Presence::kDefaulted) {
      line(indent, commented, node.name + ": " + node.default_text, comment_of(node));
      line(indent + 2, true, example_text(node), "");
    } else {
      const std::string value = node.inherits.empty() ? example_text(node) : "";
      line(indent, commented, node.name + ": " + (value == "{}" && !node.available ? "" : value), comment_of(node));
      if (node.kind == NodeKind::kOneOf) write_alternatives(node, indent + 2);
    }
  }

  void write_alternatives(const GrammarNode& one_of, std::size_t indent) {
    for (const GrammarNode& alternative : one_of.children) {
      if (alternative.kind != NodeKind::kMap) {
        line(indent, true, "{" + alternative.name + ": " + example_text(alternative) + "}", alternative.help);
        continue;
      }
      for (std::size_t i = 0; i < std::max<std::size_t>(1, alternative.either.size()); ++i) {
        const auto* group = alternative.either.empty() ? nullptr : &alternative.either[i];
        const std::string members = members_text(alternative, group);
        const bool bare = alternative.name == one_of.otherwise;
        line(indent, true, bare ? members : "{" + alternative.name + ": " + members + "}", alternative.help);
      }
    }
  }

  void write_entries(const GrammarNode& entry, std::size_t indent) {
    for (const GrammarNode& alternative : entry.children) {
      line(indent, true, alternative.help, "");
      const bool named = alternative.name == entry.otherwise;
      const std::string options = members_text(alternative, nullptr);
      line(indent, false, "- " + (named ? options : alternative.name + ": " + options), "");
      for (const GrammarNode& child : alternative.children) {
        const bool is_axis = child.kind == NodeKind::kOneOf;
        if (is_axis || named) line(indent + 2, true, child.name + ": " + example_text(child), comment_of(child));
        if (is_axis) write_alternatives(child, indent + 4);
      }
    }
  }

  std::string text_;
};

}  // namespace

std::string reference_scenario(const GrammarNode& scenario) {
  ReferenceWriter writer;
  writer.write_members(scenario, 0, false);
  return std::string(kHeader) + writer.take();
}

}  // namespace stampede
