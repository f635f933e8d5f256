#include "harness/cache/eviction/policies.h"

namespace stampede {

const std::vector<EvictionRow>& builtin_evictions() {
  static const std::vector<EvictionRow> rows = {
      {"lru",
       "evict the entry that was used longest ago",
       {},
       make_lru,
       "victim: the entry whose last lookup or overwrite is the oldest; exact, O(1) per access\n"
       "Source: Mattson, Gecsei, Slutz, Traiger: Evaluation techniques for storage hierarchies, IBM Systems Journal "
       "1970."},
      {"fifo",
       "evict the entry that was inserted longest ago",
       {},
       make_fifo,
       "victim: the entry whose insertion is the oldest, however often it is used; an overwrite does not renew it\n"
       "Source: Belady: A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal 1966."},
      {"random",
       "evict any entry with equal probability",
       {},
       make_random,
       "victim: every entry with probability 1/n; under independent requests the hit ratio equals that of fifo\n"
       "Source: Gelenbe: A unified approach to the evaluation of a class of replacement algorithms, IEEE ToC 1973."},
      {"none",
       "evict nothing: a full cache refuses new entries",
       {},
       make_none,
       "victim: none; the new entry is refused until others expire or are removed\n"
       "Source: maxmemory-policy noeviction in Redis."},
  };
  return rows;
}

}  // namespace stampede
