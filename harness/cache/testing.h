// For tests of caches: a cache in a small world where the test moves the clock, and what its observer is told, as text.
#pragma once

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/cache/local_cache.h"
#include "harness/runtime/virtual_runtime.h"

namespace stampede::testing {

inline constexpr Duration kMs = kMillisecond;

// Whoever needs a future and is given none has one in which nothing is read.
inline std::unique_ptr<EvictionPolicy> eviction_named(std::string_view name, std::uint64_t seed = 1,
                                                      std::shared_ptr<const Future> future = nullptr) {
  if (future == nullptr) future = std::make_shared<Future>();
  for (const EvictionRow& row : builtin_evictions()) {
    if (row.name == name) return row.make({OptionValues(), RandomStream(seed, "cache.eviction"), future});
  }
  STAMPEDE_CHECK(false);
}

// What a cache tells its observer, in order: "hit 1 v3", "miss 1", "fill 1 v3", "expired 1", "evicted 1",
// "invalidated 1", "flushed 2", "error", "holds 2 entries, 150 bytes"; "expired hit 1 v3": found past its TTL.
class CacheLog final : public CacheObserver {
 public:
  void on_lookup(const Context&, Key key, const Lookup& lookup) override {
    const std::uint64_t version = lookup.value.version.number();
    note(lookup.fresh()     ? fmt::format("hit {} v{}", key, version)
         : lookup.expired() ? fmt::format("expired hit {} v{}", key, version)
                            : fmt::format("miss {}", key));
  }
  void on_fill(Key key, const Value& value, std::optional<Version> replaced) override {
    const std::string over = replaced ? fmt::format(" over v{}", replaced->number()) : "";
    note(fmt::format("fill {} v{}{}", key, value.version.number(), over));
  }
  void on_expired(Key key) override { note(fmt::format("expired {}", key)); }
  void on_evicted(Key key) override {
    victims_.push_back(key);
    note(fmt::format("evicted {}", key));
  }
  void on_invalidated(Key key) override { note(fmt::format("invalidated {}", key)); }
  void on_flushed(std::uint64_t entries) override { note(fmt::format("flushed {}", entries)); }
  void on_unused(Key) override { ++unused_; }
  void on_error() override { note("error"); }
  void on_occupancy(std::uint64_t entries, Bytes bytes) override {
    note(fmt::format("holds {} entries, {} bytes", entries, bytes));
  }

  // What was noted since the last call.
  std::vector<std::string> take() { return std::exchange(events_, {}); }
  std::vector<Key> take_victims() { return std::exchange(victims_, {}); }
  // Fills that were gone before any look-up returned them.
  int unused() const { return unused_; }

 private:
  void note(std::string event) { events_.push_back(std::move(event)); }

  std::vector<std::string> events_;
  std::vector<Key> victims_;
  int unused_ = 0;
};

// How a test puts a value: version, and what is not the default.
struct Stored {
  std::uint64_t version = 0;
  std::uint32_t size = 1;
  Duration ttl = kNever;
  PutCondition condition = PutCondition::kAlways;
};

// A cache without latency.
class CacheWorld {
 public:
  explicit CacheWorld(std::string_view eviction, CacheLimits limits = {}, std::uint64_t seed = 1,
                      std::shared_ptr<const Future> future = nullptr)
      : cache_(runtime_, {.limits = limits}, eviction_named(eviction, seed, std::move(future)),
               RandomStream(seed, "cache.latency"), log_) {}

  void advance_to(Instant instant) { runtime_.run_until(instant); }
  Instant now() const { return runtime_.now(); }

  // The version found.
  std::optional<std::uint64_t> get(Key key, RequestNumber request = kNoRequest) {
    const Lookup lookup = cache_.get({.request = request}, key).value();
    if (!lookup.fresh()) return std::nullopt;
    return lookup.value.version.number();
  }
  PutResult put(Key key, const Stored& stored = {}) {
    Put put{.key = key, .ttl = stored.ttl, .condition = stored.condition};
    put.value.version = Version::committed(stored.version);
    put.value.size = stored.size;
    return cache_.put({}, put).value();
  }
  bool remove(Key key) { return cache_.remove({}, key).value(); }

  LocalCache& cache() { return cache_; }
  CacheLog& log() { return log_; }

 private:
  VirtualRuntime runtime_;
  CacheLog log_;
  LocalCache cache_;
};

}  // namespace stampede::testing
