// A catalogue for tests: the strategies everybody names, written by hand.
#pragma once

#include "harness/scenario/strategy_catalogue.h"

namespace stampede {

inline std::vector<AxisValueInfo> test_axis_values() {
  using enum OptionType;
  const OptionSpec wait = {"wait", kDurationOrNone, "none", "longest wait for the leader", "1ns", "1h"};
  return {
      {"freshness", "ttl", "hard expiry"},
      {"freshness",
       "refresh-ahead",
       "refresh before expiry",
       {{"threshold", kShare, "80%", "age at which a refresh starts, as a share of the TTL", "0%", "100%"},
        {.name = "refresh",
         .type = kChoice,
         .default_text = "background",
         .help = "who reloads",
         .choices = {"background", "inline"}}}},
      {"freshness",
       "xfetch",
       "early reload by chance",
       {{"beta", kNumber, "1", "above 1 reloads earlier", "0"},
        {.name = "refresh",
         .type = kChoice,
         .default_text = "inline",
         .help = "who reloads",
         .choices = {"background", "inline"}}}},
      {"guard", "none", "everybody loads"},
      {"guard", "lock", "one load of a key at a time", {wait}},
      {"writes",
       "invalidate",
       "write to the store, drop from the cache",
       {{.name = "order",
         .type = kChoice,
         .default_text = "after",
         .help = "when the key is dropped",
         .choices = {"after", "before", "both"}}}},
      {"writes",
       "through",
       "write to the store, then to the cache",
       {{"allocate", kFlag, "true", "whether a key not cached is added"}}},
      {"writes",
       "behind",
       "write to the cache, to the store later",
       {{"flush_interval", kDuration, "100ms", "time between flushes", "1ns", "1d"},
        {"max_batch", kCount, "128", "keys in one flush", "1", "1M"},
        {"max_pending", kCount, "10k", "dirty keys at most", "1", "1G"},
        {.name = "on_full",
         .type = kChoice,
         .default_text = "block",
         .help = "what a write does when the buffer is full",
         .choices = {"block", "write-through"}}}},
      {"fills", "overwrite", "the last writer wins"},
      {"on_error", "fail", "the read fails"},
  };
}

inline StrategyCatalogue test_catalogue() {
  StrategyCatalogue catalogue;
  catalogue.values = test_axis_values();
  const auto preset = [](const char* name, const char* freshness, const char* guard, const char* writes) {
    return PresetInfo{
        .name = name, .summary = "a preset", .axes = {{"freshness", freshness}, {"guard", guard}, {"writes", writes}}};
  };
  catalogue.presets = {{.name = "no-cache", .summary = "every read loads", .whole = true},
                       preset("cache-aside", "ttl", "none", "invalidate"),
                       preset("write-through", "ttl", "none", "through"),
                       preset("write-behind", "ttl", "none", "behind"),
                       preset("refresh-ahead", "refresh-ahead", "none", "invalidate"),
                       preset("xfetch", "xfetch", "none", "invalidate"),
                       preset("locked", "ttl", "lock", "invalidate")};
  catalogue.evictions = {{"lru", "least recently used"},
                         {"fifo", "first in, first out"},
                         {"random", "any entry"},
                         {.name = "belady", .summary = "the offline optimum", .needs_future = true},
                         {"none", "the newcomer is refused"}};
  return catalogue;
}

}  // namespace stampede
