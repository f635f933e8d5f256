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
#include "harness/engine/request_table.h"
#include "harness/metrics/load_table.h"
#include "harness/runtime/scope.h"
#include "harness/runtime/virtual_runtime.h"
#include "harness/scenario/scenario.h"
#include "harness/store/simulated_store.h"
#include "harness/store/store_client.h"
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
  // Faults of the store, to be told before the requests of the same instant.
  void fail_store(std::int64_t from_ms, std::int64_t to_ms) { disturb(from_ms, to_ms, {.error_rate = Share::whole()}); }
  void stall_store(std::int64_t from_ms, std::int64_t to_ms) { disturb(from_ms, to_ms, {.stalled = true}); }
  void down_store(std::int64_t from_ms, std::int64_t to_ms) { disturb(from_ms, to_ms, {.down = true}); }

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

  std::size_t peak_loads() const { return peak_loads_; }
  // Calls given up, as it happens: "30: r0".
  const std::vector<std::string>& abandoned() const { return abandoned_; }

  void on_lookup(const Context& context, Key key, const Lookup& lookup) override;
  void on_fill(Key key, const Value& value, std::optional<Version> replaced) override;
  void on_expired(Key key) override { note_cache("expire", key); }
  void on_evicted(Key key) override { note_cache("evict", key); }
  void on_invalidated(Key key) override { note_cache("remove", key); }
  void on_flushed(std::uint64_t) override {}
  void on_unused(Key) override {}
  void on_error() override {}
  void on_occupancy(std::uint64_t, Bytes) override {}

  void on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) override;
  void on_start(const Call&, Admission, Duration) override {}
  void on_commit(const WriteItem& item, Version version) override;
  void on_end(const Call& call, bool, CallStatus, Duration, bool) override { leave_store(call); }
  void on_abandoned(const Call& call) override;
  void on_cancelled(const Call& call) override { leave_store(call); }
  void on_timed_out(const Call&) override {}

  LoadStart on_load_started(const Context& context, Key key) override;
  void on_load_left(LoadPlace place) override { loads_in_flight_.leave(place); }

 private:
  explicit StrategyWorld(const Scenario& scenario);

  // What the cache held when a request looked first.
  Task<void> read(Instant at, Key key, RequestNumber request);
  Task<void> write(Instant at, WriteRequest request);
  Task<void> settle();
  void disturb(std::int64_t from_ms, std::int64_t to_ms, const StoreFault& fault);
  Task<void> fail_for_a_while(Instant from, Instant to, StoreFault fault);
  void leave_store(const Call& call);
  void issue_write(std::int64_t ms, Key key, bool remove);
  RequestNumber arrive();
  void note_cache(const char* what, Key key);

  VirtualRuntime runtime_;
  EntryTtl entry_ttl_;
  LocalCache cache_;
  SimulatedStore store_;
  StoreClient client_;
  Scope process_;
  Scope requests_;
  Scope disturbances_;
  std::uint64_t flushes_ = 0;
  std::unique_ptr<Strategy> strategy_;

  std::vector<RequestRecord> requests_by_number_;
  WriteNumber next_write_ = 0;
  LoadNumber next_load_ = 0;
  LoadTable loads_in_flight_;
  std::size_t peak_loads_ = 0;
  std::vector<std::string> reads_, writes_, commits_, write_calls_, loads_, cache_changes_, abandoned_;
};

// The fixture of tests with a world: no coroutine frame may outlive the test's worlds.
class StrategyTest : public ::testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(frame_pool::live_frames(), frames_before_); }

 private:
  const std::size_t frames_before_ = frame_pool::live_frames();
};

}  // namespace stampede::testing
