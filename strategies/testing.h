// For tests of strategies: a small world (one loop, a local cache, a simulated store) in which tests speak in keys,
// values and milliseconds.
//
//   StrategyWorld world({.strategy = "locked: {wait: 5ms}", .store = "{latency: 10ms}"});
//   world.read_at(0);
//   world.read_at(3);
//   world.finish();
//   EXPECT_THAT(world.reads(), ElementsAre("r0 [0,10] load v0", "r1 [3,10] wait v0"));
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "harness/cache/local_cache.h"
#include "harness/metrics/outcome.h"
#include "harness/runtime/scope.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/scenario/scenario.h"
#include "harness/store/simulated_store.h"
#include "harness/strategy/environment.h"
#include "harness/strategy/strategy.h"

namespace stampede::testing {

inline constexpr Key kKey = 7;

// A world as a scenario would describe it.
struct WorldText {
  std::string strategy;
  std::string cache = "{ttl: 100ms}";
  std::string store = "{latency: 10ms}";
  std::uint64_t seed = 1;
};

// A store that fails all calls that come in within some spans of time; they take as long as any other call.
class FlakyStore final : public Store {
 public:
  FlakyStore(Runtime& runtime, const SimulatedStore::Options& options, std::uint64_t seed, StoreObserver& observer);

  void fail_between(Instant from, Instant to) { failing_.push_back({from, to}); }

  Task<ReadReply> read(Call call, Key key) override { return now_serving().read(call, key); }
  Task<WriteReply> write(Call call, std::vector<WriteItem> items) override {
    return now_serving().write(call, std::move(items));
  }
  std::uint32_t value_size(Key key, Version version) const override { return good_.value_size(key, version); }

 private:
  struct Span {
    Instant from;
    Instant to;
  };

  SimulatedStore& now_serving();

  Runtime& runtime_;
  SimulatedStore good_;
  SimulatedStore bad_;
  std::vector<Span> failing_;
};

class StrategyWorld final : public CacheObserver, public StoreObserver, public LoadObserver {
 public:
  // Fails the test if `text` does not make a valid scenario.
  explicit StrategyWorld(const WorldText& text);
  ~StrategyWorld() override;

  // Requests to come, numbered from 0: the world knows them as r0, r1, ...; writes also as w0, w1, ...
  void read_at(std::int64_t ms, Key key = kKey) { read_at_ns(ms * kMillisecond, key); }
  void read_at_ns(Instant at, Key key = kKey);
  void write_at(std::int64_t ms, Key key = kKey);
  void delete_at(std::int64_t ms, Key key = kKey);
  void fail_store(std::int64_t from_ms, std::int64_t to_ms) {
    store_.fail_between(from_ms * kMillisecond, to_ms * kMillisecond);
  }

  void run_until(std::int64_t ms) { runtime_.run_until(ms * kMillisecond); }
  void run_until_ns(Instant at) { runtime_.run_until(at); }
  // Until all requests have completed; then the strategy drains. Nothing may be left.
  void finish();

  VirtualRuntime& runtime() { return runtime_; }
  LocalCache& cache() { return cache_; }

  // In the order of completion: "r0 [0,10] load v0", with start, end, outcome and version; "w3" is the version of a
  // write not yet stored, "absent" that of a deleted key.
  const std::vector<std::string>& reads() const { return reads_; }
  // "w0 [0,10] acknowledged" or "w0 [0,10] failed".
  const std::vector<std::string>& writes() const { return writes_; }
  // What the store did: "10: w0 makes v1 of 7", "10: delete w1 makes v2 of 7".
  const std::vector<std::string>& commits() const { return commits_; }
  // Calls with writes, as they come in: "10: 3 keys".
  const std::vector<std::string>& write_calls() const { return write_calls_; }
  // As they start: "0: r0 loads 7".
  const std::vector<std::string>& loads() const { return loads_; }
  // "10: fill 7 v0", "10: remove 7", "10: expire 7", "10: evict 7".
  const std::vector<std::string>& cache_changes() const { return cache_changes_; }

  int peak_loads() const { return peak_loads_; }

  void on_lookup(const Context& context, Key key, const Lookup& lookup) override;
  void on_fill(Key key, const Value& value) override;
  void on_expired(Key key) override { note_cache("expire", key); }
  void on_evicted(Key key) override { note_cache("evict", key); }
  void on_invalidated(Key key) override { note_cache("remove", key); }
  void on_occupancy(std::uint64_t, Bytes) override {}

  void on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) override;
  void on_start(const Call&, Admission, Duration) override {}
  void on_commit(const WriteItem& item, Version version) override;
  void on_end(const Call&, bool, CallStatus, Duration) override {}

  void on_load_started(LoadRecord& load) override;
  void on_load_ended(const LoadRecord& load, Duration service_time) override;

 private:
  explicit StrategyWorld(const Scenario& scenario);

  // What the cache held when a request looked first.
  struct Arrival {
    bool looked_up = false;
    bool found = false;
    Instant at = 0;
  };

  Task<void> read(Instant at, Key key, RequestNumber request);
  Task<void> write(Instant at, WriteRequest request);
  Task<void> settle();
  void issue_write(std::int64_t ms, Key key, bool remove);
  std::string outcome_of(RequestNumber request, Instant started, const ReadResult& result) const;
  void note_cache(const char* what, Key key);

  VirtualRuntime runtime_;
  LocalCache cache_;
  FlakyStore store_;
  EntryTtl entry_ttl_;
  Scope process_;
  Scope requests_;
  std::unique_ptr<Strategy> strategy_;

  std::vector<Arrival> arrivals_;  // by request
  WriteNumber next_write_ = 0;
  LoadNumber next_load_ = 0;
  int loads_in_flight_ = 0;
  int peak_loads_ = 0;
  std::vector<std::string> reads_, writes_, commits_, write_calls_, loads_, cache_changes_;
};

// The fixture of tests with a world: no coroutine frame may outlive the test's worlds.
class StrategyTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(frame_pool::live_frames(), frames_before_); }

 private:
  const std::size_t frames_before_ = frame_pool::live_frames();
};

}  // namespace stampede::testing
