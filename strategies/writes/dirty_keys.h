// The buffer of write-behind: what was written and is not yet in the store, by key.
#pragma once

#include <absl/container/flat_hash_map.h>

#include <cstddef>
#include <vector>

#include "harness/base/value.h"
#include "harness/store/store.h"

namespace stampede {

// A key is dirty while its last write waits for its turn, and in flight while the store is at work on it; one that is
// written meanwhile is both.
class DirtyKeys {
 public:
  struct Written {
    WriteItem item;
    Value value;
  };

  bool is_dirty(Key key) const { return dirty_.contains(key); }
  bool is_in_flight(Key key) const { return in_flight_.contains(key); }
  std::size_t dirty() const { return dirty_.size(); }

  // The latest value of a key that is dirty or in flight, or null; valid until the next change.
  const Value* find(Key key) const {
    if (const auto it = dirty_.find(key); it != dirty_.end()) return &it->second.value;
    if (const auto it = in_flight_.find(key); it != in_flight_.end()) return &it->second.value;
    return nullptr;
  }

  enum class Added {
    kNew,       // the key was not dirty
    kReplaced,  // an earlier write
    kOutdated,  // changes nothing: what waits is a later write
  };
  Added add(const Written& written) {
    const auto [place, is_new] = dirty_.try_emplace(written.item.key, written);
    if (is_new) return Added::kNew;
    if (place->second.item.write > written.item.write) return Added::kOutdated;
    place->second = written;
    return Added::kReplaced;
  }

  // Dirty keys go into flight, in that order. REQUIRES: none of them is already.
  std::vector<WriteItem> take(const std::vector<Key>& keys) {
    std::vector<WriteItem> items;
    items.reserve(keys.size());
    for (const Key key : keys) {
      const auto place = dirty_.find(key);
      items.push_back(place->second.item);
      in_flight_.emplace(key, place->second);
      dirty_.erase(place);
    }
    return items;
  }

  // The store has written them.
  void settle(const std::vector<Key>& in_flight) {
    for (const Key key : in_flight) in_flight_.erase(key);
  }

  // The store has not: they are dirty again. Returns which; the others were written meanwhile, and stay with that.
  std::vector<Key> put_back(const std::vector<Key>& in_flight) {
    std::vector<Key> dirty_again;
    for (const Key key : in_flight) {
      const auto place = in_flight_.find(key);
      if (dirty_.emplace(key, place->second).second) dirty_again.push_back(key);
      in_flight_.erase(place);
    }
    return dirty_again;
  }

 private:
  absl::flat_hash_map<Key, Written> dirty_;
  absl::flat_hash_map<Key, Written> in_flight_;
};

}  // namespace stampede
