// The contract of an eviction policy: which entry goes when room is needed.
//
// A policy keeps its own order over *slots*, small dense integers that the cache hands out to its entries. The cache
// tells it what happens to each slot; the policy never looks at values, times or sizes. One loop, no locks.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/options.h"
#include "harness/base/random.h"

namespace stampede {

using Slot = std::uint32_t;
inline constexpr Slot kNoSlot = ~Slot{0};

class EvictionPolicy {
 public:
  virtual ~EvictionPolicy() = default;

  // A new entry for `key` took `slot`, which was free.
  virtual void on_insert(Slot slot, Key key) = 0;
  // The entry was looked up and found, or overwritten.
  virtual void on_access(Slot slot, Key key) = 0;
  // The entry leaves: evicted, expired or removed. The slot may be handed out again.
  virtual void on_remove(Slot slot, Key key) = 0;

  // The entry to give up next, or kNoSlot: the policy gives up nothing and the newcomer is refused. The cache follows
  // up with `on_remove`. REQUIRES: at least one entry.
  virtual Slot victim() = 0;

  // For speed only, and free to do nothing: that the entry will be accessed soon; and which one the next victim may
  // well be (kNoSlot: no idea).
  virtual void prefetch(Slot) const {}
  virtual Slot likely_victim() const { return kNoSlot; }
};

// One row of the table of policies.
struct EvictionRow {
  std::string name;
  std::string summary;
  std::vector<OptionSpec> options;
  std::unique_ptr<EvictionPolicy> (*make)(const OptionValues& options, RandomStream random);
  std::string details = {};  // a few lines: the rule, what it costs, and where it comes from
};

// The policies that come with the harness: one file each in eviction/.
const std::vector<EvictionRow>& builtin_evictions();

}  // namespace stampede
