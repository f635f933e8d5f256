#include "harness/engine/row_check.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "harness/base/option_check.h"
#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/scenario/strategy_catalogue.h"
#include "harness/scenario/text_forms.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {

namespace {

constexpr const char* kPreset = "strategy";
constexpr const char* kEviction = "eviction policy";

// What rows of all tables have in common.
struct AnyRow {
  std::string kind;  // the axis, `kPreset` or `kEviction`
  const std::string& name;
  const std::string& summary;
  const std::vector<OptionSpec>& options;
  bool made;  // not null: what makes the part

  std::string title() const { return kind + " " + in_quotes(name); }
};

template <typename Row>
void add_rows(std::vector<AnyRow>& all, const char* kind, const std::vector<Row>& rows) {
  for (const Row& row : rows) all.push_back({kind, row.name, row.summary, row.options, row.make != nullptr});
}

std::vector<AnyRow> rows_of(const Tables& tables) {
  std::vector<AnyRow> all;
  add_rows(all, "freshness", tables.strategies.freshness);
  add_rows(all, "guard", tables.strategies.guard);
  add_rows(all, "writes", tables.strategies.writes);
  add_rows(all, "fills", tables.strategies.fills);
  add_rows(all, "on_error", tables.strategies.on_error);
  add_rows(all, kPreset, tables.strategies.presets);
  add_rows(all, kEviction, tables.evictions);
  return all;
}

// Keys that an entry of `strategies:` has whatever its strategy is; as a name they would hide it.
std::set<std::string> reserved_names(const std::string& kind) {
  if (kind == kEviction) return {};
  return {"name", "preset", "ttl", "jitter", "ttl_from", "timeout", "cancel_abandoned", "late_result"};
}

// The scenario reader takes a default from YAML.
bool survives_yaml(const std::string& text) {
  const SourceText source = SourceText::argument("a default", text);
  DiagnosticSink sink;
  const std::optional<YamlNode> yaml = read_yaml(source, sink);
  return yaml && sink.empty() && yaml->kind == YamlNode::Kind::kScalar && yaml->text == text;
}

std::string mistake_in_option(const OptionSpec& option) {
  std::string mistake = option_mistake(option);
  if (mistake.empty() && !option.default_text.empty() && !survives_yaml(option.default_text)) {
    mistake = "its default " + in_quotes(option.default_text) + " would have to be quoted in YAML";
  }
  return mistake;
}

class RowCheck {
 public:
  RowCheck(const Tables& rows, std::span<const EarlierRows> earlier) : rows_(rows) {
    for (const EarlierRows& before : earlier) {
      for (const AnyRow& row : rows_of(before.rows)) add_known(row, before.owner);
    }
  }

  std::vector<std::string> run() {
    for (const AnyRow& row : rows_of(rows_)) {
      check(row);
      add_known(row, "");
    }
    for (const PresetRow& preset : rows_.strategies.presets) check_preset(preset);
    return std::move(mistakes_);
  }

 private:
  struct Known {
    std::string owner;  // "" for a row of the table that is being checked
    const std::vector<OptionSpec>* options;
  };

  void add_known(const AnyRow& row, const std::string& owner) {
    known_[row.kind].try_emplace(row.name, Known{owner, &row.options});
  }

  void report(const std::string& title, const std::string& what) { mistakes_.push_back(title + ": " + what); }

  void check(const AnyRow& row) {
    const Parsed<std::string> name = kNameForm.canonical(row.name);
    if (!name.ok()) report(row.kind, name.reason());
    check_free(row);
    if (!is_one_line(row.summary)) report(row.title(), "its summary must be one line of text");
    if (!row.made && row.kind != kPreset) report(row.title(), "it lacks the function that makes it ('make')");
    check_options(row.title(), row.options, reserved_names(row.kind));
  }

  void check_free(const AnyRow& row) {
    const auto taken = known_[row.kind].find(row.name);
    if (taken != known_[row.kind].end()) {
      const std::string& owner = taken->second.owner;
      report(row.title(), owner.empty() ? "it is there twice" : "the name is taken by " + owner);
    }
    const bool reserved = reserved_names(row.kind).contains(row.name) || axes_.contains(row.name);
    if (row.kind == kPreset && reserved) report(row.title(), "the name means something else in a scenario");
  }

