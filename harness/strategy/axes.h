// The axes a strategy is made of: five small, independent questions, each with a contract of its own.
//
//   freshness   when must a cached value be loaded again?
//   guard       who may load a key that somebody is already loading?
//   writes      how does a write reach store and cache?
//   fills       may a loaded value always overwrite what the cache holds?
//   on_error    what if the load fails?
//
// An implementation is one file with a factory; `ComposedStrategy` puts one of each together.
#pragma once

#include <optional>

#include "harness/cache/cache.h"
#include "harness/strategy/strategy.h"

namespace stampede {

enum class Verdict : std::uint8_t {
  kServe,              // the value is good
  kRefreshBackground,  // serve it, and load a new one behind the reader's back
  kRefreshInline,      // load a new one now, with the reader waiting
};

class Freshness {
 public:
  virtual ~Freshness() = default;
  // Judges a value that is within its TTL, or past it for less than the freshness' own grace.
  virtual Verdict judge(const Context& context, const Value& value, Instant now) = 0;
  // For how long past its expiry a value may still be served without waiting for a load.
  virtual Duration grace() const { return 0; }
  // Whether values are refreshed by time alone, read or not; then `due` says when each is.
  virtual bool timed() const { return false; }
  virtual Instant due(const Value&) const { return kNever; }
};

class Guard {
 public:
  virtual ~Guard() = default;
  // For a reader that needs a load: loads the key, fills the cache, and returns what was loaded; or waits for somebody
  // else's load.
  virtual Task<ReadResult> load(Context context, Key key) = 0;
  // Whether the guard knows of a load of the key in flight; a reader that holds a valid value then keeps it.
  virtual bool loading(Key key) const = 0;
};

class Writes {
 public:
  virtual ~Writes() = default;
  virtual void start() {}
  virtual Later<WriteResult> write(WriteRequest request) = 0;
  // A value written and acknowledged but not yet in the store; reads see it before anything else. Valid until the next
  // call.
  virtual const Value* buffered(Key) const { return nullptr; }
  virtual Task<void> drain() { co_return; }
};

class Fills {
 public:
  virtual ~Fills() = default;
  virtual Later<PutResult> fill(Context context, Put loaded) = 0;
  // Whether each load takes a lease when it begins, for its fill to be refused if a write comes in between.
  virtual bool leased() const { return false; }
};

class OnError {
 public:
  virtual ~OnError() = default;
  // For how long past their expiry values must be kept, and are found.
  virtual Duration grace() const { return 0; }
  // What a reader gets whose load failed, given what its lookup on arrival found.
  virtual std::optional<Value> instead(const Lookup& arrival) = 0;
};

}  // namespace stampede
