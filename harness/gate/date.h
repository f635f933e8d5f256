// Days of the calendar, as waivers name them.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "harness/base/units.h"

namespace stampede {

using Date = std::chrono::year_month_day;

// `2026-12-31` (ISO 8601), a day that exists.
Parsed<Date> parse_date(std::string_view text);
std::string format_date(Date date);

}  // namespace stampede
