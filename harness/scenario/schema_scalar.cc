#include "harness/scenario/schema_scalar.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/unit_patterns.h"
#include "harness/scenario/yaml_tree.h"

namespace stampede {
namespace {

struct Quantity {
  const char* name;
  std::string (*pattern)();
};

constexpr Quantity kDurationForm = {"duration", duration_pattern};
constexpr Quantity kSizeForm = {"size", size_pattern};
constexpr Quantity kRateForm = {"rate", rate_pattern};
constexpr Quantity kCountForm = {"count-as-text", count_as_text_pattern};
constexpr Quantity kNumberForm = {"number-as-text", number_as_text_pattern};
constexpr Quantity kShareForm = {"share", share_pattern};
constexpr Quantity kShareOfWholeForm = {"share-of-whole", share_of_whole_pattern};

std::string whole(const std::string& pattern) {
  return "^(" + pattern + ")$";
}

OrderedJson text_of(const std::string& pattern) {
  return {{"type", "string"}, {"pattern", whole(pattern)}};
}

OrderedJson word(const char* text) {
  return {{"const", text}};
}

// The text of a bound that is more than 0: every value within it has another digit than 0.
bool is_positive(const std::string& bound) {
  return bound.find_first_of("123456789") != std::string::npos;
}

std::string name_of(const Quantity& quantity, bool positive) {
  return (positive ? "positive-" : "") + std::string(quantity.name);
}

OrderedJson reference(const Quantity& quantity, const OptionSpec& option) {
  return {{"$ref", kDefinitions + name_of(quantity, is_positive(option.min) && quantity.name != kRateForm.name)}};
}

OrderedJson count_schema(const OptionSpec& option) {
  OrderedJson number = {{"type", "integer"}};
  const auto bound = [](const std::string& text, std::int64_t otherwise) {
    return text.empty() ? otherwise : parse_count(text).value();
  };
  number["minimum"] = bound(option.min, 0);
  number["maximum"] = bound(option.max, std::numeric_limits<std::int64_t>::max());
  return any_of({std::move(number), reference(kCountForm, option)});
}

OrderedJson number_schema(const OptionSpec& option) {
  OrderedJson number = {{"type", "number"}};
  number["minimum"] = option.min.empty() ? 0.0 : parse_number(option.min).value();
  if (!option.max.empty()) number["maximum"] = parse_number(option.max).value();
  return any_of({std::move(number), reference(kNumberForm, option)});
}

OrderedJson decimal_schema(const OptionSpec& option) {
  const auto billionths = [](const std::string& text) { return static_cast<double>(parse_decimal(text).value()); };
  OrderedJson number = {{"type", "number"}};
  number["minimum"] = option.min.empty() ? 0.0 : billionths(option.min) / 1e9;
  if (!option.max.empty()) number["maximum"] = billionths(option.max) / 1e9;
  return any_of({std::move(number), reference(kCountForm, option)});
}

OrderedJson choice_schema(const GrammarNode& scalar) {
  OrderedJson choices = OrderedJson::array();
  for (const std::string& choice : scalar.option.choices) {
    if (std::ranges::find(scalar.unavailable_values, choice) == scalar.unavailable_values.end()) {
      choices.push_back(choice);
    }
  }
  return {{"enum", std::move(choices)}};
}

OrderedJson flag_schema(const GrammarNode& scalar) {
  OrderedJson values = OrderedJson::array();
  for (const bool value : {false, true}) {
    if (std::ranges::find(scalar.unavailable_values, format_flag(value)) == scalar.unavailable_values.end()) {
      values.push_back(value);
    }
  }
  return values.size() == 2 ? OrderedJson{{"type", "boolean"}} : OrderedJson{{"enum", std::move(values)}};
}

// A text may look like a number or a flag: then YAML readers make one of it, and the form says whether that may be.
OrderedJson form_schema(const TextForm& form) {
  const auto admits = [&form](const char* text) { return form.canonical(text).ok(); };
  std::vector<OrderedJson> schemas = {text_of(form.pattern)};
  if (admits("1")) {
    OrderedJson number = {{"type", admits("1.5") ? "number" : "integer"}};
    if (!admits("-1")) number["minimum"] = admits("0") ? 0 : 1;
    schemas.push_back(std::move(number));
  }
  if (admits("true")) schemas.push_back({{"type", "boolean"}});
  return any_of(std::move(schemas));
}

OrderedJson text_schema(const GrammarNode& scalar) {
  if (scalar.form != nullptr) return form_schema(*scalar.form);
  return {{"type", {"string", "number", "boolean"}}};
}

OrderedJson json_of(const YamlNode& yaml) {
  OrderedJson json;
  switch (yaml.kind) {
    case YamlNode::Kind::kMap:
      json = OrderedJson::object();
      for (const YamlEntry& entry : yaml.entries) json[entry.key] = json_of(entry.value);
      return json;
    case YamlNode::Kind::kList:
      json = OrderedJson::array();
      for (const YamlNode& item : yaml.items) json.push_back(json_of(item));
      return json;
    case YamlNode::Kind::kScalar:
      // Plain decimals and flags mean the same in JSON as in YAML; everything else is text.
      json = yaml.quoted ? OrderedJson() : OrderedJson::parse(yaml.text, nullptr, false);
      return json.is_number() || json.is_boolean() ? json : OrderedJson(yaml.text);
    case YamlNode::Kind::kRefused:
      break;
  }
  STAMPEDE_CHECK(false);
}

}  // namespace

OrderedJson any_of(std::vector<OrderedJson> schemas) {
  if (schemas.size() == 1) return std::move(schemas.front());
  return {{"anyOf", std::move(schemas)}};
}

OrderedJson scalar_schema(const GrammarNode& scalar) {
  const OptionSpec& option = scalar.option;
  switch (option.type) {
    case OptionType::kDuration:
      return reference(kDurationForm, option);
    case OptionType::kDurationOrNone:
      return any_of({word("none"), reference(kDurationForm, option)});
    case OptionType::kCount:
      return count_schema(option);
    case OptionType::kCountOrUnlimited:
      return any_of({word("unlimited"), count_schema(option)});
    case OptionType::kSize:
      return reference(kSizeForm, option);
    case OptionType::kRate:
      return reference(kRateForm, option);
    case OptionType::kShare:
      return reference(option.max == "100%" ? kShareOfWholeForm : kShareForm, option);
    case OptionType::kNumber:
      return number_schema(option);
    case OptionType::kDecimal:
      return decimal_schema(option);
    case OptionType::kFlag:
      return flag_schema(scalar);
    case OptionType::kChoice:
      return choice_schema(scalar);
    case OptionType::kText:
      return text_schema(scalar);
  }
  STAMPEDE_CHECK(false);
}

OrderedJson scalar_definitions() {
  OrderedJson definitions = OrderedJson::object();
  for (const Quantity& quantity : {kDurationForm, kSizeForm, kCountForm, kNumberForm, kShareForm, kShareOfWholeForm}) {
    definitions[name_of(quantity, false)] = text_of(quantity.pattern());
    definitions[name_of(quantity, true)] = text_of(not_zero(quantity.pattern()));
  }
  definitions[kRateForm.name] = text_of(kRateForm.pattern());  // never 0
  return definitions;
}

OrderedJson json_of(const std::string& flow_text) {
  const SourceText source = SourceText::argument("a default", flow_text);
  DiagnosticSink mistakes;
  const std::optional<YamlNode> yaml = read_yaml(source, mistakes);
  STAMPEDE_CHECK(yaml.has_value() && mistakes.empty());
  return json_of(*yaml);
}

}  // namespace stampede
