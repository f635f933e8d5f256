#include "harness/cache/eviction/policies.h"

namespace stampede {

namespace {

std::vector<EvictionRow> by_order() {
  return {
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
      {"clock",
       "evict the entry that was inserted longest ago, but spare it once if it was used",
       {},
       make_clock,
       "a queue in the order of insertion; a use marks the entry; at the head of the queue a mark is taken away and\n"
       "the entry goes to the end, and without a mark it is the victim; new entries bear none\n"
       "Source: Corbato: A paging experiment with the Multics system, 1968."},
      {"sieve",
       "evict what has not been used since a hand passed it last",
       {},
       make_sieve,
       "a queue in the order of insertion; a use marks the entry; a hand moves from the oldest to the newest entry\n"
       "and starts again: a marked one loses its mark and stays in place, the first one without is the victim\n"
       "Source: Zhang, Yang, Yue, Vigfusson, Rashmi: SIEVE is simpler than LRU, NSDI 2024."},
  };
}

std::vector<EvictionRow> by_frequency() {
  return {
      {"lfu",
       "evict the entry that was used least often since its insertion",
       {},
       make_lfu,
       "victim: the lowest count of uses; a count starts at 1 and is forgotten when the entry leaves; of equal counts\n"
       "the one that reached it longest ago; exact, O(1) per access\n"
       "Source: Shah, Mitra, Matani: An O(1) algorithm for implementing the LFU cache eviction scheme, 2010."},
      {"perfect-lfu",
       "evict the entry that was asked for least often ever; refuse newcomers asked for less",
       {},
       make_perfect_lfu,
       "victim: the lowest count of look-ups of its key, hit or not, which is never forgotten; of equal counts the "
       "one\n"
       "that reached it longest ago; a newcomer with a lower count than the victim is refused; O(log n) per access\n"
       "under independent requests the hit ratio tends to the sum of the largest probabilities that fit\n"
       "Source: Breslau, Cao, Fan, Phillips, Shenker: Web caching and Zipf-like distributions, INFOCOM 1999."},
  };
}

std::vector<EvictionRow> for_comparison() {
  return {
      {"random",
       "evict any entry with equal probability",
       {},
       make_random,
       "victim: every entry with probability 1/n; under independent requests the hit ratio equals that of fifo\n"
       "Source: Gelenbe: A unified approach to the evaluation of a class of replacement algorithms, IEEE ToC 1973."},
      {"belady",
       "evict the entry that will not be read for the longest time: the offline optimum",
       {},
       make_belady,
       "victim: the entry whose next read is the farthest away, first those that are never read again, and of these\n"
       "the one used longest ago; must know all requests: 4 bytes each, and no closed loop\n"
       "the ceiling for values of one size without TTL and writes: no policy that lets every newcomer in hits more\n"
       "Source: Belady: A study of replacement algorithms for a virtual-storage computer, IBM Systems Journal 1966.",
       true},
      {"none",
       "evict nothing: a full cache refuses new entries",
       {},
       make_none,
       "victim: none; the new entry is refused until others expire or are removed\n"
       "Source: maxmemory-policy noeviction in Redis."},
  };
}

}  // namespace

const std::vector<EvictionRow>& builtin_evictions() {
  static const std::vector<EvictionRow> rows = [] {
    std::vector<EvictionRow> all;
    for (const auto& group : {by_order(), by_frequency(), for_comparison()}) {
      all.insert(all.end(), group.begin(), group.end());
    }
    return all;
  }();
  return rows;
}

}  // namespace stampede
