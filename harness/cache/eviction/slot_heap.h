// A heap over slots whose order changes: the backbone of the policies that rank entries by a number.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "harness/cache/eviction.h"

namespace stampede {

// A binary heap that knows where each slot stands, so that a rank changes in O(log n). Lower ranks go first; ranks of
// different slots are different. Takes a rank and 8 bytes a slot.
template <typename Rank>
class SlotHeap {
 public:
  bool empty() const { return heap_.empty(); }
  // The slot of the lowest rank. REQUIRES: !empty()
  Slot first() const { return heap_.front().slot; }
  Rank first_rank() const { return heap_.front().rank; }
  Rank rank(Slot slot) const { return heap_[place_[slot]].rank; }

  void add(Slot slot, Rank rank) {
    if (slot >= place_.size()) place_.resize(slot + 1);
    heap_.push_back({rank, slot});
    rise(heap_.size() - 1, {rank, slot});
  }

  void change(Slot slot, Rank rank) { settle(place_[slot], {rank, slot}); }

  void remove(Slot slot) {
    const std::size_t hole = place_[slot];
    const Node last = heap_.back();
    heap_.pop_back();
    if (last.slot != slot) settle(hole, last);
  }

 private:
  struct Node {
    Rank rank;
    Slot slot;
  };

  void put(std::size_t at, const Node& node) {
    heap_[at] = node;
    place_[node.slot] = static_cast<std::uint32_t>(at);
  }

  void settle(std::size_t at, const Node& node) {
    if (at > 0 && node.rank < heap_[(at - 1) / 2].rank) return rise(at, node);
    sink(at, node);
  }

  void rise(std::size_t at, const Node& node) {
    for (; at > 0; at = (at - 1) / 2) {
      const Node& parent = heap_[(at - 1) / 2];
      if (parent.rank < node.rank) break;
      put(at, parent);
    }
    put(at, node);
  }

  void sink(std::size_t at, const Node& node) {
    for (std::size_t child = 2 * at + 1; child < heap_.size(); child = 2 * at + 1) {
      if (child + 1 < heap_.size() && heap_[child + 1].rank < heap_[child].rank) ++child;
      if (node.rank < heap_[child].rank) break;
      put(at, heap_[child]);
      at = child;
    }
    put(at, node);
  }

  std::vector<Node> heap_;
  std::vector<std::uint32_t> place_;  // by slot: its index in heap_
};

}  // namespace stampede
