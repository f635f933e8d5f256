#include "harness/metrics/window.h"

#include <algorithm>
#include <numeric>

namespace stampede {

namespace {

void add(OutcomeCounts& counts, const OutcomeCounts& other) {
  for (std::size_t i = 0; i < kOutcomes; ++i) counts[i] += other[i];
}

void merge(Window::Requests& to, const Window::Requests& from) {
  to.offered += from.offered;
  to.started += from.started;
  to.dropped += from.dropped;
  to.completed += from.completed;
  to.failed += from.failed;
}

void merge(Window::Reads& to, const Window::Reads& from) {
  to.started += from.started;
  add(to.outcomes, from.outcomes);
  add(to.stale, from.stale);
  to.hit_age += from.hit_age;
  to.latency.merge(from.latency);
  to.service_latency.merge(from.service_latency);
  to.stale_age.merge(from.stale_age);
}

void merge(Window::Writes& to, const Window::Writes& from) {
  to.started += from.started;
  to.acknowledged += from.acknowledged;
  to.failed += from.failed;
  to.committed += from.committed;
  to.coalesced += from.coalesced;
  to.lost += from.lost;
  to.pending += from.pending;
  to.latency.merge(from.latency);
  to.durable_lag.merge(from.durable_lag);
  to.uncommitted.merge(from.uncommitted);
  to.dirty_keys.merge(from.dirty_keys);
}

void merge(Window::Store& to, const Window::Store& from) {
  to.loads_demand += from.loads_demand;
  to.loads_refresh += from.loads_refresh;
  to.keys_written += from.keys_written;
  to.write_calls += from.write_calls;
  to.calls += from.calls;
  to.errors += from.errors;
  to.rejected += from.rejected;
  to.retries += from.retries;
  to.timeouts += from.timeouts;
  to.abandoned += from.abandoned;
  to.cancelled += from.cancelled;
  to.abandoned_time += from.abandoned_time;
  to.queue_wait.merge(from.queue_wait);
  to.in_flight.merge(from.in_flight);
  to.queued.merge(from.queued);
  to.busy.merge(from.busy);
}

void merge(Window::Stampede& to, const Window::Stampede& from) {
  to.load_intervals += from.load_intervals;
  to.load_intervals_demand += from.load_intervals_demand;
  to.episodes += from.episodes;
  to.redundant_loads += from.redundant_loads;
  to.peak = std::max(to.peak, from.peak);
  to.largest = std::max(to.largest, from.largest);
  to.early_gaps += from.early_gaps;
  to.early_gap += from.early_gap;
  to.excess_store_time += from.excess_store_time;
}

void merge(Window::Cache& to, const Window::Cache& from) {
  to.hits += from.hits;
  to.misses += from.misses;
  to.fills += from.fills;
  to.late_fills += from.late_fills;
  to.evictions += from.evictions;
  to.expirations += from.expirations;
  to.invalidations += from.invalidations;
  to.errors += from.errors;
  to.flushed += from.flushed;
  to.entries_peak = std::max(to.entries_peak, from.entries_peak);
  to.bytes_peak = std::max(to.bytes_peak, from.bytes_peak);
}

void merge(Window::Recovery& to, const Window::Recovery& from) {
  to.disturbances += from.disturbances;
  to.never += from.never;
  to.longest = std::max(to.longest, from.longest);
}

}  // namespace

void Window::merge(const Window& other) {
  start = std::min(start, other.start);
  end = std::max(end, other.end);
  length += other.length;
  stampede::merge(requests, other.requests);
  stampede::merge(reads, other.reads);
  stampede::merge(writes, other.writes);
  stampede::merge(store, other.store);
  stampede::merge(stampede, other.stampede);
  stampede::merge(cache, other.cache);
  stampede::merge(recovery, other.recovery);
}

std::uint64_t Window::reads_total() const {
  return std::accumulate(reads.outcomes.begin(), reads.outcomes.end(), std::uint64_t{0});
}

std::uint64_t Window::stale_total() const {
  return std::accumulate(reads.stale.begin(), reads.stale.end(), std::uint64_t{0});
}

}  // namespace stampede
