// The local cache against a naive model: the same random operations must have the same effects, event by event.

#include <gmock/gmock.h>

#include <algorithm>
#include <list>

#include "harness/base/random.h"
#include "harness/cache/testing.h"

namespace stampede {
namespace {

using testing::CacheWorld;
using testing::Stored;

// A cache as one would explain it: a list of entries in the order of eviction, searched from front to back.
class NaiveCache {
 public:
  NaiveCache(std::string_view eviction, CacheLimits limits) : eviction_(eviction), limits_(limits) {}

  // Random replacement may choose anybody: the model is told whom.
  void expect_victims(std::vector<Key> victims) { victims_ = std::move(victims); }

  void get(Key key, Instant now) {
    const auto entry = find(key);
    if (entry != entries_.end() && now >= entry->expiry) drop_expired(entry);
    if (const auto fresh = find(key); fresh != entries_.end()) {
      note(fmt::format("hit {} v{}", key, fresh->version));
      access(fresh);
    } else {
      note(fmt::format("miss {}", key));
    }
  }

  bool put(Key key, const Stored& stored, Instant now) {
    auto entry = find(key);
    if (stored.condition == PutCondition::kIfPresent) {
      if (entry != entries_.end() && now >= entry->expiry) drop_expired(entry);
      entry = find(key);
      if (entry == entries_.end()) return false;
    }
    const bool replaces = entry != entries_.end() && now < entry->expiry;
    const std::string over = replaces ? fmt::format(" over v{}", entry->version) : "";
    const Entry value{key, stored.version, stored.size, after(now, stored.ttl)};
    if (entry == entries_.end() ? !insert(value) : !overwrite(entry, value)) return false;
    note(fmt::format("fill {} v{}{}", key, stored.version, over));
    note_occupancy();
    return true;
  }

  bool remove(Key key) {
    const auto entry = find(key);
    if (entry == entries_.end()) return false;
    entries_.erase(entry);
    note(fmt::format("invalidated {}", key));
    note_occupancy();
    return true;
  }

  std::vector<std::string> take() { return std::exchange(events_, {}); }

 private:
  struct Entry {
    Key key;
    std::uint64_t version;
    std::uint32_t size;
    Instant expiry;
  };
  using Place = std::list<Entry>::iterator;

  Place find(Key key) {
    return std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return entry.key == key; });
  }
  Bytes bytes() const {
    Bytes bytes = 0;
    for (const Entry& entry : entries_) bytes += entry.size;
    return bytes;
  }
  bool too_full() const { return entries_.size() > limits_.entries || bytes() > limits_.bytes; }

  void access(Place entry) {
    if (eviction_ == "lru") entries_.splice(entries_.end(), entries_, entry);
  }

  bool insert(const Entry& value) {
    if (value.size > limits_.bytes) return false;
    const bool full = entries_.size() + 1 > limits_.entries || bytes() + value.size > limits_.bytes;
    if (full && eviction_ == "none") return false;
    while (entries_.size() + 1 > limits_.entries || bytes() + value.size > limits_.bytes) evict(victim());
    entries_.push_back(value);
    return true;
  }

  bool overwrite(Place entry, const Entry& value) {
    *entry = value;
    access(entry);
    if (value.size > limits_.bytes || (too_full() && eviction_ == "none")) evict(entry);
    while (too_full()) evict(victim());
    if (find(value.key) != entries_.end()) return true;
    note_occupancy();
    return false;
  }

  Place victim() {
    if (eviction_ != "random") return entries_.begin();
    STAMPEDE_CHECK(!victims_.empty());  // somebody has to go
    const auto chosen = find(victims_.front());
    STAMPEDE_CHECK(chosen != entries_.end());
    victims_.erase(victims_.begin());
    return chosen;
  }
  void evict(Place entry) {
    note(fmt::format("evicted {}", entry->key));
    entries_.erase(entry);
  }
  void drop_expired(Place entry) {
    note(fmt::format("expired {}", entry->key));
    entries_.erase(entry);
    note_occupancy();
  }

  void note(std::string event) { events_.push_back(std::move(event)); }
  void note_occupancy() { note(fmt::format("holds {} entries, {} bytes", entries_.size(), bytes())); }

  const std::string eviction_;
  const CacheLimits limits_;
  std::list<Entry> entries_;  // the first to go first
  std::vector<Key> victims_;
  std::vector<std::string> events_;
};

struct Setting {
  std::string eviction;
  std::string capacity;
  bool ttl;
};

CacheLimits limits_of(const Setting& setting) {
  if (setting.capacity == "entries") return {.entries = 12};
  if (setting.capacity == "bytes") return {.bytes = 300};
  return {};
}

class LocalCacheModel : public ::testing::TestWithParam<Setting> {};

// Both caches do the same thing; what they do next is drawn from `random`.
class Pair {
 public:
  Pair(const Setting& setting, std::uint64_t seed)
      : setting_(setting),
        world_(setting.eviction, limits_of(setting), seed),
        model_(setting.eviction, limits_of(setting)),
        random_(RandomStream(seed, "operations")) {}

  void step() {
    constexpr std::uint64_t kKeys = 30;
    world_.advance_to(world_.now() + static_cast<Duration>(draw(4)));
    const Key key = static_cast<Key>(draw(kKeys));
    const std::uint64_t operation = draw(10);
    if (operation < 4) {
      world_.get(key);
      model_.get(key, world_.now());
    } else if (operation < 9) {
      put(key);
    } else {
      EXPECT_EQ(world_.remove(key), model_.remove(key));
    }
    EXPECT_EQ(world_.log().take(), model_.take());
  }

 private:
  void put(Key key) {
    Stored stored{.version = ++version_, .size = static_cast<std::uint32_t>(1 + draw(40))};
    if (draw(50) == 0) stored.size = 301;  // larger than the capacity in bytes
    if (setting_.ttl) stored.ttl = static_cast<Duration>(draw(100));
    if (draw(4) == 0) stored.condition = PutCondition::kIfPresent;
    const PutResult result = world_.put(key, stored);
    model_.expect_victims(world_.log().take_victims());
    EXPECT_EQ(result == PutResult::kStored, model_.put(key, stored, world_.now()));
  }

  std::uint64_t draw(std::uint64_t bound) { return below(random_.next(), bound); }

  const Setting setting_;
  CacheWorld world_;
  NaiveCache model_;
  RandomSequence random_;
  std::uint64_t version_ = 0;
};

TEST_P(LocalCacheModel, BehavesLikeTheNaiveCache) {
  constexpr int kSteps = 5000;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Pair caches(GetParam(), seed);
    for (int step = 0; step < kSteps; ++step) {
      caches.step();
      ASSERT_FALSE(HasFailure()) << "seed " << seed << ", step " << step;
    }
  }
}

std::vector<Setting> all_settings() {
  std::vector<Setting> settings;
  for (const EvictionRow& row : builtin_evictions()) {
    for (const char* capacity : {"entries", "bytes", "unlimited"}) {
      for (const bool ttl : {false, true}) settings.push_back({row.name, capacity, ttl});
    }
  }
  return settings;
}

INSTANTIATE_TEST_SUITE_P(Every, LocalCacheModel, ::testing::ValuesIn(all_settings()), [](const auto& info) {
  return info.param.eviction + "_" + info.param.capacity + (info.param.ttl ? "_ttl" : "");
});

}  // namespace
}  // namespace stampede
