// The units of quantities, smallest first: what parsers, formatters and patterns agree on.
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/base/quantity.h"
#include "harness/base/time.h"

namespace stampede {

struct Unit {
  std::string_view name;
  std::int64_t factor;
};

inline constexpr Unit kDurationUnits[] = {{"ns", kNanosecond}, {"us", kMicrosecond}, {"ms", kMillisecond},
                                          {"s", kSecond},      {"m", kMinute},       {"h", kHour},
                                          {"d", kDay}};
inline constexpr Unit kSizeUnits[] = {{"B", 1},         {"KB", 1'000},    {"MB", 1'000'000}, {"GB", 1'000'000'000},
                                      {"KiB", 1 << 10}, {"MiB", 1 << 20}, {"GiB", 1 << 30}};
inline constexpr Unit kCountUnits[] = {{"", 1}, {"k", 1'000}, {"M", 1'000'000}, {"G", 1'000'000'000}};
inline constexpr Unit kShareUnits[] = {{"%", Share::kWhole / 100}};

}  // namespace stampede
