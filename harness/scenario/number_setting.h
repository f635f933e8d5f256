// A number of a scenario that can be varied: what it is now, between which bounds, and how it is spelt.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/base/units.h"
#include "harness/scenario/scenario.h"
#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

// Between the text of a number and a whole number of the smallest differences that can be written: nanoseconds, bytes,
// billionths of an event per time, of a number or of a factor, parts per billion of a share.
struct NumberScale {
  enum class Kind { kDuration, kCount, kSize, kShare, kRate, kNumber, kFactor };

  Kind kind = Kind::kCount;
  Duration per = kSecond;  // of kRate

  // A rate may be per another time; it is then rounded down to one per `per`.
  Parsed<std::int64_t> parse(std::string_view text) const;
  // REQUIRES: >= 0; for rates and factors > 0.
  std::string format(std::int64_t steps) const;

  bool operator==(const NumberScale&) const = default;
};

struct NumberSetting {
  NumberScale scale;
  std::int64_t value = 0;
  std::int64_t min = 0;  // inclusive bounds of the grammar, or of what can be written
  std::int64_t max = INT64_MAX;

  bool operator==(const NumberSetting&) const = default;
};

// The number that stands at `path`, written as for --set, in the effective scenario. The reason if there is none: no
// such setting, one that this scenario does not use, one that is no number, `none` or `unlimited`.
Parsed<NumberSetting> number_at(const Scenario& scenario, const StrategyCatalogue& catalogue, std::string_view path);

}  // namespace stampede
