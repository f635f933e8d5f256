// Settings declared once: a name, a type, a default, bounds and a line of help, as plain data.
//
// Whoever owns a setting (an axis value of a strategy, an eviction policy, a section of the scenario) declares a table
// of `OptionSpec`. The scenario decoder checks what the user wrote against it and hands the owner `OptionValues` in
// which every declared option is present, typed and within bounds.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/base/quantity.h"
#include "harness/base/time.h"

namespace stampede {

enum class OptionType {
  kDuration,          // 250ms                       -> Duration
  kDurationOrNone,    // 250ms | none                -> Duration, `none` is kNever
  kCount,             // 10k                         -> std::int64_t
  kCountOrUnlimited,  // 10k | unlimited             -> std::int64_t, `unlimited` is INT64_MAX
  kSize,              // 64MiB                       -> std::int64_t, bytes
  kRate,              // 2000/s                      -> Rate
  kShare,             // 80%                         -> Share
  kNumber,            // 1.5                         -> double
  kDecimal,           // 99.5                        -> std::int64_t, billionths
  kFlag,              // true | false                -> bool
  kChoice,            // one of `choices`            -> std::string
  kText,              // any scalar                  -> std::string
};

struct OptionSpec {
  std::string name;
  OptionType type;
  std::string default_text;  // as a user would write it; empty: the option must be given
  std::string help;          // one line, lower case, no full stop
  std::string min = {};      // inclusive bounds, as a user would write them; empty: none
  std::string max = {};
  std::vector<std::string> choices = {};  // of kChoice
};

using OptionValue = std::variant<std::int64_t, double, bool, std::string, Share, Rate>;

// Checked values by name. Asking for a name or type that was not declared is a programming mistake and stops the
// program.
class OptionValues {
 public:
  void set(std::string_view name, OptionValue value);

  Duration duration(std::string_view name) const;
  std::int64_t count(std::string_view name) const;
  double number(std::string_view name) const;
  bool flag(std::string_view name) const;
  const std::string& text(std::string_view name) const;  // kChoice and kText
  Share share(std::string_view name) const;
  Rate rate(std::string_view name) const;

 private:
  const OptionValue& at(std::string_view name) const;

  std::map<std::string, OptionValue, std::less<>> values_;
};

}  // namespace stampede