  void check_options(const std::string& title, const std::vector<OptionSpec>& options,
                     const std::set<std::string>& reserved) {
    std::set<std::string> seen;
    for (const OptionSpec& option : options) {
      const std::string full = title + ": option " + in_quotes(option.name);
      const std::string mistake = mistake_in_option(option);
      if (!mistake.empty()) report(full, mistake);
      if (!seen.insert(option.name).second) report(full, "it is there twice");
      if (reserved.contains(option.name)) report(full, "the name means something else in a scenario");
    }
  }

  void check_preset(const PresetRow& preset) {
    const std::string title = std::string(kPreset) + " " + in_quotes(preset.name);
    if (preset.make != nullptr) {
      if (!preset.axes.empty()) report(title, "it is a strategy of its own ('make'), and has no axes");
      check_defaults(title, preset, preset.options);
      return;
    }
    if (!preset.options.empty()) report(title, "its options are those of its axes; only one with 'make' has its own");
    check_axes(title, preset);
    const std::vector<OptionSpec> options = options_of_axes(title, preset);
    check_defaults(title, preset, options);
  }

  void check_axes(const std::string& title, const PresetRow& preset) {
    for (const auto& [axis, value] : preset.axes) {
      if (!axes_.contains(axis)) {
        report(title, "there is no axis " + in_quotes(axis) + did_you_mean(axis, names_of(axes_)));
      } else if (!known_[axis].contains(value)) {
        report(title, axis + " has no value " + in_quotes(value) + did_you_mean(value, names_of(known_[axis])));
      }
    }
  }

  // Side by side, as a scenario names them; no two may have the same name.
  std::vector<OptionSpec> options_of_axes(const std::string& title, const PresetRow& preset) {
    std::vector<OptionSpec> all;
    std::map<std::string, std::string> axis_of;
    for (const auto& [axis, default_value] : axes_) {
      const auto chosen = preset.axes.find(axis);
      const auto value = known_[axis].find(chosen == preset.axes.end() ? default_value : chosen->second);
      if (value == known_[axis].end()) continue;
      for (const OptionSpec& option : *value->second.options) {
        const auto [other, is_new] = axis_of.try_emplace(option.name, axis);
        if (!is_new && other->second != axis) {
          report(title, "both " + other->second + " and " + axis + " have an option " + in_quotes(option.name));
        }
        all.push_back(option);
      }
    }
    return all;
  }

  void check_defaults(const std::string& title, const PresetRow& preset, const std::vector<OptionSpec>& options) {
    for (const auto& [name, text] : preset.defaults) {
      const auto option = std::ranges::find(options, name, &OptionSpec::name);
      if (option == options.end()) {
        report(title, "it has a default for " + in_quotes(name) + ", but no such option");
        continue;
      }
      OptionSpec changed = *option;
      changed.default_text = text;
      const std::string mistake = mistake_in_option(changed);
      // A mistake of the option's own has been told.
      if (!mistake.empty() && mistake_in_option(*option).empty())
        report(title + ": option " + in_quotes(name), mistake);
    }
  }

  template <typename Map>
  static std::vector<std::string> names_of(const Map& map) {
    std::vector<std::string> names;
    for (const auto& [name, unused] : map) names.push_back(name);
    return names;
  }

  static std::map<std::string, std::string> default_values() {
    std::map<std::string, std::string> values;
    for (const AxisInfo& axis : StrategyCatalogue().axes) values[axis.name] = axis.default_value;
    return values;
  }

  const Tables& rows_;
  const std::map<std::string, std::string> axes_ = default_values();
  std::map<std::string, std::map<std::string, Known>> known_;  // by kind and name
  std::vector<std::string> mistakes_;
};

}  // namespace

std::vector<std::string> row_mistakes(const Tables& rows, std::span<const EarlierRows> earlier) {
  return RowCheck(rows, earlier).run();
}

}  // namespace stampede
