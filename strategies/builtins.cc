#include "strategies/builtins.h"

#include "strategies/parts.h"

namespace stampede {

const StrategyTable& builtin_strategies() {
  static const StrategyTable table = {
      .freshness = {ttl_row(), refresh_ahead_row(), xfetch_row()},
      .guard = {no_guard_row(), lock_row()},
      .writes = {invalidate_row(), through_row(), behind_row()},
      .fills = {overwrite_row()},
      .on_error = {fail_row(), serve_expired_row()},
      .presets =
          {
              no_cache_row(),
              {"cache-aside", "load on a miss; a write removes the key", {}},
              {"write-through", "a write goes to the store, then into the cache", {{"writes", "through"}}},
              {"write-behind", "a write is acknowledged at once and stored later", {{"writes", "behind"}}},
              {"refresh-ahead", "reload in the background before a value expires", {{"freshness", "refresh-ahead"}}},
              {"xfetch", "reload early by chance, just before a value expires", {{"freshness", "xfetch"}}},
              {"locked", "one load of a key at a time; the others wait for it", {{"guard", "lock"}}},
          },
  };
  return table;
}

}  // namespace stampede
