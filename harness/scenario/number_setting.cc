#include "harness/scenario/number_setting.h"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/scenario/alternative.h"
#include "harness/scenario/decoder.h"
#include "harness/scenario/describe.h"
#include "harness/scenario/setting.h"
#include "harness/scenario/setting_path.h"
#include "harness/scenario/text_forms.h"
#include "harness/scenario/wording.h"

namespace stampede {
namespace {

using Kind = NumberScale::Kind;
using Steps = std::span<const PathStep>;

constexpr std::int64_t kBillion = 1'000'000'000;

// Numbers and factors are as exact as the number of a rate, and written like it.
Parsed<std::int64_t> parse_billionths(std::string_view text) {
  if (text == "0") return std::int64_t{0};
  const Parsed<Rate> rate = parse_rate(std::string(text) + "/s");
  if (!rate.ok())
    return Reason{in_quotes(text) + " is not a number from 0.000000001 to 1000000000 with at most nine decimals"};
  return rate.value().billionths;
}

std::string format_billionths(std::int64_t billionths) {
  if (billionths == 0) return "0";
  std::string text = format_rate({billionths, kSecond});
  text.resize(text.size() - std::string_view("/s").size());
  return text;
}

Parsed<std::int64_t> parse_factor_number(std::string_view text) {
  if (text == "recorded") return kBillion;
  if (!text.starts_with('x')) return Reason{in_quotes(text) + " is not a factor, e.g. 'x10'"};
  return parse_billionths(text.substr(1));
}

Parsed<std::int64_t> parse_rate_per(std::string_view text, Duration per) {
  const Parsed<Rate> rate = parse_rate(text);
  if (!rate.ok()) return Reason{rate.reason()};
  const Int128 billionths = static_cast<Int128>(rate.value().billionths) * per / rate.value().per;
  if (billionths < 1 || billionths > INT64_MAX) return Reason{in_quotes(text) + " is out of range for this rate"};
  return static_cast<std::int64_t>(billionths);
}

// What kind of number a scalar is; nothing for flags, choices and texts.
std::optional<NumberScale> scale_of(const GrammarNode& node, std::string_view text) {
  switch (node.option.type) {
    case OptionType::kDuration:
    case OptionType::kDurationOrNone:
      return NumberScale{Kind::kDuration};
    case OptionType::kCount:
    case OptionType::kCountOrUnlimited:
      return NumberScale{Kind::kCount};
    case OptionType::kSize:
      return NumberScale{Kind::kSize};
    case OptionType::kShare:
      return NumberScale{Kind::kShare};
    case OptionType::kNumber:
    case OptionType::kDecimal:
      return NumberScale{Kind::kNumber};
    case OptionType::kRate:
      return NumberScale{Kind::kRate, parse_rate(text).value().per};
    case OptionType::kFlag:
    case OptionType::kChoice:
      return std::nullopt;
    case OptionType::kText:
      break;
  }
  if (node.form == &kCapacityForm) return NumberScale{text.ends_with('B') ? Kind::kSize : Kind::kCount};
  if (node.form != &kPaceForm && node.form != &kSpeedForm) return std::nullopt;
  if (text.find('/') == std::string_view::npos) return NumberScale{Kind::kFactor};
  return NumberScale{Kind::kRate, parse_rate(text).value().per};
}

// At most one event a nanosecond can be written.
std::int64_t largest_rate(Duration per) {
  return static_cast<std::int64_t>(std::min<Int128>(static_cast<Int128>(per) * kBillion, INT64_MAX));
}

Parsed<NumberSetting> number_of(const Setting& setting, const std::string& path) {
  const std::optional<NumberScale> scale =
      setting.grammar->kind == NodeKind::kScalar ? scale_of(*setting.grammar, setting.text) : std::nullopt;
  if (!scale) return Reason{in_quotes(path) + " is " + type_text(*setting.grammar) + ", not a number"};
  if (setting.text == "none" || setting.text == "unlimited") {
    return Reason{in_quotes(path) + " is '" + setting.text + "', which is no number to start from"};
  }
  const Parsed<std::int64_t> value = scale->parse(setting.text);
  if (!value.ok()) return Reason{in_quotes(path) + " cannot be varied in steps: " + value.reason()};
  NumberSetting number{.scale = *scale, .value = value.value()};
  number.min = scale->kind == Kind::kRate || scale->kind == Kind::kFactor || setting.grammar->form != nullptr ? 1 : 0;
  if (scale->kind == Kind::kRate) number.max = largest_rate(scale->per);
  if (scale->kind == Kind::kFactor) number.max = kBillion * kBillion;
  // Bounds beyond the steps that there are bound nothing.
  const OptionSpec& option = setting.grammar->option;
  const Parsed<std::int64_t> min = scale->parse(option.min);
  const Parsed<std::int64_t> max = scale->parse(option.max);
  if (min.ok()) number.min = min.value();
  if (max.ok()) number.max = std::min(number.max, max.value());
  return number;
}

// Follows the path through the effective scenario.
class Walk {
 public:
  explicit Walk(std::string_view whole) : whole_(whole) {}

