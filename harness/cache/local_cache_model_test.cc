// The local cache against a naive model: the same random operations must have the same effects, event by event.

#include <gmock/gmock.h>

#include <algorithm>
#include <list>

#include "harness/base/random.h"
#include "harness/cache/naive_evictions_testing.h"
#include "harness/cache/testing.h"

namespace stampede {
namespace {

using testing::CacheWorld;
using testing::Lookups;
using testing::naive_eviction;
using testing::NaiveEviction;
using testing::NaiveFollower;
using testing::Stored;

// A cache as one would explain it: a list of entries, searched from front to back.
class NaiveCache {
 public:
  NaiveCache(std::string_view eviction, CacheLimits limits, const Lookups& lookups)
      : policy_(naive_eviction(eviction, lookups)), limits_(limits) {
    if (policy_ != nullptr) return;
    auto follower = std::make_unique<NaiveFollower>();
    follower_ = follower.get();
    policy_ = std::move(follower);
  }

  // What the cache at the side has given up in the same step.
  void expect_victims(const std::vector<Key>& victims) {
    if (follower_ != nullptr) follower_->expect(victims);
  }

  void get(Key key, Instant now, RequestNumber request, Duration grace) {
    policy_->look_up(request, key);
    const auto entry = find(key);
    if (entry != entries_.end() && now >= after(entry->expiry, grace)) drop_expired(entry);
    if (const auto found = find(key); found != entries_.end()) {
      note(fmt::format("{} {} v{}", now < found->expiry ? "hit" : "expired hit", key, found->version));
      found->used = true;
      policy_->access(key);
    } else {
      note(fmt::format("miss {}", key));
    }
  }

  bool put(Key key, const Stored& stored, Instant now) {
    auto entry = find(key);
    if (stored.condition != PutCondition::kAlways) {
      if (entry != entries_.end() && now >= entry->expiry) drop_expired(entry);
      entry = find(key);
      const bool wants_one = stored.condition == PutCondition::kIfPresent;
      if (wants_one ? entry == entries_.end() : entry != entries_.end()) return false;
    }
    const bool replaces = entry != entries_.end() && now < entry->expiry;
    const std::string over = replaces ? fmt::format(" over v{}", entry->version) : "";
    const Entry value{key, stored.version, stored.size, after(now, stored.ttl), false};
    if (entry == entries_.end() ? !insert(value) : !overwrite(entry, value)) return false;
    note(fmt::format("fill {} v{}{}", key, stored.version, over));
    note_occupancy();
    return true;
  }

  bool remove(Key key) {
    const auto entry = find(key);
    if (entry == entries_.end()) return false;
    erase(entry);
    note(fmt::format("invalidated {}", key));
    note_occupancy();
    return true;
  }

  std::vector<std::string> take() { return std::exchange(events_, {}); }
  // Values that went without having been found.
  int unused() const { return unused_; }

 private:
  struct Entry {
    Key key;
    std::uint64_t version;
    std::uint32_t size;
    Instant expiry;
    bool used;
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
  bool insert(const Entry& value) {
    if (value.size > limits_.bytes || !make_room(value.key, 1, value.size)) return false;
    entries_.push_back(value);
    policy_->insert(value.key);
    return true;
  }

  bool overwrite(Place entry, const Entry& value) {
    if (!entry->used) ++unused_;
    *entry = value;
    entry->used = true;  // if it is refused, it was never there to be used
    policy_->access(value.key);
    if (value.size > limits_.bytes || !make_room(value.key, 0, 0)) evict(find(value.key));
    if (const auto kept = find(value.key); kept != entries_.end()) {
      kept->used = false;
      return true;
    }
    note_occupancy();
    return false;
  }

  bool make_room(Key newcomer, std::size_t entries, Bytes size) {
    const std::size_t before = entries_.size();
    while (entries_.size() + entries > limits_.entries || bytes() + size > limits_.bytes) {
      const auto victim = policy_->victim(newcomer);
      if (!victim) {
        if (entries_.size() != before) note_occupancy();
        return false;
      }
      evict(find(*victim));
    }
    return true;
  }

  void evict(Place entry) {
    note(fmt::format("evicted {}", entry->key));
    erase(entry);
  }
  void drop_expired(Place entry) {
    note(fmt::format("expired {}", entry->key));
    erase(entry);
    note_occupancy();
  }
  void erase(Place entry) {
    policy_->remove(entry->key);
    if (!entry->used) ++unused_;
    entries_.erase(entry);
  }

