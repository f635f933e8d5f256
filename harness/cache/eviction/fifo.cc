// First in, first out: whoever was inserted longest ago goes first, however often it is used. An overwrite does not
// renew the place in the line.

#include "harness/cache/eviction/policies.h"
#include "harness/cache/eviction/recency_list.h"

namespace stampede {

namespace {

class Fifo final : public EvictionPolicy {
 public:
  void on_insert(Slot slot, Key) override { order_.push_newest(slot); }
  void on_access(Slot, Key) override {}
  void on_remove(Slot slot, Key) override { order_.remove(slot); }
  Slot victim(Key) override { return order_.oldest(); }
  Slot likely_victim() const override { return order_.oldest(); }

 private:
  RecencyList order_;
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_fifo(const EvictionArguments&) {
  return std::make_unique<Fifo>();
}

}  // namespace stampede
