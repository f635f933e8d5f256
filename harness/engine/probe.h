// The harness's eyes: hears of every cache operation, store call and load, and keeps the account.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "harness/base/digest.h"
#include "harness/cache/cache.h"
#include "harness/engine/key_trace.h"
#include "harness/engine/request_table.h"
#include "harness/metrics/commit_history.h"
#include "harness/metrics/gauge.h"
#include "harness/metrics/load_table.h"
#include "harness/metrics/series.h"
#include "harness/metrics/stampede_monitor.h"
#include "harness/metrics/window.h"
#include "harness/metrics/write_ledger.h"
#include "harness/runtime/runtime.h"
#include "harness/store/store.h"
#include "harness/strategy/environment.h"

namespace stampede {

// What must never be exceeded; a breach is a bug in the tool.
struct ProbeLimits {
  std::uint64_t cache_entries;
  Bytes cache_bytes;
  std::int64_t store_servers;
  std::int64_t store_queue;
};

// One per cell. Strategies never see it; they cannot report, so they cannot flatter themselves.
class Probe final : public CacheObserver, public StoreObserver, public LoadObserver {
 public:
  // All references outlive the probe.
  Probe(Runtime& runtime, Windows& windows, SeriesRecorder& series, RequestTable& requests, Digest& digest,
        const ProbeLimits& limits, KeyTrace* trace);

  void on_lookup(const Context& context, Key key, const Lookup& lookup) override;
  void on_fill(Key key, const Value& value, std::optional<Version> replaced) override;
  void on_expired(Key key) override;
  void on_evicted(Key key) override;
  void on_invalidated(Key key) override;
  void on_flushed(std::uint64_t entries) override;
  void on_unused(Key key) override;
  void on_error() override;
  void on_occupancy(std::uint64_t entries, Bytes bytes) override;

  void on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) override;
  void on_start(const Call& call, Admission admission, Duration queue_wait) override;
  void on_commit(const WriteItem& item, Version version) override;
  void on_end(const Call& call, bool is_write, CallStatus status, Duration service_time, bool abandoned) override;
  void on_abandoned(const Call& call) override;
  void on_cancelled(const Call& call) override;
  void on_timed_out(const Call& call) override;

  LoadStart on_load_started(const Context& context, Key key) override;
  void on_load_left(LoadPlace place) override;

  // What becomes of a write, as its client hears of it.
  WriteNumber on_write_issued(Key key) { return writes_.issue(key, runtime_.now()); }
  void on_write_acknowledged(WriteNumber write);
  void on_write_failed(WriteNumber write) { writes_.fail(write); }
  // The process is gone; `in_service` is what the store is about to write.
  void on_crash(const std::vector<WriteItem>& in_service);

  // An event of a key, for whoever watches that key now; `detail` is only asked for then.
  template <typename Detail>
  void note(const char* what, Key key, RequestNumber request, LoadNumber load, Detail detail) {
    if (trace_ == nullptr) [[likely]]
      return;
    if (!trace_->watches(key, runtime_.now())) return;
    trace_->add({runtime_.now(), what, is_timed(request) ? kNoRequest : request, load, detail()});
  }

  // For how long `version` of a key had been superseded in the store at `now`; nothing if it was still the latest.
  std::optional<Duration> staleness(Key key, Version version, Instant now) const {
    if (history_.empty()) return std::nullopt;  // read-only so far: the usual case, and worth its own way out
    const auto superseded =
        version.is_committed() ? history_.superseded_at(key, version.number()) : writes_.superseded_at(version.write());
    if (!superseded || *superseded > now) return std::nullopt;
    return now - *superseded;
  }

  // Ends the current window now and begins a later one.
  void begin_window(std::uint32_t index);
  // Ends the last window, and with it the account.
  void end_run();

  std::uint64_t loads_in_flight() const { return loads_.in_flight(); }
  // Of the measured part; instants from the start of the run.
  std::vector<Episode> largest_episodes() const { return stampedes_.largest_episodes(); }

 private:
  // Whether `before` is newer in the store than `value`, versions of the same key, or will be, as far as is known now.
  bool regresses(Key key, Version value, Version before) const;

  void end_window();
  void leave_store(const Call& call);
  void end_load(LoadPlace place);
  void change(Gauge& gauge, SeriesRecorder::Level level, std::int64_t change);
  void note_write_levels();
  void note_call(const char* what, const Call& call, const char* detail);

  Runtime& runtime_;
  Windows& windows_;
  SeriesRecorder& series_;
  RequestTable& requests_;
  Digest& digest_;
  const ProbeLimits limits_;
  CommitHistory history_;
  WriteLedger writes_;
  StampedeMonitor stampedes_;
  Gauge in_flight_;
  Gauge queued_;
  Gauge busy_;
  std::uint64_t entries_ = 0;
  Bytes bytes_ = 0;
  LoadTable loads_;
  LoadNumber loads_started_ = 0;
  KeyTrace* const trace_;  // null, unless somebody watches a key
};

}  // namespace stampede
