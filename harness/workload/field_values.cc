#include "harness/workload/field_values.h"

#include <algorithm>

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

}  // namespace

std::optional<std::uint64_t> parse_field_number(std::string_view text, std::uint64_t max) {
  if (text.empty()) return std::nullopt;
  const std::uint64_t number = take_digits(text);
  return text.empty() && number <= max ? std::optional(number) : std::nullopt;
}

std::optional<FieldTime> parse_field_time(std::string_view text, Duration unit) {
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

}  // namespace stampede
