#include "harness/metrics/window.h"

#include <algorithm>
#include <concepts>
#include <numeric>

#include "harness/base/member_count.h"
#include "harness/metrics/window_fields.h"

namespace stampede {

namespace {

template <typename Part>
constexpr std::size_t declared_count(Part Window::*) {
  std::size_t count = 0;
  for_each_window_field([&count]<MergeRule kRule, typename... Path>(const WindowField<kRule, Path...>&) {
    count += std::same_as<std::tuple_element_t<0, std::tuple<Path...>>, Part Window::*> ? 1 : 0;
  });
  return count;
}

template <typename Part>
constexpr bool every_field_is_declared(Part Window::*part) {
  return declared_count(part) == member_count<Part>();
}

static_assert(every_field_is_declared(&Window::requests) && every_field_is_declared(&Window::reads) &&
                  every_field_is_declared(&Window::writes) && every_field_is_declared(&Window::store) &&
                  every_field_is_declared(&Window::stampede) && every_field_is_declared(&Window::cache) &&
                  every_field_is_declared(&Window::recovery) && member_count<Window>() == 3 + 7,
              "window_fields.h lacks a field of Window, or this list one of its parts");

template <typename Count>
void add(Count& to, const Count& from) {
  to += from;
}
void add(OutcomeCounts& to, const OutcomeCounts& from) {
  for (std::size_t i = 0; i < kOutcomes; ++i) to[i] += from[i];
}

template <MergeRule kRule, typename Value>
void merge_value(Value& to, const Value& from) {
  if constexpr (kRule == MergeRule::kSum) {
    add(to, from);
  } else if constexpr (kRule == MergeRule::kMax) {
    to = std::max(to, from);
  } else if constexpr (kRule == MergeRule::kMin) {
    to = std::min(to, from);
  } else {
    to.merge(from);
  }
}

}  // namespace

void Window::merge(const Window& other) {
  for_each_window_field([&]<MergeRule kRule, typename... Path>(const WindowField<kRule, Path...>& field) {
    merge_value<kRule>(field.of(*this), field.of(other));
  });
}

bool Window::operator==(const Window& other) const {
  bool equal = true;
  for_each_window_field([&](const auto& field) { equal = equal && field.of(*this) == field.of(other); });
  return equal;
}

std::uint64_t Window::reads_total() const {
  return std::accumulate(reads.outcomes.begin(), reads.outcomes.end(), std::uint64_t{0});
}

std::uint64_t Window::stale_total() const {
  return std::accumulate(reads.stale.begin(), reads.stale.end(), std::uint64_t{0});
}

}  // namespace stampede
