// A stable sort for short lists: the one of libstdc++ 12 uses what C++20 deprecates, and clang 19 says so.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>
#include <vector>

namespace stampede {

// By `key(item)`, ascending; equal ones keep their order. Quadratic.
template <typename T, typename Key>
void insertion_sort(std::vector<T>& items, Key key) {
  const auto less = [&key](const T& a, const T& b) { return std::invoke(key, a) < std::invoke(key, b); };
  for (auto item = items.begin(); item != items.end(); ++item) {
    std::rotate(std::upper_bound(items.begin(), item, *item, less), item, std::next(item));
  }
}

}  // namespace stampede
