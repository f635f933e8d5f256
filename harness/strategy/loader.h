// Loads: one read of one key from the backing store, for one need.
#pragma once

#include "harness/strategy/axes.h"
#include "harness/strategy/environment.h"

namespace stampede {

// Reads keys from the store and puts what it read into the cache, as the axis `fills` allows. One per strategy.
class Loader {
 public:
  // What `environment` refers to and `fills` must outlive the loader. Without `fills` nothing is ever cached.
  Loader(const Environment& environment, Fills* fills) : environment_(environment), fills_(fills) {}

  // Completes when the value is in the cache as well; a failed load fills nothing.
  Task<ReadResult> load_and_fill(Context context, Key key) { return load(context, key, fills_); }

  // For a reader who must not touch the cache.
  Task<ReadResult> load_only(Context context, Key key) { return load(context, key, nullptr); }

 private:
  Task<ReadResult> load(Context context, Key key, Fills* fills);

  Environment environment_;
  Fills* fills_;
};

}  // namespace stampede
