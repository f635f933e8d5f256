// On whose behalf a call is made.
#pragma once

#include <cstdint>

#include "harness/base/ids.h"
#include "harness/base/time.h"

namespace stampede {

inline constexpr std::uint32_t kNoRecord = ~std::uint32_t{0};

// The request on whose behalf a call is made. Every call to cache and store carries it, also from background work that
// the request set off and that outlives it; the harness attributes by it, strategies only pass it on.
struct Context {
  RequestNumber request = kNoRequest;
  std::uint32_t record = kNoRecord;  // the harness's own note about the request
  std::uint32_t size = 0;            // size of the value as a trace tells it; 0: the store's own sizes
  Duration ttl = 0;                  // TTL as a trace tells it; 0: the cache's

  // For work that the request set off and that is none of its own: its answer owes nothing to it.
  Context detached() const {
    Context context = *this;
    context.record = kNoRecord;
    return context;
  }
};

}  // namespace stampede
