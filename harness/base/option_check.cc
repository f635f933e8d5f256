#include "harness/base/option_check.h"

#include <algorithm>
#include <set>

#include "harness/base/option_text.h"
#include "harness/base/quote.h"

namespace stampede {
namespace {

constexpr std::size_t kLongestName = 64;

bool is_option_name(const std::string& name) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto allowed = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.size() <= kLongestName && is_letter(name[0]) && std::ranges::all_of(name, allowed);
}

bool is_ordered(OptionType type) {
  return type != OptionType::kFlag && type != OptionType::kChoice && type != OptionType::kText;
}

std::string mistake_in_choices(const OptionSpec& spec) {
  if (spec.type != OptionType::kChoice) return spec.choices.empty() ? "" : "it has choices, but is no choice";
  if (spec.choices.empty()) return "it is a choice without choices";
  std::set<std::string> seen;
  for (const std::string& choice : spec.choices) {
    if (!is_one_line(choice)) return "one of its choices is not one line of text";
    if (!seen.insert(choice).second) return "its choice " + in_quotes(choice) + " is there twice";
  }
  return "";
}

std::string mistake_in_bounds(const OptionSpec& spec) {
  if (spec.min.empty() && spec.max.empty()) return "";
  if (!is_ordered(spec.type)) return "it has bounds, but its values have no order";
  OptionSpec bounded = spec;
  bounded.min = bounded.max = "";
  for (const std::string& bound : {spec.min, spec.max}) {
    if (bound.empty()) continue;
    const Parsed<OptionValue> value = parse_option(bounded, bound);
    if (!value.ok()) return "its bound " + in_quotes(bound) + " is wrong: " + value.reason();
  }
  bounded.min = spec.min;
  if (spec.max.empty() || parse_option(bounded, spec.max).ok()) return "";
  return "no value is at least " + spec.min + " and at most " + spec.max;
}

}  // namespace

bool is_one_line(const std::string& text) {
  const bool printable = without_control_characters(text) == text && text.find('\t') == std::string::npos;
  return !text.empty() && printable && find_invalid_utf8(text) == std::string::npos;
}

std::string option_mistake(const OptionSpec& spec) {
  if (!is_option_name(spec.name)) {
    return "its name must be at most 64 lower-case letters, digits and '_', beginning with a letter";
  }
  if (!is_one_line(spec.help)) return "its help must be one line of text";
  for (const auto check : {mistake_in_choices, mistake_in_bounds}) {
    const std::string mistake = check(spec);
    if (!mistake.empty()) return mistake;
  }
  if (spec.default_text.empty()) return "";
  const Parsed<OptionValue> value = parse_option(spec, spec.default_text);
  return value.ok() ? "" : "its default is wrong: " + value.reason();
}

}  // namespace stampede
