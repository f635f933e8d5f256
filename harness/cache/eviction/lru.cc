// Least recently used: whoever was looked up or overwritten longest ago goes first.
//
// The textbook algorithm (Mattson, Gecsei, Slutz, Traiger: "Evaluation techniques for storage hierarchies", IBM Systems
// Journal 1970), exact: every access moves the entry to the newest end of one list.

#include "harness/cache/eviction/policies.h"
#include "harness/cache/eviction/recency_list.h"

namespace stampede {

namespace {

class Lru final : public EvictionPolicy {
 public:
  void on_insert(Slot slot, Key) override { order_.push_newest(slot); }
  void on_access(Slot slot, Key) override { order_.move_to_newest(slot); }
  void on_remove(Slot slot, Key) override { order_.remove(slot); }
  Slot victim(Key) override { return order_.oldest(); }
  void prefetch(Slot slot) const override { order_.prefetch(slot); }
  Slot likely_victim() const override { return order_.oldest(); }

 private:
  RecencyList order_;
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_lru(const EvictionArguments&) {
  return std::make_unique<Lru>();
}

}  // namespace stampede
