// Many short texts that live as long as the arena, with few bytes spent besides their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace stampede {

// Each text is stored together with a number. Texts never move, so entries stay valid.
class TextArena {
 public:
  // A text in the arena: 8 bytes in whoever holds it, and 8 bytes besides the text in the arena.
  class Entry {
   public:
    std::string_view text() const;
    std::uint32_t number() const;

   private:
    friend class TextArena;
    explicit Entry(const char* at) : at_(at) {}

    const char* at_;
  };

  // Copies `text`, which is shorter than 4 GiB.
  Entry add(std::string_view text, std::uint32_t number);

 private:
  char* room_for(std::size_t size);

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t free_size_ = 0;
};

}  // namespace stampede
