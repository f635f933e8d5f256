#include "harness/gate/date.h"

#include <fmt/format.h>

#include <cctype>

namespace stampede {

Parsed<Date> parse_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  const Reason malformed{"a date is written as year-month-day, e.g. '2026-12-31'"};
  if (text.size() != kForm.size()) return malformed;
  unsigned parts[3] = {0, 0, 0};
  std::size_t part = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
    if (digit != (kForm[i] == '0') || (!digit && text[i] != '-')) return malformed;
    if (digit) {
      parts[part] = parts[part] * 10 + static_cast<unsigned>(text[i] - '0');
    } else {
      ++part;
    }
  }
  const Date date{std::chrono::year(static_cast<int>(parts[0])), std::chrono::month(parts[1]),
                  std::chrono::day(parts[2])};
  if (!date.ok()) return Reason{"there is no such day"};
  return date;
}

std::string format_date(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace stampede
