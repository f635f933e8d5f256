#include "harness/engine/probe.h"

#include <algorithm>

#include "harness/base/check.h"

namespace stampede {

Probe::Probe(Runtime& runtime, Windows& windows, SeriesRecorder& series, RequestTable& requests, Digest& digest,
             const ProbeLimits& limits, KeyTrace* trace)
    : runtime_(runtime),
      windows_(windows),
      series_(series),
      requests_(requests),
      digest_(digest),
      limits_(limits),
      writes_(windows, history_),
      stampedes_(windows),
      trace_(trace) {}

void Probe::on_lookup(const Context& context, Key key, const Lookup& lookup) {
  note("lookup", key, context.request, 0, [&] {
    const std::string version = std::string(" ") + version_text(lookup.value.version, false);
    return lookup.fresh() ? "hit" + version : lookup.expired() ? "expired" + version : std::string("miss");
  });
  Window::Cache& cache = windows_.current().cache;
  ++(lookup.fresh() ? cache.hits : cache.misses);
  RequestRecord* record = requests_.find(context);
  if (record == nullptr || record->looked_up) return;
  record->looked_up = true;
  record->looked_up_at = runtime_.now();
  record->found = lookup.found;
  record->found_expiry = lookup.value.expiry;
}

void Probe::on_fill(Key key, const Value& value, std::optional<Version> replaced) {
  Window::Cache& cache = windows_.current().cache;
  ++cache.fills;
  const bool late = staleness(key, value.version, runtime_.now()).has_value();
  cache.late_fills += late;
  const bool regression = replaced && regresses(key, value.version, *replaced);
  cache.regressions += regression;
  note("fill", key, value.cause, value.load, [&] {
    return version_text(value.version, false) + (late ? ", superseded" : "") +
           (regression ? ", over newer " + version_text(*replaced, false) : "");
  });
}

// In the order of commits; what waits to be stored is newer than what is, in the order of issue.
bool Probe::regresses(Key key, Version value, Version before) const {
  if (value == before) return false;
  const Version now = writes_.stored(value);
  const Version then = writes_.stored(before);
  if (now.is_committed() && then.is_committed()) return now.number() < then.number();
  const auto superseded_at = [&](Version version) {
    return (version.is_committed() ? history_.superseded_at(key, version.number())
                                   : writes_.superseded_at(version.write()))
        .value_or(kNever);
  };
  const Instant value_ended = superseded_at(now);
  const Instant before_ended = superseded_at(then);
  if (value_ended != before_ended) return value_ended < before_ended;
  if (now.is_committed() || then.is_committed()) return now.is_committed();
  return now.write() < then.write();
}

void Probe::on_expired(Key key) {
  note("expire", key, kNoRequest, 0, [] { return ""; });
  ++windows_.current().cache.expirations;
}
void Probe::on_evicted(Key key) {
  note("evict", key, kNoRequest, 0, [] { return ""; });
  ++windows_.current().cache.evictions;
}
void Probe::on_invalidated(Key key) {
  note("remove", key, kNoRequest, 0, [] { return ""; });
  ++windows_.current().cache.invalidations;
}

void Probe::on_flushed(std::uint64_t entries) {
  windows_.current().cache.flushed += entries;
}
void Probe::on_unused(Key key) {
  note("unused", key, kNoRequest, 0, [] { return ""; });
  ++windows_.current().cache.fills_unused;
}
void Probe::on_error() {
  ++windows_.current().cache.errors;
}

void Probe::on_occupancy(std::uint64_t entries, Bytes bytes) {
  STAMPEDE_CHECK(entries <= limits_.cache_entries && bytes <= limits_.cache_bytes);
  Window::Cache& cache = windows_.current().cache;
  cache.entries_peak = std::max(cache.entries_peak, entries);
  cache.bytes_peak = std::max(cache.bytes_peak, bytes);
  entries_ = entries;
  bytes_ = bytes;
}

void Probe::change(Gauge& gauge, SeriesRecorder::Level level, std::int64_t change) {
  const Instant now = runtime_.now();
  gauge.add(now, change);
  series_.set_level(now, level, gauge.level());
}

void Probe::on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) {
  Window::Store& store = windows_.current().store;
  const Instant now = runtime_.now();
  ++store.calls;
  store.retries += call.attempt > 0;
  if (is_write) {
    ++store.write_calls;
    store.keys_written += keys;
  }
  ++series_.at(now).calls;
  note_call("call", call,
            admission == Admission::kServed   ? "served"
            : admission == Admission::kQueued ? "queued"
                                              : "rejected");
  if (admission == Admission::kRejected) {
    ++store.rejected;
    digest_.add(static_cast<std::uint64_t>(now), call.number, call.attempt, static_cast<std::uint64_t>(call.cause));
    return;
  }
  if (call.load != kNoLoad) loads_.call_entered(call.load);
  change(in_flight_, SeriesRecorder::kInFlight, 1);
  if (admission == Admission::kQueued) change(queued_, SeriesRecorder::kQueued, 1);
  STAMPEDE_CHECK(queued_.level() <= limits_.store_queue);
}

