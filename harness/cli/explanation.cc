#include "harness/cli/explanation.h"

#include <algorithm>
#include <string_view>

#include "harness/scenario/describe.h"
#include "harness/scenario/wording.h"

namespace stampede {

namespace {

// A label and its text, which may have several lines.
void field(std::ostream& out, std::string_view label, std::string_view text) {
  constexpr std::size_t kWidth = 12;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out << "  " << label << std::string(kWidth - label.size(), ' ') << text.substr(0, end) << "\n";
    label = "";
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string type_with_values(const GrammarNode& node) {
  if (node.kind != NodeKind::kScalar || node.option.choices.empty()) return type_text(node);
  return range_text(node.option);
}

std::string default_of(const GrammarNode& node) {
  if (!node.inherits.empty()) return "that of " + node.inherits;
  if (node.presence == Presence::kDefaulted) return node.default_text;
  return node.presence == Presence::kRequired ? "none: must be given" : "none: may be left out";
}

// One line of a list: how it is written, and what it is.
void item(std::ostream& out, const std::string& name, const std::string& text) {
  constexpr std::size_t kWidth = 24;
  out << "    " << name << std::string(name.size() < kWidth ? kWidth - name.size() : 1, ' ') << text << "\n";
}

void explain_children(std::ostream& out, const GrammarNode& node) {
  if (node.kind == NodeKind::kList) return explain_children(out, node.children.front());
  if (node.children.empty()) return;
  out << (node.kind == NodeKind::kMap ? "\n  settings\n" : "\n  alternatives\n");
  for (const GrammarNode& child : node.children) {
    if (child.name == node.otherwise) {
      item(out, "{name: NAME, ...}", child.help);
      continue;
    }
    std::string text = child.help + (child.available ? "" : " (not available yet)");
    if (node.kind == NodeKind::kMap && node.either.empty()) text += " (" + default_of(child) + ")";
    item(out, child.name, text);
  }
  const GrammarNode* otherwise = node.child(node.otherwise);
  if (otherwise != nullptr) explain_children(out, *otherwise);
}

void explain_axes(std::ostream& out, const PresetInfo& preset, const StrategyCatalogue& catalogue) {
  if (preset.whole) return;
  out << "\n  made of\n";
  for (const AxisInfo& axis : catalogue.axes) {
    const auto chosen = preset.axes.find(axis.name);
    const std::string& name = chosen == preset.axes.end() ? axis.default_value : chosen->second;
    const auto value = std::ranges::find_if(
        catalogue.values, [&](const AxisValueInfo& each) { return each.axis == axis.name && each.name == name; });
    item(out, axis.name + ": " + name, value->summary);
    std::string_view details = value->details;
    while (!details.empty()) {
      const std::size_t end = std::min(details.find('\n'), details.size());
      out << "        " << details.substr(0, end) << "\n";
      details.remove_prefix(std::min(end + 1, details.size()));
    }
  }
}

}  // namespace

const PresetInfo* preset_at(const GrammarPath& path, const StrategyCatalogue& catalogue) {
  // Root, list, one-of, preset: nothing else in the list of strategies has the name of a preset at that place.
  if (path.trail.size() != 4 || path.trail[1]->kind != NodeKind::kList || path.parent().selector.empty())
    return nullptr;
  const auto found = std::ranges::find(catalogue.presets, path.node().name, &PresetInfo::name);
  return found == catalogue.presets.end() ? nullptr : &*found;
}

void explain_path(std::ostream& out, const GrammarPath& path, const StrategyCatalogue& catalogue) {
  const GrammarNode& node = path.node();
  const bool is_alternative = path.parent().kind == NodeKind::kOneOf;
  out << path.text << ": " << node.help << "\n\n";
  field(out, "rule", node.details);
  field(out, "type", is_alternative ? "an alternative of '" + path.parent().noun + "'" : type_with_values(node));
  if (node.kind == NodeKind::kScalar) field(out, "units", units_text(node.option.type));
  if (node.kind == NodeKind::kScalar && node.option.choices.empty()) field(out, "range", range_text(node.option));
  if (!node.either.empty()) field(out, "needs", "either " + groups_text(node));
  if (!is_alternative) field(out, "default", default_of(node));
  field(out, "example", snippet(path, sample_of(node)));
  if (!path.is_available()) field(out, "note", "not available yet in this version");
  for (const std::string& value : node.unavailable_values) field(out, "note", value + " is not available yet");
  const PresetInfo* preset = preset_at(path, catalogue);
  if (preset != nullptr) explain_axes(out, *preset, catalogue);
  explain_children(out, node);
}

void explain_metric(std::ostream& out, const Metric& metric) {
  out << metric.name << ": " << metric.meaning << "\n\n";
  field(out, "unit", unit_name(metric.unit));
  field(out, "direction", direction_name(metric.direction));
  field(out, "definition", metric.definition);
  field(out, "null", "where there is nothing: a ratio over zero, a statistic of no values");
}

}  // namespace stampede
