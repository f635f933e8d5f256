// Perfect LFU: whoever has been asked for the fewest times, ever, goes first, and a newcomer that has been asked for
// less often yet than everybody who is cached is not let in.
//
// The counts of all keys are kept, cached or not (Breslau, Cao, Fan, Phillips, Shenker: "Web caching and Zipf-like
// distributions: evidence and implications", INFOCOM 1999, who also name it). Under independent requests the counts
// come to rank the keys by their probabilities: the cache ends up holding the most popular ones, which no policy
// without knowledge of the future can beat. What the name leaves open: the count of a key is the number of look-ups of
// it, whether they find it or not; of equal counts the entry that reached its count longest ago goes first; a newcomer
// is let in if its count equals the least one; a large newcomer may push several entries out before it meets one that
// counts more, and is refused.

#include <compare>

#include "harness/base/key_table.h"
#include "harness/cache/eviction/policies.h"
#include "harness/cache/eviction/slot_heap.h"

namespace stampede {

namespace {

class PerfectLfu final : public EvictionPolicy {
 public:
  bool wants_lookups() const override { return true; }
  void on_lookup(RequestNumber, Key key) override { ++counts_[key]; }
  void on_insert(Slot slot, Key key) override { order_.add(slot, {counts_.get(key), ++time_}); }
  void on_access(Slot slot, Key key) override {
    const std::uint64_t count = counts_.get(key);
    if (count != order_.rank(slot).count) order_.change(slot, {count, ++time_});
  }
  void on_remove(Slot slot, Key) override { order_.remove(slot); }
  Slot victim(Key newcomer) override {
    return counts_.get(newcomer) < order_.first_rank().count ? kNoSlot : order_.first();
  }
  Slot likely_victim() const override { return order_.empty() ? kNoSlot : order_.first(); }

 private:
  KeyTable<std::uint64_t> counts_;
  struct Rank {
    std::uint64_t count;
    std::uint64_t reached;  // when
    auto operator<=>(const Rank&) const = default;
  };

  SlotHeap<Rank> order_;
  std::uint64_t time_ = 0;
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_perfect_lfu(const EvictionArguments&) {
  return std::make_unique<PerfectLfu>();
}

}  // namespace stampede
