#include "harness/scenario/text_forms.h"

#include <algorithm>

#include "harness/base/quote.h"
#include "harness/base/unit_patterns.h"

namespace stampede {
namespace {

constexpr std::size_t kLongestName = 64;

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

Parsed<std::string> canonical_name(std::string_view text) {
  const bool fits = !text.empty() && text.size() <= kLongestName && is_alphanumeric(text[0]);
  const auto allowed = [](char c) { return is_alphanumeric(c) || c == '_' || c == '-'; };
  if (fits && std::all_of(text.begin(), text.end(), allowed)) return std::string(text);
  return Reason{in_quotes(text) +
                " is not a name: up to 64 letters, digits, '-' and '_', beginning with a letter or digit"};
}

Parsed<std::string> canonical_capacity(std::string_view text) {
  const Parsed<Capacity> capacity = parse_capacity(text);
  if (!capacity.ok()) return Reason{capacity.reason()};
  switch (capacity.value().kind) {
    case CapacityKind::kUnlimited:
      return std::string("unlimited");
    case CapacityKind::kEntries:
      return format_count(capacity.value().amount);
    case CapacityKind::kBytes:
      return format_size(capacity.value().amount);
  }
  STAMPEDE_CHECK(false);
}

// A factor is written like the number of a rate, and as exact.
std::string format_factor(std::int64_t billionths) {
  if (billionths == 0) return "0";  // no rate is 0
  std::string text = format_rate({billionths, kSecond});
  text.resize(text.size() - std::string_view("/s").size());
  return text;
}

Parsed<TraceSpeed> parse_factor(std::string_view text) {
  const Parsed<Rate> factor = parse_rate(std::string(text.substr(1)) + "/s");
  if (!factor.ok()) return Reason{in_quotes(text) + " is not a factor, e.g. 'x10'"};
  return TraceSpeed(RecordedSpeed{factor.value().billionths});
}

Parsed<std::string> canonical_pace(std::string_view text) {
  const Parsed<Pace> pace = parse_pace(text);
  if (!pace.ok()) return Reason{pace.reason()};
  if (const Rate* rate = std::get_if<Rate>(&pace.value())) return format_rate(*rate);
  return std::string("x").append(format_factor(std::get<RateFactor>(pace.value()).billionths));
}

Parsed<std::string> canonical_speed(std::string_view text) {
  const Parsed<TraceSpeed> speed = parse_speed(text);
  if (!speed.ok()) return Reason{speed.reason()};
  if (const Rate* rate = std::get_if<Rate>(&speed.value())) return format_rate(*rate);
  const auto factor = std::get<RecordedSpeed>(speed.value()).factor_billionths;
  if (factor == RecordedSpeed().factor_billionths) return std::string("recorded");
  return std::string("x").append(format_factor(factor));
}

Parsed<std::string> canonical_non_empty(std::string_view text) {
  if (text.empty()) return Reason{"must not be empty"};
  return std::string(text);
}

}  // namespace

const TextForm kNameForm = {"name", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", canonical_name};
const TextForm kCapacityForm = {"capacity", "unlimited|" + not_zero(count_pattern() + "|" + size_pattern()),
                                canonical_capacity};
const TextForm kSpeedForm = {"speed", "recorded|x" + rate_number_pattern() + "|" + rate_pattern(), canonical_speed};
const TextForm kPaceForm = {"pace", "x0|x" + rate_number_pattern() + "|" + rate_pattern(), canonical_pace};
const TextForm kNonEmptyForm = {"text", "[\\s\\S]+", canonical_non_empty};

Parsed<Capacity> parse_capacity(std::string_view text) {
  if (text == "unlimited") return Capacity{};
  const bool bytes = text.ends_with('B');
  const Parsed<std::int64_t> amount = bytes ? parse_size(text) : parse_count(text);
  if (!amount.ok()) {
    return Reason{in_quotes(text) + " is not a capacity: entries ('50k'), bytes ('64MiB') or 'unlimited'"};
  }
  if (amount.value() == 0) return Reason{in_quotes(text) + " is too small: at least 1 entry or 1B"};
  return Capacity{bytes ? CapacityKind::kBytes : CapacityKind::kEntries, amount.value()};
}

Parsed<TraceSpeed> parse_speed(std::string_view text) {
  if (text == "recorded") return TraceSpeed(RecordedSpeed{});
  if (text.starts_with('x')) return parse_factor(text);
  const Parsed<Rate> rate = parse_rate(text);
  if (rate.ok()) return TraceSpeed(rate.value());
  return Reason{in_quotes(text) + " is not 'recorded', a factor ('x10') or a rate ('5000/s')"};
}

Parsed<Pace> parse_pace(std::string_view text) {
  if (text == "x0") return Pace(RateFactor{0});
  if (text.starts_with('x')) {
    const Parsed<TraceSpeed> factor = parse_factor(text);
    if (!factor.ok()) return Reason{factor.reason()};
    return Pace(RateFactor{std::get<RecordedSpeed>(factor.value()).factor_billionths});
  }
  const Parsed<Rate> rate = parse_rate(text);
  if (rate.ok()) return Pace(rate.value());
  return Reason{in_quotes(text) + " is not a factor ('x3') or a rate ('5000/s')"};
}

}  // namespace stampede
