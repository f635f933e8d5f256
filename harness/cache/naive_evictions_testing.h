// Eviction policies once more, for tests: each as one would explain it, with everything looked for from front to back.
#pragma once

#include <algorithm>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "harness/base/check.h"
#include "harness/base/ids.h"

namespace stampede::testing {

// Which key the look-up of each request is for; nothing: it looks nothing up.
using Lookups = std::vector<std::optional<Key>>;

class NaiveEviction {
 public:
  virtual ~NaiveEviction() = default;
  virtual void look_up(RequestNumber, Key) {}
  virtual void insert(Key key) = 0;
  virtual void access(Key key) = 0;
  virtual void remove(Key key) = 0;
  virtual std::optional<Key> victim(Key newcomer) = 0;
};

// Everything that can be remembered of an entry; a rule says who goes first.
class NaiveRanking : public NaiveEviction {
 public:
  struct Entry {
    Key key;
    std::uint64_t inserted;  // when
    std::uint64_t used;
    std::uint64_t count;  // of uses
  };

  void insert(Key key) override {
    ++time_;
    entries_.push_back({key, time_, time_, 1});
  }
  void access(Key key) override {
    Entry& entry = *find(key);
    entry.used = ++time_;
    ++entry.count;
  }
  void remove(Key key) override { entries_.erase(find(key)); }
  std::optional<Key> victim(Key) override {
    return std::ranges::min_element(entries_, [&](const Entry& a, const Entry& b) { return goes_before(a, b); })->key;
  }

 protected:
  virtual bool goes_before(const Entry& a, const Entry& b) const = 0;

 private:
  std::vector<Entry>::iterator find(Key key) { return std::ranges::find(entries_, key, &Entry::key); }

  std::vector<Entry> entries_;
  std::uint64_t time_ = 0;
};

class NaiveLru final : public NaiveRanking {
  bool goes_before(const Entry& a, const Entry& b) const override { return a.used < b.used; }
};

class NaiveFifo final : public NaiveRanking {
  bool goes_before(const Entry& a, const Entry& b) const override { return a.inserted < b.inserted; }
};

// The last use is when the count was reached.
class NaiveLfu final : public NaiveRanking {
  bool goes_before(const Entry& a, const Entry& b) const override {
    return std::pair(a.count, a.used) < std::pair(b.count, b.used);
  }
};

class NaiveBelady final : public NaiveRanking {
 public:
  explicit NaiveBelady(Lookups lookups) : lookups_(std::move(lookups)) {}
  void look_up(RequestNumber request, Key) override { now_ = request; }

 private:
  std::size_t next_use(Key key) const {
    for (std::size_t i = now_ + 1; i < lookups_.size(); ++i) {
      if (lookups_[i] == key) return i;
    }
    return lookups_.size();
  }
  bool goes_before(const Entry& a, const Entry& b) const override {
    return std::pair(next_use(b.key), a.used) < std::pair(next_use(a.key), b.used);
  }

  const Lookups lookups_;
  RequestNumber now_ = 0;
};

class NaivePerfectLfu final : public NaiveEviction {
 public:
  void look_up(RequestNumber, Key key) override { ++asked_[key].first; }
  void insert(Key key) override { enter(key); }
  void access(Key key) override {
    if (ranked_[key] != asked_[key].first) enter(key);
  }
  void remove(Key key) override { ranked_.erase(key); }
  std::optional<Key> victim(Key newcomer) override {
    const auto least = std::ranges::min_element(
        ranked_, [&](const auto& a, const auto& b) { return asked_[a.first] < asked_[b.first]; });
    if (asked_[newcomer].first < asked_[least->first].first) return std::nullopt;
    return least->first;
  }

 private:
  void enter(Key key) {
    asked_[key].second = ++time_;
    ranked_[key] = asked_[key].first;
  }

  std::map<Key, std::pair<std::uint64_t, std::uint64_t>> asked_;  // how often, and when that number took effect
  std::map<Key, std::uint64_t> ranked_;                           // what is cached, with the number that took effect
  std::uint64_t time_ = 0;
};

// A queue whose front is the oldest entry.
class NaiveClock final : public NaiveEviction {
 public:
  void insert(Key key) override { queue_.emplace_back(key, false); }
  void access(Key key) override { find(key)->second = true; }
  void remove(Key key) override { queue_.erase(find(key)); }
  std::optional<Key> victim(Key) override {
    while (queue_.front().second) {
      queue_.emplace_back(queue_.front().first, false);
      queue_.pop_front();
    }
    return queue_.front().first;
  }

 private:
  using Queue = std::list<std::pair<Key, bool>>;
  Queue::iterator find(Key key) { return std::ranges::find(queue_, key, &std::pair<Key, bool>::first); }

  Queue queue_;
};

// A queue whose front is the oldest entry, and the number of entries in front of the hand.
class NaiveSieve final : public NaiveEviction {
 public:
  void insert(Key key) override { queue_.emplace_back(key, false); }
  void access(Key key) override { queue_[place_of(key)].second = true; }
  void remove(Key key) override {
    const std::size_t place = place_of(key);
    queue_.erase(queue_.begin() + static_cast<std::ptrdiff_t>(place));
    if (place < hand_) --hand_;
    if (hand_ == queue_.size()) hand_ = 0;
  }
  std::optional<Key> victim(Key) override {
    while (queue_[hand_].second) {
      queue_[hand_].second = false;
      hand_ = (hand_ + 1) % queue_.size();
    }
    return queue_[hand_].first;
  }

 private:
  std::size_t place_of(Key key) const {
    const auto entry = std::ranges::find(queue_, key, &std::pair<Key, bool>::first);
    return static_cast<std::size_t>(entry - queue_.begin());
  }

  std::vector<std::pair<Key, bool>> queue_;
  std::size_t hand_ = 0;
};

// Random replacement may choose anybody: the model is told whom. Nobody: none goes.
class NaiveFollower final : public NaiveEviction {
 public:
  void expect(std::vector<Key> victims) { victims_ = std::move(victims); }
  void insert(Key) override {}
  void access(Key) override {}
  void remove(Key) override {}
  std::optional<Key> victim(Key) override {
    if (victims_.empty()) return std::nullopt;
    const Key chosen = victims_.front();
    victims_.erase(victims_.begin());
    return chosen;
  }

 private:
  std::vector<Key> victims_;
};

// Null for those that cannot be foretold.
inline std::unique_ptr<NaiveEviction> naive_eviction(std::string_view name, const Lookups& lookups) {
  if (name == "lru") return std::make_unique<NaiveLru>();
  if (name == "fifo") return std::make_unique<NaiveFifo>();
  if (name == "clock") return std::make_unique<NaiveClock>();
  if (name == "sieve") return std::make_unique<NaiveSieve>();
  if (name == "lfu") return std::make_unique<NaiveLfu>();
  if (name == "perfect-lfu") return std::make_unique<NaivePerfectLfu>();
  if (name == "belady") return std::make_unique<NaiveBelady>(lookups);
  STAMPEDE_CHECK(name == "random" || name == "none");
  return nullptr;
}

}  // namespace stampede::testing
