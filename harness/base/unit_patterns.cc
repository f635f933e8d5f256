#include "harness/base/unit_patterns.h"

#include <algorithm>
#include <ranges>
#include <span>

#include "harness/base/unit_tables.h"

namespace stampede {
namespace {

// Literals, so that other files may build constants from these patterns.
constexpr const char* kFraction = "(\\.[0-9]+)?";
constexpr const char* kDecimal = "(0|[1-9][0-9]*)(\\.[0-9]+)?";

// "(k|M|G)"; the unit without a name is left out.
std::string any_of(std::span<const Unit> units) {
  std::string text = "(";
  for (const Unit& unit : units) {
    if (!unit.name.empty()) text.append(text == "(" ? "" : "|").append(unit.name);
  }
  return text.append(")");
}

}  // namespace

// Parts in the order of units, any of them left out, but not all; a part with a point is the last.
std::string duration_pattern() {
  std::string parts = "(?=[0-9])(?!.*\\.[0-9]+[a-z]+[0-9])";
  for (const Unit& unit : kDurationUnits | std::views::reverse) {
    parts.append("(").append(kDecimal).append(unit.name).append(")?");
  }
  return parts;
}

std::string size_pattern() {
  return kDecimal + any_of(kSizeUnits);
}

std::string rate_number_pattern() {
  return "(?=[^/]*[1-9])" + count_pattern();
}

std::string rate_pattern() {
  return rate_number_pattern() + "/(" + any_of(kDurationUnits) + "|" + not_zero(duration_pattern()) + ")";
}

std::string count_pattern() {
  return count_with_unit_pattern() + "?";
}

std::string count_with_unit_pattern() {
  return kDecimal + any_of(kCountUnits);
}

std::string share_pattern() {
  return kDecimal + any_of(kShareUnits);
}

std::string share_of_whole_pattern() {
  return "(100(\\.0+)?|[1-9]?[0-9]" + std::string(kFraction) + ")" + any_of(kShareUnits);
}

std::string not_zero(const std::string& pattern) {
  return "(?=.*[1-9])(" + pattern + ")";
}

}  // namespace stampede
