// A doubly linked list over slots: the backbone of the policies that keep an order.
#pragma once

#include <vector>

#include "harness/cache/eviction.h"

namespace stampede {

// Links live in one dense array, 8 bytes a slot, so that moving an entry to the front touches three small places.
class RecencyList {
 public:
  bool empty() const { return oldest_ == kNoSlot; }
  Slot oldest() const { return oldest_; }
  Slot newest() const { return newest_; }
  // The next newer one, or kNoSlot.
  Slot newer(Slot slot) const { return links_[slot].newer; }

  // Hints that the slot's place will be needed soon. Always inlined: g++ drops calls of what only prefetches.
  [[gnu::always_inline]] void prefetch(Slot slot) const { __builtin_prefetch(&links_[slot]); }

  void push_newest(Slot slot) {
    if (slot >= links_.size()) links_.resize(slot + 1);
    links_[slot] = {newest_, kNoSlot};
    (newest_ != kNoSlot ? links_[newest_].newer : oldest_) = slot;
    newest_ = slot;
  }

  void remove(Slot slot) {
    const Links links = links_[slot];
    (links.older != kNoSlot ? links_[links.older].newer : oldest_) = links.newer;
    (links.newer != kNoSlot ? links_[links.newer].older : newest_) = links.older;
  }

  void move_to_newest(Slot slot) {
    if (slot == newest_) return;
    remove(slot);
    push_newest(slot);
  }

 private:
  struct Links {
    Slot older;
    Slot newer;
  };

  std::vector<Links> links_;
  Slot oldest_ = kNoSlot;
  Slot newest_ = kNoSlot;
};

}  // namespace stampede
