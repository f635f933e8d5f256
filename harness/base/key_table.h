// KeyTable<T>: a small value for each key of a population, by the key's dense number.
#pragma once

#include <cstddef>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/large_array.h"

namespace stampede {

// Keys that were never touched hold T(). The table grows to the highest key touched, so that a population that is only
// discovered while a trace is read costs what was read.
template <typename T>
class KeyTable {
 public:
  explicit KeyTable(std::size_t expected_keys = 0) { values_.reserve(expected_keys); }

  T& operator[](Key key) {
    if (key >= values_.size()) values_.resize(std::size_t{key} + 1);
    return values_[key];
  }

  // The value of a key, without making room for it.
  T get(Key key) const { return key < values_.size() ? values_[key] : T(); }

  // Hints that the key's value will be needed soon.
  [[gnu::always_inline]] void prefetch(Key key) const {
    if (key < values_.size()) __builtin_prefetch(&values_[key]);
  }

  void clear() { values_.clear(); }

 private:
  std::vector<T, LargeArrayAllocator<T>> values_;
};

}  // namespace stampede
