// PagedVector<T>: an array that grows without moving or doubling what it holds.
#pragma once

#include <bit>
#include <cstddef>
#include <vector>

#include "harness/base/large_array.h"

namespace stampede {

// Elements keep their addresses; growth takes one page at a time, so that memory stays proportional to what is used
// even at the moment of growing. A page fills a huge page of the system. New elements are value-initialised.
template <typename T>
class PagedVector {
 public:
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return pages_[i >> kPageBits][i & kMask]; }
  const T& operator[](std::size_t i) const { return pages_[i >> kPageBits][i & kMask]; }

  T& emplace_back() {
    if ((size_ & kMask) == 0 && (size_ >> kPageBits) == pages_.size()) {
      pages_.emplace_back(std::size_t{1} << kPageBits);
    }
    T& element = (*this)[size_++];
    return element = T();
  }

  void clear() {
    pages_.clear();
    size_ = 0;
  }

 private:
  // As many elements, of 2^n, as a huge page has room for.
  static constexpr std::size_t kPageBits = std::bit_width(kHugePage / sizeof(T)) - 1;
  static constexpr std::size_t kMask = (std::size_t{1} << kPageBits) - 1;

  std::vector<std::vector<T, LargeArrayAllocator<T>>> pages_;
  std::size_t size_ = 0;
};

}  // namespace stampede
