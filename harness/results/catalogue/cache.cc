#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

std::vector<Metric> cache_metrics() {
  return {
      count("cache.hits", kHigher, "lookups that found a value within its TTL",
            [](const Window& window) { return window.cache.hits; })
          .defined_as("lookups that found an entry with now < expiry"),
      count("cache.misses", kLower, "lookups that did not", [](const Window& window) { return window.cache.misses; })
          .defined_as("lookups that found no entry, or one with now >= expiry"),
      count("cache.fills", kNeither, "values put into the cache",
            [](const Window& window) { return window.cache.fills; })
          .defined_as("puts that took effect: loads, and writes that update the cache"),
      count("cache.fills.unused", kLower, "fills that nobody read",
            [](const Window& window) { return window.cache.fills_unused; })
          .defined_as("fills whose value left the cache (overwritten, expired and removed, evicted, invalidated, "
                      "flushed) before any lookup had returned it, counted when it left"),
      count("cache.late_fills", kLower, "fills with a version that had already been superseded",
            [](const Window& window) { return window.cache.late_fills; })
          .defined_as("fills with a version that a commit had superseded at or before the instant of the fill"),
      count("cache.regressions", kLower, "fills that replaced a newer version by an older one",
            [](const Window& window) { return window.cache.regressions; })
          .defined_as("fills, of loads or of writes, in the place of a value still within its TTL that the store got "
                      "later, or that a write not yet stored will bring"),
      count("cache.evictions", kNeither, "entries that went to make room",
            [](const Window& window) { return window.cache.evictions; })
          .defined_as("entries that the eviction policy gave up for a new one"),
      count("cache.expirations", kNeither, "entries found past their TTL and removed",
            [](const Window& window) { return window.cache.expirations; })
          .defined_as("entries with now >= expiry that a lookup removed; expiry is lazy"),
      count("cache.invalidations", kNeither, "entries removed because of a write",
            [](const Window& window) { return window.cache.invalidations; })
          .defined_as("entries removed by a write or a deletion"),
      count("cache.flushed", kNeither, "entries that went with a flush or a crash",
            [](const Window& window) { return window.cache.flushed; })
          .defined_as("entries removed by an action of the timeline: a flush of the cache, or a crash that it does not "
                      "survive"),
      count("cache.errors", kLower, "cache operations that failed",
            [](const Window& window) { return window.cache.errors; })
          .defined_as("lookups, puts and removals that failed because the cache was down"),
      count("cache.entries.peak", kNeither, "most entries at once",
            [](const Window& window) { return window.cache.entries_peak; })
          .defined_as("max over the window of the number of entries, expired ones included until they are removed"),
      {"cache.bytes.peak", MetricUnit::kBytes, kNeither, "most bytes of values at once",
       [](const Measurement& measured) -> MetricValue { return measured.window.cache.bytes_peak; },
       "max over the window of the summed sizes of the values in the cache"},
  };
}

}  // namespace stampede
