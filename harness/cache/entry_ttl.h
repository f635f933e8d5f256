// How long a cached value lives, and from when.
#pragma once

#include "harness/base/context.h"
#include "harness/base/quantity.h"
#include "harness/base/random.h"
#include "harness/base/time.h"
#include "harness/base/ttl_from.h"

namespace stampede {

// The TTL of the trace's record or else of the cache, shortened by a uniform share of [0, jitter] so that values filled
// together do not expire together.
class EntryTtl {
 public:
  EntryTtl(Duration ttl, Share jitter, RandomStream random, TtlFrom from = TtlFrom::kFill)
      : ttl_(ttl), jitter_(jitter), from_(from), random_(random) {}

  TtlFrom from() const { return from_; }

  Duration next(const Context& context) {
    const Duration ttl = context.ttl != 0 ? context.ttl : ttl_;
    if (ttl == kNever || jitter_.ppb == 0) return ttl;
    const auto range = static_cast<std::uint64_t>(jitter_.of(ttl)) + 1;
    return ttl - static_cast<Duration>(below(random_.next(), range));
  }

 private:
  Duration ttl_;
  Share jitter_;
  TtlFrom from_;
  RandomSequence random_;
};

}  // namespace stampede
