// Belady's MIN, the offline optimum: whoever will not be needed for the longest time goes first.
//
// The rule of Belady ("A study of replacement algorithms for a virtual-storage computer", IBM Systems Journal 1966),
// proved optimal by Mattson, Gecsei, Slutz, Traiger (1970) for values of one size and demand fill: no real policy can
// have fewer misses, so it is the ceiling that others are measured against. With values of different sizes, TTLs or
// writes it is a strong reference, not a proved optimum.
//
// What the rule leaves open: a use is a read; every newcomer is let in, also one that is never read again; of those
// that are never read again the one that was used longest ago goes first; with a capacity in bytes entries go, the one
// needed last first, until there is room. Where requests overtake one another (a cache with a latency), the present is
// the highest request that has looked up anything.

#include <algorithm>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/key_table.h"
#include "harness/cache/eviction/policies.h"
#include "harness/cache/eviction/slot_heap.h"

namespace stampede {

namespace {

class Belady final : public EvictionPolicy {
 public:
  explicit Belady(std::shared_ptr<const Future> future) : future_(std::move(future)) {
    STAMPEDE_CHECK(future_ != nullptr);
  }

  bool wants_lookups() const override { return true; }
  void on_lookup(RequestNumber request, Key) override {
    if (request < kFirstTimed) passed_ = std::max(passed_, request + 1);  // no others are of the workload
  }
  void on_insert(Slot slot, Key key) override { order_.add(slot, rank_of(key)); }
  void on_access(Slot slot, Key key) override { order_.change(slot, rank_of(key)); }
  void on_remove(Slot slot, Key) override { order_.remove(slot); }
  Slot victim(Key) override { return order_.first(); }
  Slot likely_victim() const override { return order_.empty() ? kNoSlot : order_.first(); }

 private:
  // Lower goes first: the time of the last use if there is no next one, and above all of these the next use, the
  // farther away the lower. Requests that read different keys are different, so no two ranks are the same.
  using Rank = std::uint64_t;

  Rank rank_of(Key key) {
    const RequestNumber next = next_use(key);
    return next == Future::kNever ? ++time_ : ~next;
  }

  RequestNumber next_use(Key key) {
    NextUse& known = next_uses_[key];
    RequestNumber next = known == kUnknown ? future_->first_use(key) : known == kNone ? Future::kNever : known - 1;
    while (next < passed_) next = future_->next_use(next);
    known = next == Future::kNever ? kNone : static_cast<NextUse>(next + 1);
    return next;
  }

  // What it was when it was last asked for: one higher, if there is one.
  using NextUse = std::uint32_t;
  static constexpr NextUse kUnknown = 0;
  static constexpr NextUse kNone = ~NextUse{0};
  static_assert(Future::kMaxRequests < kNone);

  const std::shared_ptr<const Future> future_;
  RequestNumber passed_ = 0;  // requests below this one are over, as far as anybody knows
  KeyTable<NextUse> next_uses_;
  SlotHeap<Rank> order_;
  std::uint64_t time_ = 0;
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_belady(const EvictionArguments& arguments) {
  return std::make_unique<Belady>(arguments.future);
}

}  // namespace stampede
