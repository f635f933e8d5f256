#include "harness/cache/eviction/policies.h"

namespace stampede {

const std::vector<EvictionRow>& builtin_evictions() {
  static const std::vector<EvictionRow> rows = {
      {"lru", "evict the entry that was used longest ago", {}, make_lru},
      {"fifo", "evict the entry that was inserted longest ago", {}, make_fifo},
      {"random", "evict any entry with equal probability", {}, make_random},
      {"none", "evict nothing: a full cache refuses new entries", {}, make_none},
  };
  return rows;
}

}  // namespace stampede
