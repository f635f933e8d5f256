// Durations, sizes, rates, counts, shares and numbers as people write them.
//
// Parsers take the whole text, exactly: no surrounding blanks, no sign, underscore, octal or hexadecimal. Any number
// may have an exponent, as other programs write it: `2.0e-05`. Values that the type cannot hold exactly are refused,
// not rounded. Each formatter gives the shortest spelling without an exponent that parses back to the same value.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "harness/base/check.h"
#include "harness/base/quantity.h"
#include "harness/base/time.h"

namespace stampede {

// Why a text is not what it should be: a clause such as "a duration needs a unit, e.g. '5s'".
struct Reason {
  std::string text;
};

// A value, or the reason why there is none.
template <typename T>
class Parsed {
 public:
  Parsed(T value) : content_(std::move(value)) {}
  Parsed(Reason reason) : content_(std::move(reason)) {}

  bool ok() const { return content_.index() == 0; }
  const T& value() const {
    STAMPEDE_CHECK(ok());
    return *std::get_if<0>(&content_);
  }
  const std::string& reason() const {
    STAMPEDE_CHECK(!ok());
    return std::get_if<1>(&content_)->text;
  }

 private:
  std::variant<T, Reason> content_;
};

// `250ms`, `1.5s`, `9m30s`: units ns, us, ms, s, m, h, d; compounds from the largest unit to the smallest, a decimal
// point or an exponent only in the last part. At most 36500d.
Parsed<Duration> parse_duration(std::string_view text);
std::string format_duration(Duration duration);  // >= 0

// `64MiB`, `1.5KB`: units B, KB, MB, GB (powers of 1000), KiB, MiB, GiB (powers of 1024). Whole bytes.
Parsed<std::int64_t> parse_size(std::string_view text);
std::string format_size(std::int64_t bytes);  // >= 0

// `2000/s`, `0.5/m`, `2k/s`, `1/7ms`: per ns, us, ms, s, m, h, d or a whole number of them; more than 0, at most one
// event a nanosecond.
Parsed<Rate> parse_rate(std::string_view text);
std::string format_rate(const Rate& rate);

// `100k`, `1.5M`, `2G`, `17`: whole numbers; k, M, G are powers of 1000.
Parsed<std::int64_t> parse_count(std::string_view text);
std::string format_count(std::int64_t count);  // >= 0

// `80%`, `0.1%`: exact to one part per billion; more than 100% is possible.
Parsed<Share> parse_share(std::string_view text);
std::string format_share(Share share);  // >= 0

// `0.99`, `2`: the nearest double.
Parsed<double> parse_number(std::string_view text);
std::string format_number(double number);  // finite, >= 0

// `99.5`, `2`, `10k`: exact, in billionths; up to 9223372036.854775807.
Parsed<std::int64_t> parse_decimal(std::string_view text);
std::string format_decimal(std::int64_t billionths);  // >= 0

// `true` or `false`.
Parsed<bool> parse_flag(std::string_view text);
std::string format_flag(bool flag);

}  // namespace stampede
