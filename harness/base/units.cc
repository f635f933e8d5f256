#include "harness/base/units.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <span>

#include "harness/base/decimal.h"
#include "harness/base/quote.h"
#include "harness/base/unit_tables.h"

namespace stampede {
namespace {

constexpr Duration kLongestDuration = 36500 * kDay;
constexpr std::size_t kMaxDigits = 20;  // so that digits x factor fit into 128 bits

// How messages speak of a kind of quantity.
struct Kind {
  std::string_view noun;
  std::string_view example;
  std::string_view example_unit;  // empty: no unit needed
  std::string_view step;          // the smallest difference
  std::string_view unit_list;
  std::span<const Unit> units;
};

constexpr Kind kDuration = {"a duration", "250ms", "s", "1ns", "ns, us, ms, s, m, h, d", kDurationUnits};
constexpr Kind kSize = {"a size", "64KiB", "KiB", "1B", "B, KB, MB, GB, KiB, MiB, GiB", kSizeUnits};
constexpr Kind kCount = {"a count", "50k", "", "1", "k, M, G", kCountUnits};
constexpr Kind kShare = {"a share", "80%", "%", "0.0000001%", "%", kShareUnits};
constexpr Kind kRate = {"a rate", "2000/s", "/s", "0.000000001", "k, M, G", kCountUnits};
constexpr Kind kDecimal = {"a number", "0.99", "", "0.000000001", "k, M, G", kCountUnits};
constexpr Kind kNumber = {"a number", "0.99", "", "", "", {}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

Reason not_a(const Kind& kind, std::string_view text) {
  return {in_quotes(text) + " is not " + std::string(kind.noun) + ", e.g. '" + std::string(kind.example) + "'"};
}

Reason out_of_range(const Kind& kind, std::string_view text) {
  return {in_quotes(text) + " is out of range for " + std::string(kind.noun)};
}

// Takes `123`, `1.5` or `1e3` from the front of `rest`.
Parsed<std::string_view> take_digits(std::string_view& rest, const Kind& kind, std::string_view text) {
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) {
    return Reason{std::string(kind.noun) + " has no sign, unlike " + in_quotes(text)};
  }
  const std::size_t end = decimal_length(rest);
  if (end == 0) return not_a(kind, text);
  if (end > 1 && rest[0] == '0' && is_digit(rest[1])) {
    return Reason{"numbers are plain decimals: no leading zeros as in " + in_quotes(text)};
  }
  if (end < rest.size() && rest[end] == '.') return not_a(kind, text);
  const std::string_view digits = rest.substr(0, end);
  rest.remove_prefix(end);
  return digits;
}

// Takes letters (and %) from the front of `rest`: the name of a unit, right or wrong.
std::string_view take_unit(std::string_view& rest) {
  std::size_t end = 0;
  while (end < rest.size() && !is_digit(rest[end]) && rest[end] != '/') ++end;
  const std::string_view unit = rest.substr(0, end);
  rest.remove_prefix(end);
  return unit;
}

Parsed<std::int64_t> factor_of(std::string_view name, std::string_view digits, const Kind& kind,
                               std::string_view text) {
  for (const Unit& unit : kind.units) {
    if (unit.name == name) return unit.factor;
  }
  const std::string noun(kind.noun);
  if (name.empty()) {
    return Reason{noun + " needs a unit, e.g. '" + std::string(digits) + std::string(kind.example_unit) + "'"};
  }
  if (name[0] == '.' || name[0] == '_' || kind.example_unit.empty()) return not_a(kind, text);
  return Reason{"unknown unit " + in_quotes(name) + " in " + in_quotes(text) + "; " + noun + " has one of " +
                std::string(kind.unit_list)};
}

// digits x factor, if that is a whole number in range.
Parsed<std::int64_t> scaled(std::string_view digits, std::int64_t factor, const Kind& kind, std::string_view text) {
  constexpr Uint128 kMost = std::numeric_limits<std::int64_t>::max();
  const Decimal number = read_decimal(digits);
  if (number.digits.size() > kMaxDigits) return out_of_range(kind, text);
  Uint128 value = 0;
  for (char c : number.digits) value = value * 10 + static_cast<unsigned>(c - '0');
  value *= static_cast<Uint128>(factor);
  for (std::int64_t power = number.power; power < 0; ++power) {
    if (value % 10 != 0) return Reason{in_quotes(text) + " is finer than " + std::string(kind.step)};
    value /= 10;
  }
  for (std::int64_t power = number.power; power > 0 && value <= kMost; --power) value *= 10;
  if (value > kMost) return out_of_range(kind, text);
  return static_cast<std::int64_t>(value);
}

// One number and its unit from the front of `rest`.
struct Part {
  std::int64_t factor;
  std::int64_t amount;
  bool whole;  // written without point and exponent
};

Parsed<Part> take_part(std::string_view& rest, const Kind& kind, std::string_view text, std::int64_t steps = 1) {
  const Parsed<std::string_view> digits = take_digits(rest, kind, text);
  if (!digits.ok()) return Reason{digits.reason()};
  const Parsed<std::int64_t> factor = factor_of(take_unit(rest), digits.value(), kind, text);
  if (!factor.ok()) return Reason{factor.reason()};
  const Parsed<std::int64_t> amount = scaled(digits.value(), factor.value() * steps, kind, text);
  if (!amount.ok()) return Reason{amount.reason()};
  return Part{factor.value(), amount.value(), digits.value().find_first_of(".eE") == std::string_view::npos};
}

// In `steps` of which each unit of the kind has so many.
Parsed<std::int64_t> parse_single(std::string_view text, const Kind& kind, std::int64_t steps = 1) {
  std::string_view rest = text;
  const Parsed<Part> part = take_part(rest, kind, text, steps);
  if (!part.ok()) return Reason{part.reason()};
  if (!rest.empty()) return not_a(kind, text);
  return part.value().amount;
}

std::string decimal(std::int64_t value, std::int64_t scale) {
  std::string text = std::to_string(value / scale);
  const std::int64_t fraction = value % scale;
  if (fraction == 0) return text;
  std::string digits = std::to_string(scale + fraction).substr(1);
  digits.erase(digits.find_last_not_of('0') + 1);
  return text + "." + digits;
}

// The shortest of the whole multiples; among equals the largest unit.
std::string shortest_whole(std::int64_t value, std::span<const Unit> units) {
  std::string best = std::to_string(value) + std::string(units.front().name);
  for (const Unit& unit : units) {
    if (value % unit.factor != 0) continue;
    std::string text = std::to_string(value / unit.factor) + std::string(unit.name);
    if (value != 0 && text.size() <= best.size()) best = std::move(text);
  }
  return best;
}

}  // namespace

Parsed<Duration> parse_duration(std::string_view text) {
  std::string_view rest = text;
  Duration total = 0;
  std::int64_t last_factor = std::numeric_limits<std::int64_t>::max();
  bool whole = true;
  do {
    const Parsed<Part> part = take_part(rest, kDuration, text);
    if (!part.ok()) return Reason{part.reason()};
    if (part.value().factor >= last_factor || !whole) {
      return Reason{"the parts of " + in_quotes(text) +
                    " do not go from the largest unit to the smallest, as in '9m30s'"};
    }
    if (part.value().amount > kLongestDuration - total) return out_of_range(kDuration, text);
    total += part.value().amount;
    last_factor = part.value().factor;
    whole = part.value().whole;
  } while (!rest.empty());
  return total;
}

std::string format_duration(Duration duration) {
  STAMPEDE_CHECK(duration >= 0);
  if (duration == 0) return "0s";
  std::string best = shortest_whole(duration, kDurationUnits);
  for (const Unit& unit : {kDurationUnits[1], kDurationUnits[2], kDurationUnits[3]}) {
    if (duration < unit.factor) continue;
    std::string text = decimal(duration, unit.factor) + std::string(unit.name);
    if (text.size() < best.size()) best = std::move(text);
  }
  return best;
}

Parsed<std::int64_t> parse_size(std::string_view text) {
  return parse_single(text, kSize);
}

std::string format_size(std::int64_t bytes) {
  STAMPEDE_CHECK(bytes >= 0);
  return shortest_whole(bytes, kSizeUnits);
}

Parsed<Rate> parse_rate(std::string_view text) {
  std::string_view rest = text;
  const Parsed<std::string_view> digits = take_digits(rest, kRate, text);
  if (!digits.ok()) return Reason{digits.reason()};
  const std::string_view suffix = take_unit(rest);
  if (rest.size() < 2 || rest[0] != '/') {
    return Reason{"a rate needs a time, e.g. '" + std::string(digits.value()) + "/s'"};
  }
  const Parsed<std::int64_t> factor = factor_of(suffix, digits.value(), kRate, text);
  if (!factor.ok()) return Reason{factor.reason()};
  const Parsed<std::int64_t> billionths = scaled(digits.value(), factor.value() * 1'000'000'000, kRate, text);
  if (!billionths.ok()) return Reason{billionths.reason()};
  rest.remove_prefix(1);
  const bool is_unit = rest.find_first_of("0123456789.") == std::string_view::npos;
  const Parsed<Duration> per = parse_duration(is_unit ? std::string("1").append(rest) : std::string(rest));
  if (!per.ok()) return not_a(kRate, text);
  const Rate rate{billionths.value(), per.value()};
  const bool too_fast = rate.billionths > static_cast<Int128>(rate.per) * 1'000'000'000;
  if (rate.billionths == 0 || rate.per == 0 || too_fast) return out_of_range(kRate, text);
  return rate;
}

std::string format_rate(const Rate& rate) {
  STAMPEDE_CHECK(rate.billionths > 0 && rate.per > 0);
  std::string per = format_duration(rate.per);
  for (const Unit& unit : kDurationUnits) {
    if (unit.factor == rate.per) per = unit.name;
  }
  return decimal(rate.billionths, 1'000'000'000) + "/" + per;
}

Parsed<std::int64_t> parse_count(std::string_view text) {
  return parse_single(text, kCount);
}

std::string format_count(std::int64_t count) {
  STAMPEDE_CHECK(count >= 0);
  return shortest_whole(count, kCountUnits);
}

Parsed<Share> parse_share(std::string_view text) {
  const Parsed<std::int64_t> ppb = parse_single(text, kShare);
  if (!ppb.ok()) return Reason{ppb.reason()};
  return Share{ppb.value()};
}

std::string format_share(Share share) {
  STAMPEDE_CHECK(share.ppb >= 0);
  return decimal(share.ppb, Share::kWhole / 100) + "%";
}

Parsed<double> parse_number(std::string_view text) {
  std::string_view rest = text;
  const Parsed<std::string_view> digits = take_digits(rest, kNumber, text);
  if (!digits.ok()) return Reason{digits.reason()};
  if (!rest.empty()) return not_a(kNumber, text);
  double number = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::general);
  if (result.ec != std::errc()) return out_of_range(kNumber, text);
  return number;
}

std::string format_number(double number) {
  STAMPEDE_CHECK(std::isfinite(number) && number >= 0);
  std::array<char, 1100> text;
  const auto result = std::to_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  return {text.data(), result.ptr};
}

Parsed<std::int64_t> parse_decimal(std::string_view text) {
  return parse_single(text, kDecimal, 1'000'000'000);
}

std::string format_decimal(std::int64_t billionths) {
  STAMPEDE_CHECK(billionths >= 0);
  return decimal(billionths, 1'000'000'000);
}

Parsed<bool> parse_flag(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return Reason{in_quotes(text) + " is neither 'true' nor 'false'"};
}

std::string format_flag(bool flag) {
  return flag ? "true" : "false";
}

}  // namespace stampede
