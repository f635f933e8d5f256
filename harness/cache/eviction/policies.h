// The factories of the built-in policies; each is defined in the file of its name.
#pragma once

#include "harness/cache/eviction.h"

namespace stampede {

using EvictionFactory = std::unique_ptr<EvictionPolicy>(const EvictionArguments& arguments);

EvictionFactory make_lru;
EvictionFactory make_fifo;
EvictionFactory make_clock;
EvictionFactory make_sieve;
EvictionFactory make_lfu;
EvictionFactory make_perfect_lfu;
EvictionFactory make_random;
EvictionFactory make_belady;
EvictionFactory make_none;

}  // namespace stampede
