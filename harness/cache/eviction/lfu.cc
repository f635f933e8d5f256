// Least frequently used, among what is cached: whoever has been used the fewest times since its insertion goes first.
//
// Exact, in constant time: entries of the same count stand in one list, and the lists in the order of their counts
// (Ketan Shah, Mitra, Matani: "An O(1) algorithm for implementing the LFU cache eviction scheme", 2010). What the name
// leaves open: a count starts at 1, each look-up that finds the entry and each overwrite adds 1, an eviction forgets
// it, and of equal counts the one that reached its count longest ago goes first.

#include <vector>

#include "harness/cache/eviction/policies.h"

namespace stampede {

namespace {

using Group = std::uint32_t;  // of the entries with one count: a place in `groups_`
constexpr Group kNoGroup = ~Group{0};

class Lfu final : public EvictionPolicy {
 public:
  void on_insert(Slot slot, Key) override {
    if (slot >= places_.size()) places_.resize(slot + 1);
    const bool is_there = least_ != kNoGroup && groups_[least_].count == 1;
    append(slot, is_there ? least_ : add_group(1, kNoGroup));
  }
  void on_access(Slot slot, Key) override {
    const Group from = places_[slot].group;
    const std::uint64_t count = groups_[from].count + 1;
    const Group more = groups_[from].more;
    const bool is_there = more != kNoGroup && groups_[more].count == count;
    const Group to = is_there ? more : add_group(count, from);
    take(slot);
    append(slot, to);
  }
  void on_remove(Slot slot, Key) override { take(slot); }
  Slot victim(Key) override { return groups_[least_].first; }
  void prefetch(Slot slot) const override { __builtin_prefetch(&places_[slot]); }
  Slot likely_victim() const override { return least_ == kNoGroup ? kNoSlot : groups_[least_].first; }

 private:
  struct Place {
    Slot earlier;
    Slot later;
    Group group;
  };
  struct CountGroup {
    std::uint64_t count;
    Group less;  // that of the next smaller count, and ...
    Group more;  // ... of the next larger one
    Slot first;  // reached the count longest ago
    Slot last;
  };

  // The new group of `count`, right behind `less`; kNoGroup: in front of all.
  Group add_group(std::uint64_t count, Group less) {
    const Group more = less == kNoGroup ? least_ : groups_[less].more;
    Group group;
    if (free_.empty()) {
      group = static_cast<Group>(groups_.size());
      groups_.emplace_back();
    } else {
      group = free_.back();
      free_.pop_back();
    }
    groups_[group] = {count, less, more, kNoSlot, kNoSlot};
    (less == kNoGroup ? least_ : groups_[less].more) = group;
    if (more != kNoGroup) groups_[more].less = group;
    return group;
  }

  void append(Slot slot, Group to) {
    CountGroup& group = groups_[to];
    places_[slot] = {group.last, kNoSlot, to};
    (group.last == kNoSlot ? group.first : places_[group.last].later) = slot;
    group.last = slot;
  }

  void take(Slot slot) {
    const Place place = places_[slot];
    CountGroup& group = groups_[place.group];
    (place.earlier == kNoSlot ? group.first : places_[place.earlier].later) = place.later;
    (place.later == kNoSlot ? group.last : places_[place.later].earlier) = place.earlier;
    if (group.first != kNoSlot) return;
    (group.less == kNoGroup ? least_ : groups_[group.less].more) = group.more;
    if (group.more != kNoGroup) groups_[group.more].less = group.less;
    free_.push_back(place.group);
  }

  std::vector<Place> places_;  // by slot
  std::vector<CountGroup> groups_;
  std::vector<Group> free_;
  Group least_ = kNoGroup;
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_lfu(const EvictionArguments&) {
  return std::make_unique<Lfu>();
}

}  // namespace stampede
