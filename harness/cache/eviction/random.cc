// Random replacement: every entry is equally likely to go. Needs no memory of accesses; under independent requests its
// hit ratio equals FIFO's (Gelenbe: "A unified approach to the evaluation of a class of replacement algorithms", 1973).
//
// Entries stand in an array without gaps; a removal moves the last one into the hole, so that one draw picks fairly.

#include <vector>

#include "harness/cache/eviction/policies.h"

namespace stampede {

namespace {

class Random final : public EvictionPolicy {
 public:
  explicit Random(RandomStream random) : random_(random) {}

  void on_insert(Slot slot, Key) override {
    if (slot >= place_.size()) place_.resize(slot + 1);
    place_[slot] = static_cast<std::uint32_t>(present_.size());
    present_.push_back(slot);
  }
  void on_access(Slot, Key) override {}
  void on_remove(Slot slot, Key) override {
    const std::uint32_t hole = place_[slot];
    const Slot last = present_.back();
    present_[hole] = last;
    place_[last] = hole;
    present_.pop_back();
  }
  Slot victim(Key) override { return present_[below(random_.next(), present_.size())]; }

 private:
  RandomSequence random_;
  std::vector<Slot> present_;
  std::vector<std::uint32_t> place_;  // by slot: its index in present_
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_random(const EvictionArguments& arguments) {
  return std::make_unique<Random>(arguments.random);
}

}  // namespace stampede
