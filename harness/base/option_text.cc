#include "harness/base/option_text.h"

#include <algorithm>
#include <limits>
#include <type_traits>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"

namespace stampede {
namespace {

constexpr std::int64_t kUnlimitedCount = std::numeric_limits<std::int64_t>::max();

template <typename T>
Parsed<OptionValue> as_option(const Parsed<T>& parsed) {
  if (!parsed.ok()) return Reason{parsed.reason()};
  return OptionValue(parsed.value());
}

// A value, or a word that stands for the largest one.
template <typename T>
Parsed<OptionValue> parse_or_word(std::string_view text, std::string_view word, T largest,
                                  Parsed<T> (*parse)(std::string_view)) {
  if (text == word) return OptionValue(largest);
  const Parsed<T> parsed = parse(text);
  if (parsed.ok()) return OptionValue(parsed.value());
  return Reason{parsed.reason() + " (or '" + std::string(word) + "')"};
}

Parsed<OptionValue> parse_choice(const OptionSpec& spec, std::string_view text) {
  if (std::find(spec.choices.begin(), spec.choices.end(), text) != spec.choices.end()) {
    return OptionValue(std::string(text));
  }
  std::string list;
  for (const std::string& choice : spec.choices) list += (list.empty() ? "'" : ", '") + choice + "'";
  const bool single = spec.choices.size() == 1;
  return Reason{in_quotes(text) + (single ? " is not " : " is not one of ") + list + did_you_mean(text, spec.choices)};
}

Parsed<OptionValue> parse_unbounded(const OptionSpec& spec, std::string_view text) {
  switch (spec.type) {
    case OptionType::kDuration:
      return as_option(parse_duration(text));
    case OptionType::kDurationOrNone:
      return parse_or_word<Duration>(text, "none", kNever, parse_duration);
    case OptionType::kCount:
      return as_option(parse_count(text));
    case OptionType::kCountOrUnlimited:
      return parse_or_word<std::int64_t>(text, "unlimited", kUnlimitedCount, parse_count);
    case OptionType::kSize:
      return as_option(parse_size(text));
    case OptionType::kRate:
      return as_option(parse_rate(text));
    case OptionType::kShare:
      return as_option(parse_share(text));
    case OptionType::kNumber:
      return as_option(parse_number(text));
    case OptionType::kDecimal:
      return as_option(parse_decimal(text));
    case OptionType::kFlag:
      return as_option(parse_flag(text));
    case OptionType::kChoice:
      return parse_choice(spec, text);
    case OptionType::kText:
      return OptionValue(std::string(text));
  }
  STAMPEDE_CHECK(false);
}

bool is_word(const OptionSpec& spec, const OptionValue& value) {
  const auto* number = std::get_if<std::int64_t>(&value);
  const bool has_word = spec.type == OptionType::kDurationOrNone || spec.type == OptionType::kCountOrUnlimited;
  return has_word && number != nullptr && *number == kUnlimitedCount;
}

// a < b for two values of the same, ordered type.
bool less(const OptionValue& a, const OptionValue& b) {
  return std::visit(
      [&b]<typename T>(const T& left) {
        const T& right = std::get<T>(b);
        if constexpr (std::is_same_v<T, Rate>) {
          return static_cast<Int128>(left.billionths) * right.per < static_cast<Int128>(right.billionths) * left.per;
        } else {
          return left < right;
        }
      },
      a);
}

OptionValue bound(const OptionSpec& spec, const std::string& text) {
  const Parsed<OptionValue> value = parse_unbounded(spec, text);
  STAMPEDE_CHECK(value.ok());
  return value.value();
}

}  // namespace

Parsed<OptionValue> parse_option(const OptionSpec& spec, std::string_view text) {
  const Parsed<OptionValue> value = parse_unbounded(spec, text);
  if (!value.ok() || is_word(spec, value.value())) return value;
  if (!spec.min.empty() && less(value.value(), bound(spec, spec.min))) {
    return Reason{in_quotes(text) + " is too small: at least " + spec.min};
  }
  if (!spec.max.empty() && less(bound(spec, spec.max), value.value())) {
    return Reason{in_quotes(text) + " is too large: at most " + spec.max};
  }
  return value;
}

std::string format_option(const OptionSpec& spec, const OptionValue& value) {
  if (is_word(spec, value)) return spec.type == OptionType::kDurationOrNone ? "none" : "unlimited";
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (spec.type == OptionType::kSize) return format_size(*number);
    if (spec.type == OptionType::kDecimal) return format_decimal(*number);
    const bool duration = spec.type == OptionType::kDuration || spec.type == OptionType::kDurationOrNone;
    return duration ? format_duration(*number) : format_count(*number);
  }
  if (const auto* number = std::get_if<double>(&value)) return format_number(*number);
  if (const auto* flag = std::get_if<bool>(&value)) return format_flag(*flag);
  if (const auto* share = std::get_if<Share>(&value)) return format_share(*share);
  if (const auto* rate = std::get_if<Rate>(&value)) return format_rate(*rate);
  return std::get<std::string>(value);
}

OptionValues default_values(std::span<const OptionSpec> specs) {
  OptionValues values;
  for (const OptionSpec& spec : specs) values.set(spec.name, bound(spec, spec.default_text));
  return values;
}

}  // namespace stampede
