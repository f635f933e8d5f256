#include "harness/base/decimal.h"

#include <algorithm>

#include "harness/base/check.h"

namespace stampede {
namespace {

constexpr std::int64_t kLargestExponent = 1'000'000'000;

bool is_decimal_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t digits_end(std::string_view text, std::size_t begin) {
  while (begin < text.size() && is_decimal_digit(text[begin])) ++begin;
  return begin;
}

// Where an exponent that begins at `at` ends, or `at` if none does.
std::size_t exponent_end(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != 'e' && text[at] != 'E')) return at;
  std::size_t begin = at + 1;
  if (begin < text.size() && (text[begin] == '+' || text[begin] == '-')) ++begin;
  const std::size_t end = digits_end(text, begin);
  return end == begin ? at : end;
}

std::int64_t read_exponent(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t exponent = 0;
  for (const char c : text) exponent = std::min(exponent * 10 + (c - '0'), kLargestExponent);
  return negative ? -exponent : exponent;
}

}  // namespace

std::size_t decimal_length(std::string_view text) {
  const std::size_t whole = digits_end(text, 0);
  if (whole == 0) return 0;
  std::size_t end = whole;
  if (whole < text.size() && text[whole] == '.') {
    const std::size_t fraction = digits_end(text, whole + 1);
    if (fraction == whole + 1) return whole;
    end = fraction;
  }
  return exponent_end(text, end);
}

Decimal read_decimal(std::string_view text) {
  STAMPEDE_CHECK(!text.empty() && decimal_length(text) == text.size());
  Decimal number;
  const std::size_t e = std::min(text.find_first_of("eE"), text.size());
  if (e < text.size()) number.power = read_exponent(text.substr(e + 1));
  const std::string_view significand = text.substr(0, e);
  const std::size_t point = std::min(significand.find('.'), significand.size());
  number.digits = significand.substr(0, point);
  if (point < significand.size()) {
    const std::string_view fraction = significand.substr(point + 1);
    number.digits += fraction;
    number.power -= static_cast<std::int64_t>(fraction.size());
  }
  const std::size_t last = number.digits.find_last_not_of('0');
  if (last == std::string::npos) return {};
  number.power += static_cast<std::int64_t>(number.digits.size() - 1 - last);
  number.digits.resize(last + 1);
  number.digits.erase(0, number.digits.find_first_not_of('0'));
  return number;
}

}  // namespace stampede
