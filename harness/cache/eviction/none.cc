// No eviction: a full cache keeps what it has and refuses newcomers, until entries expire or are removed.

#include "harness/cache/eviction/policies.h"

namespace stampede {

namespace {

class None final : public EvictionPolicy {
 public:
  void on_insert(Slot, Key) override {}
  void on_access(Slot, Key) override {}
  void on_remove(Slot, Key) override {}
  Slot victim(Key) override { return kNoSlot; }
};

}  // namespace

std::unique_ptr<EvictionPolicy> make_none(const EvictionArguments&) {
  return std::make_unique<None>();
}

}  // namespace stampede
