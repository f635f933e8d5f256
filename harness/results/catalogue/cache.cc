#include "harness/results/catalogue/rows.h"

namespace stampede {

using namespace catalogue;

std::vector<Metric> cache_metrics() {
  return {
      count("cache.hits", kHigher, "lookups that found a value within its TTL",
            [](const Window& window) { return window.cache.hits; }),
      count("cache.misses", kLower, "lookups that did not", [](const Window& window) { return window.cache.misses; }),
      count("cache.fills", kNeither, "values put into the cache",
            [](const Window& window) { return window.cache.fills; }),
      count("cache.late_fills", kLower, "fills with a version that had already been superseded",
            [](const Window& window) { return window.cache.late_fills; }),
      count("cache.evictions", kNeither, "entries that went to make room",
            [](const Window& window) { return window.cache.evictions; }),
      count("cache.expirations", kNeither, "entries found past their TTL and removed",
            [](const Window& window) { return window.cache.expirations; }),
      count("cache.invalidations", kNeither, "entries removed because of a write",
            [](const Window& window) { return window.cache.invalidations; }),
      count("cache.flushed", kNeither, "entries that went with a flush or a crash",
            [](const Window& window) { return window.cache.flushed; }),
      count("cache.errors", kLower, "cache operations that failed",
            [](const Window& window) { return window.cache.errors; }),
      count("cache.entries.peak", kNeither, "most entries at once",
            [](const Window& window) { return window.cache.entries_peak; }),
      {"cache.bytes.peak", MetricUnit::kBytes, kNeither, "most bytes of values at once",
       [](const Measurement& measured) -> MetricValue { return measured.window.cache.bytes_peak; }},
  };
}

}  // namespace stampede
