// How many members an aggregate has, so that a list of them can be proved complete when it is compiled.
#pragma once

#include <cstddef>
#include <utility>

namespace stampede {

namespace member_count_detail {

// Converts to whatever a member wants.
struct Anything {
  std::size_t ignored;
  template <typename T>
  operator T&() const&&;  // declared only: asked in unevaluated operands
};

template <typename T, std::size_t... kIndices>
constexpr bool has_members(std::index_sequence<kIndices...>) {
  return requires {
    T{Anything{kIndices}...};
  };
}

}  // namespace member_count_detail

// The most values that T can be made from. REQUIRES: at most `kAtMost` members, copyable, no base class.
template <typename T, std::size_t kAtMost = 48>
constexpr std::size_t member_count() {
  if constexpr (member_count_detail::has_members<T>(std::make_index_sequence<kAtMost>())) {
    return kAtMost;
  } else {
    return member_count<T, kAtMost - 1>();
  }
}

}  // namespace stampede
