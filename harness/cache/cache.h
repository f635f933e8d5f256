// The contract of a cache, in process or remote.
//
// An operation takes effect at the end of its latency. Latency 0, the default, completes without suspending. The TTL
// of a value runs from the moment its `put` takes effect, unless the `put` says otherwise; a value is expired when
// now >= expiry. An operation that comes while the cache is down, or would take effect then, fails: a `get` or `peek`
// finds nothing, the others change nothing.
#pragma once

#include <cstdint>
#include <optional>

#include "harness/base/context.h"
#include "harness/base/ids.h"
#include "harness/base/value.h"
#include "harness/cache/leases.h"
#include "harness/runtime/later.h"

namespace stampede {

enum class Found : std::uint8_t { kMiss, kFresh, kExpired };

struct Lookup {
  Found found = Found::kMiss;
  Value value = {};  // meaningful when found

  bool fresh() const { return found == Found::kFresh; }
  bool expired() const { return found == Found::kExpired; }
};

// When a `put` may change what the cache holds. An expired entry is not present: like a look-up, such a put removes it.
enum class PutCondition : std::uint8_t { kAlways, kIfPresent, kIfAbsent };

struct Put {
  Key key;
  Value value = {};            // its `filled_at` and `expiry` are set by the cache
  Duration ttl = kNever;       // kNever: until evicted
  Instant ttl_start = kNever;  // kNever: when the put takes effect; what has expired by then is stored all the same
  PutCondition condition = PutCondition::kAlways;
  bool keep_load_time = false;  // a written value keeps the load time of the copy it replaces
  Lease lease = kNoLease;       // if there is one, it must still be valid when the put takes effect
};

enum class PutResult : std::uint8_t {
  kStored,
  kRefused,  // the condition does not hold, the lease is void, or there is no room that could be made
  kFailed,   // the cache is down
};

// One loop. Calls may overlap in time when latency is above 0.
class Cache {
 public:
  virtual ~Cache() = default;

  // An entry that has been expired for `grace` or longer is removed: a miss. One expired for less stays, and is found
  // as what it is. A grace of 0: no entry survives being found expired; `kNever`: each does.
  virtual Later<Lookup> get(Context context, Key key, Duration grace) = 0;
  Later<Lookup> get(Context context, Key key) { return get(context, key, 0); }
  virtual Later<PutResult> put(Context context, Put put) = 0;
  // Whether there was an entry to remove.
  virtual Later<bool> remove(Context context, Key key) = 0;
  // What the cache holds, expired or not. Counts as no look-up: nothing is removed, no TTL starts again, and the
  // eviction policy does not hear of it.
  virtual Later<Lookup> peek(Context context, Key key) = 0;

  // Of the writes and loads of everybody who uses this cache.
  Leases& leases() { return leases_; }

 private:
  Leases leases_;
};

// Sees what happens in a cache at the instant it takes effect. Part of the harness, not of a strategy.
class CacheObserver {
 public:
  virtual ~CacheObserver() = default;
  virtual void on_lookup(const Context& context, Key key, const Lookup& lookup) = 0;
  // `replaced`: the version of the value that was in its place and still within its TTL.
  virtual void on_fill(Key key, const Value& value, std::optional<Version> replaced) = 0;
  virtual void on_expired(Key key) = 0;
  virtual void on_evicted(Key key) = 0;
  virtual void on_invalidated(Key key) = 0;
  // All entries went at once.
  virtual void on_flushed(std::uint64_t entries) = 0;
  // The value of an earlier fill is gone, overwritten or with its entry, and no look-up had returned it.
  virtual void on_unused(Key key) = 0;
  // An operation failed because the cache is down.
  virtual void on_error() = 0;
  // After each change of what the cache holds.
  virtual void on_occupancy(std::uint64_t entries, Bytes bytes) = 0;
};

}  // namespace stampede
