// Any text is a quantity or has a reason why not; what is formatted is read back, and looks like its pattern.
#include <cmath>
#include <cstring>
#include <limits>
#include <regex>

#include "harness/base/fuzz_testing.h"
#include "harness/base/option_text.h"
#include "harness/base/unit_patterns.h"
#include "harness/base/units.h"

namespace stampede {
namespace {

constexpr std::size_t kLongestText = 64;  // regular expressions take their time

void check_pattern(const std::string& pattern, std::string_view text) {
  STAMPEDE_CHECK(std::regex_match(std::string(text), std::regex(pattern, std::regex::optimize)));
}

template <typename T, typename Value>
void check_round_trip(const Value& value, Parsed<T> (*parse)(std::string_view), std::string (*format)(Value)) {
  const Parsed<T> again = parse(format(value));
  STAMPEDE_CHECK(again.ok() && again.value() == value);
  STAMPEDE_CHECK(format(again.value()) == format(value));
}

std::string format_rate_value(Rate rate) {
  return format_rate(rate);
}

template <typename T>
void check_text(std::string_view text, Parsed<T> (*parse)(std::string_view), std::string (*format)(T),
                const std::string& pattern) {
  const Parsed<T> parsed = parse(text);
  if (!parsed.ok()) {
    if (find_invalid_utf8(text) == std::string_view::npos) check_showable_line(parsed.reason());
    return;
  }
  check_round_trip(parsed.value(), parse, format);
  if (pattern.empty()) return;
  check_pattern(pattern, text);
  check_pattern(pattern, format(parsed.value()));
}

void check_all_of(std::string_view text) {
  check_text<Duration>(text, parse_duration, format_duration, duration_pattern());
  check_text<std::int64_t>(text, parse_size, format_size, size_pattern());
  check_text<Rate>(text, parse_rate, format_rate_value, rate_pattern());
  check_text<std::int64_t>(text, parse_count, format_count, count_pattern());
  check_text<Share>(text, parse_share, format_share, share_pattern());
  check_text<std::int64_t>(text, parse_decimal, format_decimal, count_pattern());
  check_text<double>(text, parse_number, format_number, "");
  check_text<bool>(text, parse_flag, format_flag, "");
}

// Values that nobody wrote, too: whatever 16 bytes say.
void check_values(std::string_view bytes) {
  std::uint64_t words[2] = {};
  bytes.copy(reinterpret_cast<char*>(words), sizeof words);
  const auto number = static_cast<std::int64_t>(words[0] >> 1);
  check_round_trip(number, parse_size, format_size);
  check_round_trip(number, parse_count, format_count);
  check_round_trip(number, parse_decimal, format_decimal);
  check_round_trip(Share{number}, parse_share, format_share);
  constexpr Duration kLongest = 36500 * kDay;
  check_round_trip(static_cast<Duration>(number % (kLongest + 1)), parse_duration, format_duration);
  double real;
  std::memcpy(&real, &words[1], sizeof real);
  if (std::isfinite(real)) check_round_trip(std::abs(real), parse_number, format_number);
  const Rate rate{number % std::numeric_limits<std::int64_t>::max() + 1,
                  1 + static_cast<Duration>(words[1] % kLongest)};
  if (rate.billionths <= static_cast<Int128>(rate.per) * 1'000'000'000) {
    check_round_trip(rate, parse_rate, format_rate_value);
  }
}

void check_option(const OptionSpec& spec, std::string_view text) {
  const Parsed<OptionValue> parsed = parse_option(spec, text);
  if (!parsed.ok()) {
    if (find_invalid_utf8(text) == std::string_view::npos) check_showable_line(parsed.reason());
    return;
  }
  const Parsed<OptionValue> again = parse_option(spec, format_option(spec, parsed.value()));
  STAMPEDE_CHECK(again.ok() && again.value() == parsed.value());
}

void check_options(std::string_view text) {
  using enum OptionType;
  static const OptionSpec kSpecs[] = {
      {"a", kDuration, "1s", "", "1ns", "1h"},
      {"b", kDurationOrNone, "none", "", "1ns", "1h"},
      {"c", kCount, "1", "", "1", "1G"},
      {"d", kCountOrUnlimited, "unlimited", "", "1", "1M"},
      {"e", kSize, "1B", "", "1B", "1GiB"},
      {"f", kRate, "1/s", "", "1/d", "1M/s"},
      {"g", kShare, "0%", "", "0%", "100%"},
      {"h", kNumber, "1", "", "0.5", "10000"},
      {"l", kDecimal, "1", "", "0.5", "1M"},
      {"i", kFlag, "true", ""},
      {"j", kChoice, "lru", "", "", "", {"lru", "fifo", "random"}},
      {"k", kText, "text", ""},
  };
  for (const OptionSpec& spec : kSpecs) check_option(spec, text);
}

}  // namespace
}  // namespace stampede

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = stampede::fuzz_input(data, size).substr(0, stampede::kLongestText);
  stampede::check_all_of(text);
  stampede::check_options(text);
  stampede::check_values(text);
  return 0;
}