void Probe::on_start(const Call& call, Admission admission, Duration queue_wait) {
  if (admission == Admission::kQueued) note_call("service starts", call, "");
  windows_.current().store.queue_wait.record(queue_wait);
  if (admission == Admission::kQueued) change(queued_, SeriesRecorder::kQueued, -1);
  busy_.add(runtime_.now(), 1);
  STAMPEDE_CHECK(busy_.level() <= limits_.store_servers);
}

void Probe::on_commit(const WriteItem& item, Version version) {
  const Instant now = runtime_.now();
  history_.commit(item.key, now);
  writes_.commit(item.write, version, now);
  note_write_levels();
  note("commit", item.key, kNoRequest, 0,
       [&] { return std::string("w") + std::to_string(item.write) + " as " + version_text(version, item.remove); });
  digest_.add(static_cast<std::uint64_t>(now), item.key, version.bits(), item.write);
}

void Probe::on_end(const Call& call, bool is_write, CallStatus status, Duration service_time, bool abandoned) {
  Window::Store& store = windows_.current().store;
  store.errors += status == CallStatus::kError;
  note_call("service ends", call, status == CallStatus::kError ? "error" : abandoned ? "for nobody" : "");
  if (abandoned) store.abandoned_time += service_time;
  if (call.load != kNoLoad && loads_[call.load].redundant) {
    stampedes_.served_redundantly(loads_[call.load].window, service_time);
  }
  busy_.add(runtime_.now(), -1);
  leave_store(call);
  digest_.add(static_cast<std::uint64_t>(runtime_.now()), call.number, static_cast<std::uint64_t>(service_time),
              call.attempt << 8 | static_cast<std::uint64_t>(call.cause) << 4 |
                  static_cast<std::uint64_t>(status) << 1 | static_cast<std::uint64_t>(is_write));
}

void Probe::on_abandoned(const Call& call) {
  note_call("abandoned", call, "");
  ++windows_.current().store.abandoned;
}

void Probe::on_cancelled(const Call& call) {
  ++windows_.current().store.cancelled;
  note_call("leaves the queue", call, "");
  change(queued_, SeriesRecorder::kQueued, -1);
  leave_store(call);
  digest_.add(static_cast<std::uint64_t>(runtime_.now()), call.number, call.attempt,
              static_cast<std::uint64_t>(CallStatus::kCancelled));
}

void Probe::on_timed_out(const Call& call) {
  note_call("timeout", call, "");
  ++windows_.current().store.timeouts;
}

void Probe::leave_store(const Call& call) {
  change(in_flight_, SeriesRecorder::kInFlight, -1);
  if (call.load == kNoLoad) return;
  const bool ended = loads_.call_left(call.load);
  if (ended) end_load(call.load);
}

// A load whose reader found a valid value on arrival is a refresh, and so is one that time set off; any other is a
// demand.
LoadStart Probe::on_load_started(const Context& context, Key key) {
  RequestRecord* record = requests_.find(context);
  const bool renews = record != nullptr && record->found == Found::kFresh;
  const bool refresh = renews || is_timed(context.request);
  std::optional<Duration> gap;
  if (renews && record->found_expiry != kNever) gap = std::max<Duration>(0, record->found_expiry - runtime_.now());
  if (record != nullptr) record->loaded = true;
  const bool redundant = stampedes_.started(key, runtime_.now(), refresh, gap);
  Interval& interval = series_.at(runtime_.now());
  ++interval.loads;
  interval.redundant_loads += redundant;
  const LoadNumber number = ++loads_started_;
  note("load", key, context.request, number,
       [&] { return std::string(refresh ? "refresh" : "demand") + (redundant ? ", redundant" : ""); });
  const LoadPlace place =
      loads_.open({.key = key, .number = number, .window = windows_.current_index(), .redundant = redundant});
  return {number, place};
}

void Probe::on_load_left(LoadPlace place) {
  const bool ended = loads_.leave(place);
  if (ended) end_load(place);
}

// Calls tell their key by the load they are made for.
void Probe::note_call(const char* what, const Call& call, const char* detail) {
  if (trace_ == nullptr || call.load == kNoLoad) return;
  const LoadTable::Load& load = loads_[call.load];
  note(what, load.key, call.context.request, load.number, [&] { return detail; });
}

void Probe::end_load(LoadPlace place) {
  const LoadTable::Load& load = loads_[place];
  note("load ends", load.key, kNoRequest, load.number, [] { return ""; });
  stampedes_.ended(load.key, runtime_.now());
}

void Probe::on_write_acknowledged(WriteNumber write) {
  writes_.acknowledge(write, runtime_.now());
  note_write_levels();
}

void Probe::on_crash(const std::vector<WriteItem>& in_service) {
  std::vector<WriteNumber> writes;
  for (const WriteItem& item : in_service) writes.push_back(item.write);
  writes_.crash(writes, runtime_.now());
  note_write_levels();
}

void Probe::note_write_levels() {
  series_.set_level(runtime_.now(), SeriesRecorder::kPendingWrites, writes_.uncommitted());
  series_.set_level(runtime_.now(), SeriesRecorder::kDirtyKeys, writes_.dirty_keys());
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
