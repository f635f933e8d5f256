#include "harness/results/json_place.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "harness/base/quote.h"

namespace stampede {

namespace {

bool is_word(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && std::ranges::all_of(name, fits);
}

// As it stands in the file, cut where it is long.
std::string shown(const nlohmann::ordered_json& json) {
  if (json.is_string()) return in_quotes(json.get_ref<const std::string&>());
  if (json.is_object()) return "an object";
  if (json.is_array()) return "a list";
  return json.dump();
}

}  // namespace

std::string member_place(const std::string& place, std::string_view name) {
  if (!is_word(name)) return place + "[" + in_quotes(name) + "]";
  return (place.empty() ? "" : place + ".") + std::string(name);
}

std::string item_place(const std::string& place, std::size_t index) {
  return place + "[" + std::to_string(index) + "]";
}

void JsonPlace::fail_type(std::string_view wanted) const {
  fail(shown(json_) + " instead of " + std::string(wanted));
}

void JsonPlace::expect_object() const {
  if (!json_.is_object()) fail_type("an object");
}

JsonPlace JsonPlace::operator[](std::string_view name) const {
  expect_object();
  const auto found = json_.find(name);
  if (found == json_.end()) fail("it has no " + in_quotes(name));
  return {*found, member_place(place_, name)};
}

void JsonPlace::expect_members(std::initializer_list<std::string_view> names) const {
  for (const std::string_view name : names) (*this)[name];
  expect_only({names.begin(), names.end()});
}

void JsonPlace::expect_only(std::span<const std::string_view> names) const {
  expect_object();
  for (const auto& [name, value] : json_.items()) {
    if (std::ranges::find(names, name) == names.end()) fail("it has an unknown member " + in_quotes(name));
  }
}

std::size_t JsonPlace::items() const {
  if (!json_.is_array()) fail_type("a list");
  return json_.size();
}

JsonPlace JsonPlace::item(std::size_t index) const {
  return {json_.at(index), item_place(place_, index)};
}

bool JsonPlace::flag() const {
  if (!json_.is_boolean()) fail_type("true or false");
  return json_.get<bool>();
}

std::string JsonPlace::text(std::size_t longest) const {
  if (!json_.is_string()) fail_type("a text");
  const auto& text = json_.get_ref<const std::string&>();
  if (text.size() > longest) fail("a text of more than " + std::to_string(longest) + " bytes");
  return text;
}

std::uint64_t JsonPlace::unsigned_number(std::uint64_t most) const {
  if (json_.is_number_integer() && !json_.is_number_unsigned()) fail(json_.dump() + " is negative");
  if (!json_.is_number_unsigned()) fail_type("a whole number");
  const auto number = json_.get<std::uint64_t>();
  if (number > most) fail(json_.dump() + " is too large: at most " + std::to_string(most));
  return number;
}

std::int64_t JsonPlace::nanoseconds() const {
  return static_cast<std::int64_t>(unsigned_number(std::numeric_limits<std::int64_t>::max()));
}

double JsonPlace::number() const {
  if (!json_.is_number()) fail_type("a number");
  const auto number = json_.get<double>();
  if (!std::isfinite(number) || std::signbit(number)) fail(json_.dump() + " is negative or not finite");
  return number;
}

Uint128 JsonPlace::decimal_text(int most_bits) const {
  const std::string digits = text();
  const bool plain = !digits.empty() && digits.size() <= 39 && (digits == "0" || digits.front() != '0') &&
                     std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
  if (!plain) fail_type("a number as a text of digits");
  Uint128 number = 0;
  for (const char digit : digits) {
    const Uint128 before = number;
    number = number * 10 + static_cast<Uint128>(digit - '0');
    if (number / 10 != before || (most_bits < 128 && number >> most_bits != 0)) fail(digits + " is too large");
  }
  return number;
}

std::string decimal_text(Uint128 number) {
  std::string digits;
  do {
    digits += static_cast<char>('0' + static_cast<int>(number % 10));
    number /= 10;
  } while (number > 0);
  std::ranges::reverse(digits);
  return digits;
}

}  // namespace stampede
