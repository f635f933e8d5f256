// How much memory the cache takes for an entry.

#include <malloc.h>
#include <unistd.h>

#include <fstream>

#include "harness/cache/testing.h"

// A sanitizer's own memory cannot be told from the cache's.
#if defined(__has_feature)
#define STAMPEDE_HAS_FEATURE(feature) __has_feature(feature)
#else
#define STAMPEDE_HAS_FEATURE(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || STAMPEDE_HAS_FEATURE(address_sanitizer) || \
    STAMPEDE_HAS_FEATURE(thread_sanitizer)
#define STAMPEDE_SANITIZED 1
#else
#define STAMPEDE_SANITIZED 0
#endif

namespace stampede {
namespace {

using testing::CacheLog;
using testing::eviction_named;

// Bytes of this process that are in memory: reserved addresses that were never touched do not count.
std::size_t resident_memory() {
  ::malloc_trim(0);  // what earlier tests gave back
  std::ifstream pages("/proc/self/statm");
  std::size_t size = 0;
  std::size_t resident = 0;
  pages >> size >> resident;
  return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST(LocalCacheMemory, AnEntryTakesAtMost100Bytes) {
  if (STAMPEDE_SANITIZED) GTEST_SKIP() << "a sanitizer takes memory of its own";
  constexpr std::uint64_t kEntries = 500'000;
  for (const EvictionRow& row : builtin_evictions()) {
    VirtualRuntime runtime;
    CacheLog log;
    const std::size_t before = resident_memory();
    LocalCache cache(runtime, {.limits = {.entries = kEntries}, .expected_keys = kEntries}, eviction_named(row.name),
                     RandomStream(1, "cache.latency"), log);
    for (Key key = 0; key < kEntries; ++key) {
      cache.put({}, {.key = key}).value();
      log.take();
    }
    const std::size_t per_entry = (resident_memory() - before) / kEntries;
    EXPECT_LE(per_entry, 100u) << row.name;
    EXPECT_GE(per_entry, sizeof(Value)) << "the measurement sees the entries";
  }
}

}  // namespace
}  // namespace stampede
