#include "harness/workload/text_arena.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "harness/base/check.h"

namespace stampede {
namespace {

constexpr std::size_t kArenaBlock = std::size_t{256} << 10;

struct Header {
  std::uint32_t number;
  std::uint32_t size;
};

Header header_at(const char* at) {
  Header header;
  std::memcpy(&header, at, sizeof header);
  return header;
}

}  // namespace

std::string_view TextArena::Entry::text() const {
  return {at_ + sizeof(Header), header_at(at_).size};
}

std::uint32_t TextArena::Entry::number() const {
  return header_at(at_).number;
}

TextArena::Entry TextArena::add(std::string_view text, std::uint32_t number) {
  STAMPEDE_CHECK(text.size() <= std::numeric_limits<std::uint32_t>::max());
  const Header header{number, static_cast<std::uint32_t>(text.size())};
  char* const at = room_for(sizeof header + text.size());
  std::memcpy(at, &header, sizeof header);
  std::copy(text.begin(), text.end(), at + sizeof header);
  return Entry(at);
}

char* TextArena::room_for(std::size_t size) {
  if (size > free_size_) {
    free_size_ = std::max(size, kArenaBlock);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(free_size_));
    free_ = blocks_.back().get();
  }
  char* const at = free_;
  free_ += size;
  free_size_ -= size;
  return at;
}

}  // namespace stampede