  Parsed<NumberSetting> from(const Setting& setting, Steps steps, const std::string& path) {
    const GrammarNode& grammar = *setting.grammar;
    if (grammar.kind == NodeKind::kOneOf) return through_alternative(setting, steps, path);
    if (steps.empty()) return number_of(setting, path);
    const bool is_list = grammar.kind == NodeKind::kList;
    if (steps.front().in_brackets && !is_list) return Reason{in_quotes(path) + " is not a list"};
    if (is_list && !steps.front().in_brackets) {
      return Reason{in_quotes(path) + " is a list: choose an entry, e.g. '" + path + "[0]'"};
    }
    if (grammar.kind == NodeKind::kMap) return into_map(setting, steps, path);
    if (is_list) return into_list(setting, steps, path);
    return Reason{in_quotes(path) + " is a single value: it has no " + in_quotes(steps.front().text)};
  }

 private:
  // An alternative may be named, or left out where its content alone is written.
  Parsed<NumberSetting> through_alternative(const Setting& setting, Steps steps, const std::string& path) {
    const GrammarNode& grammar = *setting.grammar;
    const std::string& chosen = setting.alternative;
    const bool named = !steps.empty() && named_alternative(grammar, steps.front().text) != nullptr;
    if (named && steps.front().text == chosen) {
      return from(setting.content(), steps.subspan(1), path_to(path, chosen));
    }
    if (named) return unused(path + " is '" + chosen + "'");
    if (!steps.empty() || chosen == grammar.shorthand) return from(setting.content(), steps, path);
    return Reason{in_quotes(path) + " is a map, not a number"};
  }

  Parsed<NumberSetting> into_map(const Setting& setting, Steps steps, const std::string& path) {
    const std::string& key = steps.front().text;
    const Setting* child = setting.find(key);
    const std::string here = path_to(path, key);
    if (child != nullptr) return from(*child, steps.subspan(1), here);
    if (setting.grammar->child(key) != nullptr) return unused(here + " is not set");
    return Reason{"unknown key " + in_quotes(key) + " in " + subject(path) + known_keys_hint(*setting.grammar, key)};
  }

  Parsed<NumberSetting> into_list(const Setting& setting, Steps steps, const std::string& path) {
    const std::string& wanted = steps.front().text;
    const Parsed<std::int64_t> index = parse_count(wanted);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < setting.children.size(); ++i) {
      const Setting& entry = setting.children[i];
      names.push_back(name_of(entry));
      if (index.ok() ? index.value() != static_cast<std::int64_t>(i) : names.back() != wanted) continue;
      return from(entry, steps.subspan(1), path + "[" + wanted + "]");
    }
    if (!index.ok())
      return Reason{in_quotes(path) + " has no entry named " + in_quotes(wanted) + did_you_mean(wanted, names)};
    return Reason{in_quotes(path) + " has " + std::to_string(names.size()) +
                  (names.size() == 1 ? " entry" : " entries") + ", counted from 0: there is no " + in_quotes(wanted)};
  }

  // Entries of the effective scenario say their names.
  static std::string name_of(const Setting& entry) {
    const Setting& content = entry.grammar->kind == NodeKind::kOneOf ? entry.content() : entry;
    const Setting* name = content.find("name");
    return name == nullptr ? "" : name->text;
  }

  Reason unused(const std::string& because) const {
    return {"the scenario has no value at " + in_quotes(whole_) + ": " + because};
  }

  std::string_view whole_;
};

}  // namespace

Parsed<std::int64_t> NumberScale::parse(std::string_view text) const {
  switch (kind) {
    case Kind::kDuration:
      return parse_duration(text);
    case Kind::kCount:
      return parse_count(text);
    case Kind::kSize:
      return parse_size(text);
    case Kind::kShare: {
      const Parsed<Share> share = parse_share(text);
      if (!share.ok()) return Reason{share.reason()};
      return share.value().ppb;
    }
    case Kind::kRate:
      return parse_rate_per(text, per);
    case Kind::kNumber:
      return parse_billionths(text);
    case Kind::kFactor:
      return parse_factor_number(text);
  }
  STAMPEDE_CHECK(false);
}

std::string NumberScale::format(std::int64_t steps) const {
  switch (kind) {
    case Kind::kDuration:
      return format_duration(steps);
    case Kind::kCount:
      return format_count(steps);
    case Kind::kSize:
      return format_size(steps);
    case Kind::kShare:
      return format_share({steps});
    case Kind::kRate:
      return format_rate({steps, per});
    case Kind::kNumber:
      return format_billionths(steps);
    case Kind::kFactor:
      return std::string("x") + format_billionths(steps);
  }
  STAMPEDE_CHECK(false);
}

Parsed<NumberSetting> number_at(const Scenario& scenario, const StrategyCatalogue& catalogue, std::string_view path) {
  const std::optional<std::vector<PathStep>> steps = split_path(path);
  if (!steps) return Reason{in_quotes(path) + " is not a path, e.g. 'cache.ttl' or 'strategies[xfetch].beta'"};
  const GrammarNode grammar = scenario_grammar(catalogue);
  const SourceText source = SourceText::argument("effective scenario", scenario.effective);
  DiagnosticSink sink;
  const std::optional<YamlNode> yaml = read_yaml(source, sink);
  STAMPEDE_CHECK(yaml.has_value());
  const Setting root = decode(grammar, *yaml, sink);
  STAMPEDE_CHECK(sink.empty());
  return Walk(path).from(root, *steps, "");
}

}  // namespace stampede
