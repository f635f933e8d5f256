// SIEVE: a queue in the order of insertion, and a hand that sifts out what has not been used since it last passed.
//
// The algorithm of Zhang, Yang, Yue, Vigfusson, Rashmi ("SIEVE is simpler than LRU: an efficient turn-key eviction
// algorithm for web caches", NSDI 2024): the hand moves from the oldest entry to the newest and then starts again at
// the oldest; whoever is marked as visited loses the mark and stays where it is, and the first one that is not marked
// goes. What it leaves open: an entry that leaves for another reason (expiry, removal) passes the hand on to the next
// newer one, as an eviction does, and an overwrite is a visit.

#include <vector>

#include "harness/cache/eviction/policies.h"
#include "harness/cache/eviction/recency_list.h"

namespace stampede {

namespace {

class Sieve final : public EvictionPolicy {
 public:
  void on_insert(Slot slot, Key) override {
    order_.push_newest(slot);
    if (slot >= visited_.size()) visited_.resize(slot + 1);
    visited_[slot] = 0;
  }
  void on_access(Slot slot, Key) override { visited_[slot] = 1; }
  void on_remove(Slot slot, Key) override {
    if (slot == hand_) hand_ = order_.newer(slot);
    order_.remove(slot);
  }
  Slot victim(Key) override {
    while (visited_[at_hand()] != 0) {
      visited_[at_hand()] = 0;
      hand_ = order_.newer(at_hand());
    }
    return hand_ = at_hand();
  }
  Slot likely_victim() const override { return at_hand(); }

 private:
  Slot at_hand() const { return hand_ == kNoSlot ? order_.oldest() : hand_; }

  RecencyList order_;
  Slot hand_ = kNoSlot;                // kNoSlot: past the newest, so at the oldest
  std::vector<std::uint8_t> visited_;  // by slot
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_sieve(const EvictionArguments&) {
  return std::make_unique<Sieve>();
}

}  // namespace stampede
