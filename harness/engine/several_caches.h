// Several caches seen as one: what happens in any of them happens, what they hold adds up.
#pragma once

#include <cstdint>

#include "harness/cache/cache.h"

namespace stampede {

// What all caches hold together.
struct CacheTotals {
  std::uint64_t entries = 0;
  Bytes bytes = 0;
};

// Passes on what one of the caches tells, with the totals in the place of its own occupancy.
class OneOfSeveralCaches final : public CacheObserver {
 public:
  // Both outlive it.
  OneOfSeveralCaches(CacheTotals& totals, CacheObserver& observer) : totals_(totals), observer_(observer) {}

  void on_lookup(const Context& context, Key key, const Lookup& lookup) override {
    observer_.on_lookup(context, key, lookup);
  }
  void on_fill(Key key, const Value& value, std::optional<Version> replaced) override {
    observer_.on_fill(key, value, replaced);
  }
  void on_expired(Key key) override { observer_.on_expired(key); }
  void on_evicted(Key key) override { observer_.on_evicted(key); }
  void on_invalidated(Key key) override { observer_.on_invalidated(key); }
  void on_flushed(std::uint64_t entries) override { observer_.on_flushed(entries); }
  void on_unused(Key key) override { observer_.on_unused(key); }
  void on_error() override { observer_.on_error(); }
  void on_occupancy(std::uint64_t entries, Bytes bytes) override {
    totals_.entries += entries - own_.entries;
    totals_.bytes += bytes - own_.bytes;
    own_ = {entries, bytes};
    observer_.on_occupancy(totals_.entries, totals_.bytes);
  }

 private:
  CacheTotals& totals_;
  CacheObserver& observer_;
  CacheTotals own_;
};

}  // namespace stampede
