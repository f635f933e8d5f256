// Keys of a trace, numbered densely in order of first appearance.
#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <absl/hash/hash.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/base/ids.h"
#include "harness/workload/text_arena.h"

namespace stampede {

inline constexpr std::string_view kTooManyKeys =
    "the trace has more than 4000000000 different keys: split it, or take a sample of its keys";

// Keys that are whole numbers are kept as numbers, all others as bytes in an arena: a key costs some 20 to 40 bytes
// besides its text. Different texts are different keys, `7` and `07` too. One trace uses either texts or numbers.
class KeyInterner {
 public:
  // `limit`: how many different keys there may be; at most kMaxKeys.
  explicit KeyInterner(std::uint64_t limit = kMaxKeys);

  // The dense number of a key, or nothing if it would be one key too many. Text is shorter than 4 GiB.
  std::optional<Key> intern(std::string_view text);
  std::optional<Key> intern(std::uint64_t number);

  // Fetches what intern(number) will look at, so that it need not wait for memory.
  void prefetch(std::uint64_t number) const { numbers_.prefetch(number); }

  Key count() const { return count_; }

 private:
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return absl::HashOf(text); }
    std::size_t operator()(TextArena::Entry entry) const { return absl::HashOf(entry.text()); }
  };
  struct SameText {
    using is_transparent = void;
    bool operator()(TextArena::Entry entry, std::string_view text) const { return entry.text() == text; }
    bool operator()(TextArena::Entry a, TextArena::Entry b) const { return a.text() == b.text(); }
  };

  std::optional<Key> intern_text(std::string_view text);

  absl::flat_hash_map<std::uint64_t, Key> numbers_;
  absl::flat_hash_set<TextArena::Entry, TextHash, SameText> texts_;
  TextArena arena_;
  Key count_ = 0;
  Key limit_;
};

}  // namespace stampede
