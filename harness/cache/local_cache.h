// A cache in the memory of one process (or, with a latency, a simulated remote one).
#pragma once

#include <cstdint>
#include <limits>
#include <memory>

#include "harness/base/distribution.h"
#include "harness/base/key_table.h"
#include "harness/base/paged_vector.h"
#include "harness/cache/cache.h"
#include "harness/cache/entry_ttl.h"
#include "harness/cache/eviction.h"

namespace stampede {

// How much a cache holds at most; the default is no limit.
struct CacheLimits {
  std::uint64_t entries = std::numeric_limits<std::uint64_t>::max();
  Bytes bytes = std::numeric_limits<Bytes>::max();
};

// Bounded by entries or by bytes; expiry is lazy: an expired entry occupies its place until it is looked up,
// overwritten or evicted. An overwrite counts as an access for the eviction policy, not as an insertion. A value larger
// than the whole capacity is refused, and so is a newcomer when the policy gives up nothing; a refused successor of a
// cached value takes that value with it.
class LocalCache final : public Cache {
 public:
  struct Options {
    CacheLimits limits = {};
    Distribution latency = Distribution::constant(0);
    std::size_t expected_keys = 0;  // of the population: a hint for memory
    EntryTtl* sliding = nullptr;  // draws the TTL that each look-up starts again; null: none does. Outlives the cache.
  };

  // `runtime` and `observer` must outlive the cache. Latencies are drawn from `random` by
  // request and operation, so that a request has the same luck under every strategy.
  LocalCache(Runtime& runtime, const Options& options, std::unique_ptr<EvictionPolicy> policy, RandomStream random,
             CacheObserver& observer);

  using Cache::get;
  Later<Lookup> get(Context context, Key key, Duration grace) override;
  Later<PutResult> put(Context context, Put put) override;
  Later<bool> remove(Context context, Key key) override;
  Later<Lookup> peek(Context context, Key key) override;

  // All entries go.
  void flush();

  // From now until as many outages have ended as have begun, every operation fails after `failure_latency`, that of the
  // latest outage; and so does one that would take effect meanwhile.
  void begin_outage(Duration failure_latency);
  void end_outage();

  // Hints that the key will be looked up soon: fetch the memory that says where its entry is, and, once that has
  // arrived, the entry.
  void prefetch_place(Key key) const { slots_.prefetch(key); }
  // Always inlined: g++ takes a function that only prefetches for one without effect, and drops calls of it.
  [[gnu::always_inline]] void prefetch_entry(Key key) const {
    if (const Slot slot = slot_of(key); slot != kNoSlot) {
      __builtin_prefetch(&table_[slot]);
      policy_->prefetch(slot);
    }
  }

  std::uint64_t entries() const { return entries_; }
  Bytes bytes() const { return bytes_; }

 private:
  struct Entry {
    Value value;
    Key key = 0;
    bool used = false;  // a look-up has returned the value
  };

  // How an operation will go, as far as that is known when it begins.
  struct Prospect {
    Duration latency;
    bool fails;
  };

  Lookup get_now(Context context, Key key, Duration grace);
  PutResult put_now(Put put);
  bool remove_now(Key key);
  Lookup peek_now(Key key);
  Lookup found_in(Slot slot) const;
  void note_unused(const Entry& entry) {
    if (!entry.used) observer_.on_unused(entry.key);
  }
  Task<Lookup> get_later(Prospect prospect, Context context, Key key, Duration grace);
  Task<PutResult> put_later(Prospect prospect, Put put);
  Task<bool> remove_later(Prospect prospect, Key key);
  Task<Lookup> peek_later(Prospect prospect, Key key);
  bool down() const { return outages_ > 0; }
  Lookup fail_lookup(const Context& context, Key key);
  Prospect prospect(const Context& context, std::uint64_t operation) const {
    if (down()) [[unlikely]]
      return {failure_latency_, true};
    return {latency_.sample(random_.at(context.request, operation)), false};
  }

  Slot slot_of(Key key) const { return slots_.get(key) - 1; }  // an untouched 0 becomes kNoSlot
  // The key's slot unless its value has been expired for `grace`: then it is removed.
  Slot usable_slot_of(Key key, Duration grace);
  PutResult overwrite(Slot slot, const Value& value);
  PutResult insert(Key key, const Value& value);
  bool make_room(Key newcomer, std::uint64_t entries, Bytes bytes);
  void evict(Slot slot);
  void release(Slot slot);
  void report_occupancy() { observer_.on_occupancy(entries_, bytes_); }

  Runtime& runtime_;
  const CacheLimits limits_;
  const Distribution latency_;
  const std::unique_ptr<EvictionPolicy> policy_;
  const bool policy_wants_lookups_;
  const RandomStream random_;
  CacheObserver& observer_;
  EntryTtl* const sliding_;

  KeyTable<Slot> slots_;  // slot + 1 of each cached key, 0: not cached
  PagedVector<Entry> table_;
  std::vector<Slot> free_;
  std::uint64_t entries_ = 0;
  Bytes bytes_ = 0;
  int outages_ = 0;
  Duration failure_latency_ = 0;
};

}  // namespace stampede
