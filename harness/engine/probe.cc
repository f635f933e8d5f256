#include "harness/engine/probe.h"

#include <algorithm>

#include "harness/base/check.h"

namespace stampede {

Probe::Probe(Runtime& runtime, Windows& windows, RequestTable& requests, Digest& digest, const ProbeLimits& limits)
    : runtime_(runtime),
      windows_(windows),
      requests_(requests),
      digest_(digest),
      limits_(limits),
      writes_(windows, history_),
      stampedes_(windows) {}

void Probe::on_lookup(const Context& context, Key, const Lookup& lookup) {
  Window::Cache& cache = windows_.current().cache;
  ++(lookup.fresh() ? cache.hits : cache.misses);
  RequestRecord* record = requests_.find(context);
  if (record == nullptr || record->looked_up) return;
  record->looked_up = true;
  record->looked_up_at = runtime_.now();
  record->found_fresh = lookup.fresh();
  record->found_expiry = lookup.value.expiry;
}

void Probe::on_fill(Key key, const Value& value) {
  Window::Cache& cache = windows_.current().cache;
  ++cache.fills;
  if (staleness(key, value.version, runtime_.now())) ++cache.late_fills;
}

void Probe::on_expired(Key) {
  ++windows_.current().cache.expirations;
}
void Probe::on_evicted(Key) {
  ++windows_.current().cache.evictions;
}
void Probe::on_invalidated(Key) {
  ++windows_.current().cache.invalidations;
}

void Probe::on_occupancy(std::uint64_t entries, Bytes bytes) {
  STAMPEDE_CHECK(entries <= limits_.cache_entries && bytes <= limits_.cache_bytes);
  Window::Cache& cache = windows_.current().cache;
  cache.entries_peak = std::max(cache.entries_peak, entries);
  cache.bytes_peak = std::max(cache.bytes_peak, bytes);
  entries_ = entries;
  bytes_ = bytes;
}

void Probe::on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) {
  Window::Store& store = windows_.current().store;
  ++store.calls;
  if (is_write) {
    ++store.write_calls;
    store.keys_written += keys;
  }
  const Instant now = runtime_.now();
  if (admission == Admission::kRejected) {
    ++store.rejected;
    digest_.add(static_cast<std::uint64_t>(now), call.number, call.attempt, static_cast<std::uint64_t>(call.cause));
    return;
  }
  in_flight_.add(now, 1);
  if (admission == Admission::kQueued) queued_.add(now, 1);
  STAMPEDE_CHECK(queued_.level() <= limits_.store_queue);
}

void Probe::on_start(const Call&, Admission admission, Duration queue_wait) {
  windows_.current().store.queue_wait.record(queue_wait);
  const Instant now = runtime_.now();
  if (admission == Admission::kQueued) queued_.add(now, -1);
  busy_.add(now, 1);
  STAMPEDE_CHECK(busy_.level() <= limits_.store_servers);
}

void Probe::on_commit(const WriteItem& item, Version version) {
  const Instant now = runtime_.now();
  history_.commit(item.key, now);
  writes_.commit(item.write, version, now);
  digest_.add(static_cast<std::uint64_t>(now), item.key, version.bits(), item.write);
}

void Probe::on_end(const Call& call, bool is_write, CallStatus status, Duration service_time) {
  if (status == CallStatus::kError) ++windows_.current().store.errors;
  const Instant now = runtime_.now();
  in_flight_.add(now, -1);
  busy_.add(now, -1);
  digest_.add(static_cast<std::uint64_t>(now), call.number, static_cast<std::uint64_t>(service_time),
              call.attempt << 8 | static_cast<std::uint64_t>(call.cause) << 4 |
                  static_cast<std::uint64_t>(status) << 1 | static_cast<std::uint64_t>(is_write));
}

// A load whose reader found a valid value on arrival is a refresh; any other is a demand.
void Probe::on_load_started(LoadRecord& load) {
  const RequestRecord* record = requests_.find(load.context);
  const bool refresh = record != nullptr && record->found_fresh;
  std::optional<Duration> gap;
  if (refresh && record->found_expiry != kNever) gap = std::max<Duration>(0, record->found_expiry - runtime_.now());
  load.number = ++loads_;
  load.window = windows_.current_index();
  load.redundant = stampedes_.started(load.key, refresh, gap);
  ++loads_in_flight_;
}

void Probe::on_load_ended(const LoadRecord& load, Duration service_time) {
  stampedes_.ended(load.key, load.window, load.redundant, service_time);
  --loads_in_flight_;
}

void Probe::end_window() {
  const Instant now = runtime_.now();
  Window& window = windows_.current();
  window.end = now;
  window.length = now - window.start;
  window.store.in_flight.merge(in_flight_.take(now));
  window.store.queued.merge(queued_.take(now));
  window.store.busy.merge(busy_.take(now));
  writes_.take_gauges(window, now);
}

void Probe::begin_window(std::uint32_t index) {
  end_window();
  windows_.advance(index, runtime_.now());
  Window::Cache& cache = windows_.current().cache;
  cache.entries_peak = entries_;
  cache.bytes_peak = bytes_;
}

void Probe::end_run() {
  end_window();
  writes_.settle();
}

}  // namespace stampede