  void note(std::string event) { events_.push_back(std::move(event)); }
  void note_occupancy() { note(fmt::format("holds {} entries, {} bytes", entries_.size(), bytes())); }

  std::unique_ptr<NaiveEviction> policy_;
  NaiveFollower* follower_ = nullptr;
  const CacheLimits limits_;
  std::list<Entry> entries_;
  std::vector<std::string> events_;
  int unused_ = 0;
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

constexpr int kSteps = 5000;

// What a step does: drawn in advance, because some policies must know the future.
struct Step {
  enum class Kind { kGet, kPut, kRemove };

  Duration pause;
  Kind kind;
  Key key;
  Duration grace;
};

std::vector<Step> random_steps(std::uint64_t seed) {
  constexpr std::uint64_t kKeys = 30;
  RandomSequence random(RandomStream(seed, "steps"));
  std::vector<Step> steps;
  for (int i = 0; i < kSteps; ++i) {
    const auto pause = static_cast<Duration>(below(random.next(), 4));
    const std::uint64_t kind = below(random.next(), 10);
    // Products of uniform numbers: low keys are asked for more often.
    const std::uint64_t key = below(random.next(), kKeys) * below(random.next(), kKeys) / kKeys;
    constexpr Duration kGraces[] = {0, 0, 30, kNever};
    steps.push_back({pause,
                     kind < 4   ? Step::Kind::kGet
                     : kind < 9 ? Step::Kind::kPut
                                : Step::Kind::kRemove,
                     static_cast<Key>(key), kGraces[below(random.next(), std::size(kGraces))]});
  }
  return steps;
}

Lookups lookups_of(const std::vector<Step>& steps) {
  Lookups lookups;
  for (const Step& step : steps) {
    lookups.push_back(step.kind == Step::Kind::kGet ? std::optional(step.key) : std::nullopt);
  }
  return lookups;
}

std::shared_ptr<const Future> future_of(const Lookups& lookups) {
  auto future = std::make_shared<Future>();
  for (RequestNumber i = 0; i < lookups.size(); ++i) {
    if (lookups[i]) future->add(i, *lookups[i]);
  }
  future->finish(true);
  return future;
}

// Both caches do the same thing.
class Pair {
 public:
  Pair(const Setting& setting, std::uint64_t seed, const std::vector<Step>& steps)
      : setting_(setting),
        world_(setting.eviction, limits_of(setting), seed, future_of(lookups_of(steps))),
        model_(setting.eviction, limits_of(setting), lookups_of(steps)),
        random_(RandomStream(seed, "values")) {}

  void take(const Step& step, RequestNumber number) {
    world_.advance_to(world_.now() + step.pause);
    if (step.kind == Step::Kind::kGet) {
      static_cast<void>(world_.cache().get({.request = number}, step.key, step.grace).value());
      model_.get(step.key, world_.now(), number, step.grace);
    } else if (step.kind == Step::Kind::kPut) {
      put(step.key);
    } else {
      EXPECT_EQ(world_.remove(step.key), model_.remove(step.key));
    }
    EXPECT_EQ(world_.log().take(), model_.take());
    EXPECT_EQ(world_.log().unused(), model_.unused());
  }

 private:
  void put(Key key) {
    Stored stored{.version = ++version_, .size = static_cast<std::uint32_t>(1 + draw(40))};
    if (draw(50) == 0) stored.size = 301;  // larger than the capacity in bytes
    if (setting_.ttl) stored.ttl = static_cast<Duration>(draw(100));
    const std::uint64_t condition = draw(4);
    if (condition == 0) stored.condition = PutCondition::kIfPresent;
    if (condition == 1) stored.condition = PutCondition::kIfAbsent;
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
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const std::vector<Step> steps = random_steps(seed);
    Pair caches(GetParam(), seed, steps);
    for (std::size_t i = 0; i < steps.size(); ++i) {
      caches.take(steps[i], i);
      ASSERT_FALSE(HasFailure()) << "seed " << seed << ", step " << i;
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
  std::string eviction = info.param.eviction;
  std::ranges::replace(eviction, '-', '_');
  return eviction + "_" + info.param.capacity + (info.param.ttl ? "_ttl" : "");
});

}  // namespace
}  // namespace stampede
