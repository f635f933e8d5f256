#include "harness/workload/field_values.h"

#include <algorithm>
#include <limits>

#include "harness/base/decimal.h"

namespace stampede {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// The whole number at the beginning of `text`, which is moved behind it. As many digits as always fit are read, so that
// a longer number leaves a digit behind and is refused by the caller.
std::uint64_t take_digits(std::string_view& text) {
  constexpr std::size_t kSafeDigits = 19;
  std::uint64_t number = 0;
  std::size_t count = 0;
  for (; count < text.size() && count < kSafeDigits && is_digit(text[count]); ++count) {
    number = number * 10 + static_cast<std::uint64_t>(text[count] - '0');
  }
  text.remove_prefix(count);
  return number;
}

// floor(number x 10^power), if it is at most `max`.
std::optional<std::uint64_t> floor_of(const Decimal& number, std::int64_t power, std::uint64_t max) {
  power += number.power;
  const auto length = static_cast<std::int64_t>(number.digits.size());
  const std::int64_t places = std::max<std::int64_t>(length + power, 0);  // of the result
  if (length == 0 || places == 0) return 0;
  if (places > std::numeric_limits<std::uint64_t>::digits10 + 1) return std::nullopt;
  std::uint64_t value = 0;
  for (std::int64_t i = 0; i < places; ++i) {
    const char digit = i < length ? number.digits[static_cast<std::size_t>(i)] : '0';
    if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, digit - '0', &value))
      return std::nullopt;
  }
  return value <= max ? std::optional(value) : std::nullopt;
}

bool is_decimal(std::string_view text) {
  return !text.empty() && decimal_length(text) == text.size();
}

std::int64_t power_of_ten(Duration unit) {
  std::int64_t power = 0;
  for (; unit >= 10; unit /= 10) ++power;
  return power;
}

std::optional<FieldTime> parse_plain_time(std::string_view text, Duration unit) {
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  const std::uint64_t whole = take_digits(text);
  const auto limit = static_cast<std::uint64_t>((kNever - 1) / unit) - 1;  // leaves room for the fraction
  if (whole > limit) return std::nullopt;
  FieldTime time{static_cast<Instant>(whole) * unit, unit};
  if (text.empty()) return time;
  if (text[0] != '.' || text.size() == 1) return std::nullopt;
  Duration place = unit;
  for (const char c : text.substr(1)) {
    if (!is_digit(c)) return std::nullopt;
    place /= 10;
    time.at += (c - '0') * place;
  }
  time.unit = std::max(place, kNanosecond);
  return time;
}

std::optional<FieldTime> parse_scientific_time(std::string_view text, Duration unit) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || !is_decimal(text)) return std::nullopt;
  const std::int64_t places = power_of_ten(unit);
  const auto latest = static_cast<std::uint64_t>(kNever - 2);
  const std::optional<std::uint64_t> at = floor_of(read_decimal(text), places, latest);
  if (!at) return std::nullopt;
  const std::size_t point = std::min(text.find('.'), e);
  const std::int64_t decimals = point == e ? 0 : static_cast<std::int64_t>(e - point - 1);
  // As for a plain decimal, the zeros that were written count.
  const Decimal last_digit = read_decimal(std::string("1").append(text.substr(e)));
  const std::int64_t place = places + last_digit.power - decimals;
  FieldTime time{static_cast<Instant>(*at), kNanosecond};
  for (std::int64_t i = 0; i < std::min(place, places); ++i) time.unit *= 10;
  return time;
}

}  // namespace

std::optional<std::uint64_t> parse_field_number(std::string_view text, std::uint64_t max) {
  if (text.empty()) return std::nullopt;
  std::string_view rest = text;
  const std::uint64_t number = take_digits(rest);
  if (rest.empty()) return number <= max ? std::optional(number) : std::nullopt;
  if (!is_decimal(text)) return std::nullopt;
  const Decimal decimal = read_decimal(text);
  return decimal.power < 0 ? std::nullopt : floor_of(decimal, 0, max);
}

std::optional<FieldTime> parse_field_time(std::string_view text, Duration unit) {
  const std::optional<FieldTime> time = parse_plain_time(text, unit);
  return time ? time : parse_scientific_time(text, unit);
}

}  // namespace stampede
