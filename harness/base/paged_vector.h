// PagedVector<T>: an array that grows without moving or doubling what it holds.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace stampede {

// Elements keep their addresses; growth takes one page at a time, so that memory stays proportional to what is used
// even at the moment of growing. New elements are value-initialised.
template <typename T, std::size_t kPageBits = 12>
class PagedVector {
 public:
  std::size_t size() const { return size_; }
  T& operator[](std::size_t i) { return pages_[i >> kPageBits][i & kMask]; }
  const T& operator[](std::size_t i) const { return pages_[i >> kPageBits][i & kMask]; }

  T& emplace_back() {
    if ((size_ & kMask) == 0 && (size_ >> kPageBits) == pages_.size()) {
      pages_.push_back(std::make_unique<T[]>(std::size_t{1} << kPageBits));
    }
    T& element = (*this)[size_++];
    return element = T();
  }

  void clear() {
    pages_.clear();
    size_ = 0;
  }

 private:
  static constexpr std::size_t kMask = (std::size_t{1} << kPageBits) - 1;

  std::vector<std::unique_ptr<T[]>> pages_;
  std::size_t size_ = 0;
};

}  // namespace stampede
