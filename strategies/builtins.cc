#include "strategies/builtins.h"

#include "strategies/parts.h"

namespace stampede {

const StrategyTable& builtin_strategies() {
  static const StrategyTable table = {
      .freshness = {ttl_row(), refresh_ahead_row(), xfetch_row(), stale_while_revalidate_row(),
                    proportional_early_row()},
      .guard = {no_guard_row(), lock_row()},
      .writes = {invalidate_row(), through_row(), behind_row(), around_row()},
      .fills = {overwrite_row(), add_row(), versioned_row()},
      .on_error = {fail_row(), serve_expired_row()},
      .presets =
          {
              no_cache_row(),
              {.name = "cache-aside",
               .summary = "load on a miss; a write removes the key",
               .axes = {},
               .details = "Also called look-aside or lazy loading. The application reads the cache, on a miss the "
                          "store, and fills."},
              {.name = "write-through",
               .summary = "a write goes to the store, then into the cache",
               .axes = {{"writes", "through"}},
               .details = "Keeps the cache as new as the store at the price of caching what nobody may read."},
              {.name = "write-behind",
               .summary = "a write is acknowledged at once and stored later",
               .axes = {{"writes", "behind"}},
               .details = "Also called write-back. The fastest writes; a crash loses what is buffered."},
              {.name = "write-around",
               .summary = "a write goes to the store alone; the cache finds out by its TTL",
               .axes = {{"writes", "around"}},
               .details = "Also called TTL-only consistency. What is cached may be as old as its TTL."},
              {.name = "refresh-ahead",
               .summary = "reload in the background before a value expires",
               .axes = {{"freshness", "refresh-ahead"}},
               .details = "Popular keys never expire; unpopular ones do, as with cache-aside."},
              {.name = "xfetch",
               .summary = "reload early by chance, just before a value expires",
               .axes = {{"freshness", "xfetch"}},
               .details = "Also called probabilistic early expiration. No coordination between readers is needed."},
              {.name = "locked",
               .summary = "one load of a key at a time; the others wait for it",
               .axes = {{"guard", "lock"}},
               .details = "Also called single flight or request coalescing, within one process."},
              {.name = "stale-while-revalidate",
               .summary = "serve a value past its TTL while a new one is loaded",
               .axes = {{"freshness", "stale-while-revalidate"}},
               .details = "Nobody waits for keys that are read often enough; some readers get an old value."},
              {.name = "proportional-early",
               .summary = "reload early by chance, as a share of the TTL: a common mistake for xfetch",
               .axes = {{"freshness", "proportional-early"}},
               .details = "For comparison with xfetch: reloads popular keys far too often."},
              {.name = "leased",
               .summary = "a value that was written since its load began is not cached",
               .axes = {{"fills", "versioned"}},
               .details = "cache-aside without the late-fill race, as in memcached at Facebook."},
          },
  };
  return table;
}

}  // namespace stampede
