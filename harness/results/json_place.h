// Typed reading of JSON that somebody else may have written: every mistake says where it is.
#pragma once

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>

#include "harness/base/quantity.h"

namespace stampede {

// The way the reader of a document is left; never leaves the folder.
struct JsonMistake : std::exception {
  JsonMistake(std::string place_, std::string what_) : place(std::move(place_)), message(std::move(what_)) {}
  const char* what() const noexcept override { return message.c_str(); }

  std::string place;  // e.g. `cells[3].histograms["read.latency"].buckets[17]`; empty: the document
  std::string message;
};

// `place` with the member `name` or item `index` of it.
std::string member_place(const std::string& place, std::string_view name);
std::string item_place(const std::string& place, std::size_t index);

// A value in a document and the way to it. Everything but `json` and `place` throws a JsonMistake if the value is not
// what it is asked for. The document must outlive it.
class JsonPlace {
 public:
  using Json = nlohmann::ordered_json;

  // Counts are sane up to here: hundreds of them add up in 64 bits.
  static constexpr std::uint64_t kMostCount = 100'000'000'000'000;

  JsonPlace(const Json& json, std::string place) : json_(json), place_(std::move(place)) {}

  const Json& json() const { return json_; }
  const std::string& place() const { return place_; }
  [[noreturn]] void fail(const std::string& message) const { throw JsonMistake(place_, message); }

  // The member of an object, and of an array the items.
  JsonPlace operator[](std::string_view name) const;
  JsonPlace item(std::size_t index) const;
  std::size_t items() const;  // how many
  // An object with these members and no others.
  void expect_members(std::initializer_list<std::string_view> names) const;
  // An object with no others.
  void expect_only(std::span<const std::string_view> names) const;
  void expect_object() const;

  bool is_null() const { return json_.is_null(); }
  bool flag() const;
  std::string text(std::size_t longest = 65536) const;
  std::uint64_t unsigned_number(std::uint64_t most) const;
  std::uint64_t count() const { return unsigned_number(kMostCount); }
  std::int64_t nanoseconds() const;
  double number() const;                            // finite, >= 0
  Uint128 decimal_text(int most_bits = 128) const;  // a string of digits, < 2^most_bits

 private:
  [[noreturn]] void fail_type(std::string_view wanted) const;

  const Json& json_;
  std::string place_;
};

// The digits of a number that may exceed 64 bits.
std::string decimal_text(Uint128 number);

}  // namespace stampede
