// CLOCK, or second chance: first in, first out, but whoever was used since its turn last came is spared once.
//
// The algorithm of Corbato ("A paging experiment with the Multics system", 1968) in its form as a queue: the entry
// whose turn it is goes, unless it has been used since; then its mark is taken away and it joins the queue's end. What
// it leaves open: a new entry bears no mark (its first use is its insertion), and an overwrite is a use.

#include <vector>

#include "harness/cache/eviction/policies.h"
#include "harness/cache/eviction/recency_list.h"

namespace stampede {

namespace {

class Clock final : public EvictionPolicy {
 public:
  void on_insert(Slot slot, Key) override {
    order_.push_newest(slot);
    if (slot >= used_.size()) used_.resize(slot + 1);
    used_[slot] = 0;
  }
  void on_access(Slot slot, Key) override { used_[slot] = 1; }
  void on_remove(Slot slot, Key) override { order_.remove(slot); }
  Slot victim(Key) override {
    while (used_[order_.oldest()] != 0) {
      used_[order_.oldest()] = 0;
      order_.move_to_newest(order_.oldest());
    }
    return order_.oldest();
  }
  Slot likely_victim() const override { return order_.oldest(); }

 private:
  RecencyList order_;
  std::vector<std::uint8_t> used_;  // by slot
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_clock(const EvictionArguments&) {
  return std::make_unique<Clock>();
}

}  // namespace stampede
