// The contract of a cache, in process or remote.
//
// An operation takes effect at the end of its latency. Latency 0, the default, completes without suspending. The TTL
// of a value runs from the moment its `put` takes effect; a value is expired when now >= expiry.
#pragma once

#include <cstdint>

#include "harness/base/context.h"
#include "harness/base/ids.h"
#include "harness/base/value.h"
#include "harness/runtime/later.h"

namespace stampede {

enum class Found : std::uint8_t { kMiss, kFresh };

struct Lookup {
  Found found = Found::kMiss;
  Value value = {};  // meaningful when found

  bool fresh() const { return found == Found::kFresh; }
};

// When a `put` may change what the cache holds. An expired entry is not present: like a look-up, such a put removes it.
enum class PutCondition : std::uint8_t { kAlways, kIfPresent };

struct Put {
  Key key;
  Value value = {};       // its `filled_at` and `expiry` are set by the cache
  Duration ttl = kNever;  // kNever: until evicted
  PutCondition condition = PutCondition::kAlways;
  bool keep_load_time = false;  // a written value keeps the load time of the copy it replaces
};

enum class PutResult : std::uint8_t {
  kStored,
  kRefused,  // the condition does not hold, or there is no room that could be made
};

// One loop. Calls may overlap in time when latency is above 0.
class Cache {
 public:
  virtual ~Cache() = default;

  // Finding an expired entry removes it: a miss.
  virtual Later<Lookup> get(Context context, Key key) = 0;
  virtual Later<PutResult> put(Context context, Put put) = 0;
  // Whether there was an entry to remove.
  virtual Later<bool> remove(Context context, Key key) = 0;
};

// Sees what happens in a cache at the instant it takes effect. Part of the harness, not of a strategy.
class CacheObserver {
 public:
  virtual ~CacheObserver() = default;
  virtual void on_lookup(const Context& context, Key key, const Lookup& lookup) = 0;
  virtual void on_fill(Key key, const Value& value) = 0;
  virtual void on_expired(Key key) = 0;
  virtual void on_evicted(Key key) = 0;
  virtual void on_invalidated(Key key) = 0;
  // After each change of what the cache holds.
  virtual void on_occupancy(std::uint64_t entries, Bytes bytes) = 0;
};

}  // namespace stampede
