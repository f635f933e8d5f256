#include "harness/base/unit_patterns.h"

#include <algorithm>
#include <ranges>
#include <span>

#include "harness/base/unit_tables.h"

namespace stampede {
namespace {

// Literals, so that other files may build constants from these patterns.
constexpr const char* kFraction = "(\\.[0-9]+)?";
constexpr const char* kPlainDecimal = "(0|[1-9][0-9]*)(\\.[0-9]+)?";
constexpr const char* kExponent = "[eE][+-]?[0-9]+";

// A number with or without an exponent.
std::string any_decimal() {
  return std::string(kPlainDecimal) + "(" + kExponent + ")?";
}

// "(k|M|G)"; the unit without a name is left out.
std::string any_of(std::span<const Unit> units) {
  std::string text = "(";
  for (const Unit& unit : units) {
    if (!unit.name.empty()) text.append(text == "(" ? "" : "|").append(unit.name);
  }
  return text.append(")");
}

}  // namespace

// Parts in the order of units, any of them left out, but not all; a part with a point or an exponent is the last.
std::string duration_pattern() {
  std::string parts = "(?=[0-9])(?!.*[.eE][-+0-9]+[a-df-z][a-z]*[0-9])";
  for (const Unit& unit : kDurationUnits | std::views::reverse) {
    parts.append("(").append(any_decimal()).append(unit.name).append(")?");
  }
  return parts;
}

std::string size_pattern() {
  return any_decimal() + any_of(kSizeUnits);
}

std::string rate_number_pattern() {
  return "(?=[^/eE]*[1-9])" + count_pattern();
}

std::string rate_pattern() {
  return rate_number_pattern() + "/(" + any_of(kDurationUnits) + "|" + not_zero(duration_pattern()) + ")";
}

std::string count_pattern() {
  return any_decimal() + any_of(kCountUnits) + "?";
}

std::string count_as_text_pattern() {
  return "(" + any_decimal() + any_of(kCountUnits) + "|" + number_as_text_pattern() + ")";
}

std::string number_as_text_pattern() {
  return std::string(kPlainDecimal) + kExponent;
}

std::string share_pattern() {
  return any_decimal() + any_of(kShareUnits);
}

std::string share_of_whole_pattern() {
  return "(100(\\.0+)?|[1-9]?[0-9]" + std::string(kFraction) + "|" + kPlainDecimal + kExponent + ")" +
         any_of(kShareUnits);
}

std::string not_zero(const std::string& pattern) {
  return "(?=[^eE]*[1-9])(" + pattern + ")";
}

}  // namespace stampede
