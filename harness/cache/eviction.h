// The contract of an eviction policy: which entry goes when room is needed.
//
// A policy keeps its own order over *slots*, small dense integers that the cache hands out to its entries. The cache
// tells it what happens to each slot; the policy never looks at values, times or sizes, nor, unless it wants to, at
// requests. One loop, no locks.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "harness/base/ids.h"
#include "harness/base/options.h"
#include "harness/base/random.h"
#include "harness/cache/future.h"

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

  // The entry to give up next, so that `newcomer` has room, or kNoSlot: the policy gives up nothing and the newcomer is
  // refused. A newcomer that is cached already has outgrown its place. The cache follows up with `on_remove`, and asks
  // again while there is too little room. REQUIRES: at least one entry.
  virtual Slot victim(Key newcomer) = 0;

  // A request, kNoRequest for none, looks `key` up: told before `on_access`, and also if the key is not found or the
  // cache is down. Only told to those who want it, asked once: every look-up pays for it.
  virtual void on_lookup(RequestNumber request, Key key) { static_cast<void>(request), static_cast<void>(key); }
  virtual bool wants_lookups() const { return false; }

  // For speed only, and free to do nothing: that the entry will be accessed soon; and which one the next victim may
  // well be (kNoSlot: no idea).
  virtual void prefetch(Slot) const {}
  virtual Slot likely_victim() const { return kNoSlot; }
};

// What a policy is made from.
struct EvictionArguments {
  const OptionValues& options;  // its own, complete; not kept
  RandomStream random;
  // What will be asked for; only of a row with `needs_future`, and then not null.
  std::shared_ptr<const Future> future = nullptr;
};

// One row of the table of policies.
struct EvictionRow {
  std::string name;
  std::string summary;
  std::vector<OptionSpec> options;
  std::unique_ptr<EvictionPolicy> (*make)(const EvictionArguments& arguments);
  std::string details = {};   // a few lines: the rule, what it costs, and where it comes from
  bool needs_future = false;  // only for workloads that are known in advance
};

// The policies that come with the harness: one file each in eviction/.
const std::vector<EvictionRow>& builtin_evictions();

}  // namespace stampede
