// The fields of a window, declared once: from here come merging, equality, and what result files hold.
//
// A field that is missing here does not compile (window.cc counts them).
#pragma once

#include <cstddef>
#include <string_view>
#include <tuple>

#include "harness/metrics/window.h"

namespace stampede {

// How the values of two windows become one. Histograms and gauges know it themselves.
enum class MergeRule { kSum, kMax, kMin, kOwn };

// A name, unique among the fields, and the way from a window to the value.
template <MergeRule kRule, typename... Path>
struct WindowField {
  static constexpr MergeRule rule = kRule;

  std::string_view name;
  std::tuple<Path...> path;
  bool counts = false;  // a histogram of counts; any other is of nanoseconds

  template <typename AnyWindow>  // const or not
  constexpr auto& of(AnyWindow& window) const {
    return std::apply(
        [&window](auto... steps) -> auto& { return (window.*....*steps); }, path);
  }
};

namespace window_fields {

template <typename... Path>
constexpr WindowField<MergeRule::kSum, Path...> sum(std::string_view name, Path... path) {
  return {name, {path...}};
}
template <typename... Path>
constexpr WindowField<MergeRule::kMax, Path...> max(std::string_view name, Path... path) {
  return {name, {path...}};
}
template <typename... Path>
constexpr WindowField<MergeRule::kMin, Path...> min(std::string_view name, Path... path) {
  return {name, {path...}};
}
// Of a histogram or a gauge.
template <typename... Path>
constexpr WindowField<MergeRule::kOwn, Path...> own(std::string_view name, Path... path) {
  return {name, {path...}};
}
// Of a histogram of counts.
template <typename... Path>
constexpr WindowField<MergeRule::kOwn, Path...> counts(std::string_view name, Path... path) {
  return {name, {path...}, true};
}

using W = Window;

inline constexpr std::tuple kAll = {
    min("start", &W::start),
    max("end", &W::end),
    sum("length", &W::length),

    sum("requests.offered", &W::requests, &W::Requests::offered),
    sum("requests.started", &W::requests, &W::Requests::started),
    sum("requests.dropped", &W::requests, &W::Requests::dropped),
    sum("requests.completed", &W::requests, &W::Requests::completed),
    sum("requests.failed", &W::requests, &W::Requests::failed),

    sum("reads.started", &W::reads, &W::Reads::started),
    sum("reads.outcomes", &W::reads, &W::Reads::outcomes),
    sum("reads.stale", &W::reads, &W::Reads::stale),
    sum("reads.hit_age", &W::reads, &W::Reads::hit_age),
    own("read.latency", &W::reads, &W::Reads::latency),
    own("read.service_latency", &W::reads, &W::Reads::service_latency),
    own("stale.age", &W::reads, &W::Reads::stale_age),

    sum("writes.started", &W::writes, &W::Writes::started),
    sum("writes.acknowledged", &W::writes, &W::Writes::acknowledged),
    sum("writes.failed", &W::writes, &W::Writes::failed),
    sum("writes.committed", &W::writes, &W::Writes::committed),
    sum("writes.coalesced", &W::writes, &W::Writes::coalesced),
    sum("writes.lost", &W::writes, &W::Writes::lost),
    sum("writes.pending", &W::writes, &W::Writes::pending),
    own("write.latency", &W::writes, &W::Writes::latency),
    own("writes.durable_lag", &W::writes, &W::Writes::durable_lag),
    own("writes.uncommitted", &W::writes, &W::Writes::uncommitted),
    own("writes.dirty_keys", &W::writes, &W::Writes::dirty_keys),

    sum("store.loads_demand", &W::store, &W::Store::loads_demand),
    sum("store.loads_refresh", &W::store, &W::Store::loads_refresh),
    sum("store.keys_written", &W::store, &W::Store::keys_written),
    sum("store.write_calls", &W::store, &W::Store::write_calls),
    sum("store.calls", &W::store, &W::Store::calls),
    sum("store.errors", &W::store, &W::Store::errors),
    sum("store.rejected", &W::store, &W::Store::rejected),
    sum("store.retries", &W::store, &W::Store::retries),
    sum("store.timeouts", &W::store, &W::Store::timeouts),
    sum("store.abandoned", &W::store, &W::Store::abandoned),
    sum("store.cancelled", &W::store, &W::Store::cancelled),
    sum("store.abandoned_time", &W::store, &W::Store::abandoned_time),
    own("store.queue_wait", &W::store, &W::Store::queue_wait),
    own("store.in_flight", &W::store, &W::Store::in_flight),
    own("store.queued", &W::store, &W::Store::queued),
    own("store.busy", &W::store, &W::Store::busy),

    sum("stampede.load_intervals", &W::stampede, &W::Stampede::load_intervals),
    sum("stampede.load_intervals_demand", &W::stampede, &W::Stampede::load_intervals_demand),
    sum("stampede.episodes", &W::stampede, &W::Stampede::episodes),
    sum("stampede.redundant_loads", &W::stampede, &W::Stampede::redundant_loads),
    max("stampede.peak", &W::stampede, &W::Stampede::peak),
    max("stampede.largest", &W::stampede, &W::Stampede::largest),
    sum("stampede.early_gaps", &W::stampede, &W::Stampede::early_gaps),
    sum("stampede.early_gap", &W::stampede, &W::Stampede::early_gap),
    sum("stampede.excess_store_time", &W::stampede, &W::Stampede::excess_store_time),
    counts("stampede.episode_size", &W::stampede, &W::Stampede::episode_size),

    sum("cache.hits", &W::cache, &W::Cache::hits),
    sum("cache.misses", &W::cache, &W::Cache::misses),
    sum("cache.fills", &W::cache, &W::Cache::fills),
    sum("cache.late_fills", &W::cache, &W::Cache::late_fills),
    sum("cache.regressions", &W::cache, &W::Cache::regressions),
    sum("cache.fills_unused", &W::cache, &W::Cache::fills_unused),
    sum("cache.evictions", &W::cache, &W::Cache::evictions),
    sum("cache.expirations", &W::cache, &W::Cache::expirations),
    sum("cache.invalidations", &W::cache, &W::Cache::invalidations),
    sum("cache.errors", &W::cache, &W::Cache::errors),
    sum("cache.flushed", &W::cache, &W::Cache::flushed),
    max("cache.entries_peak", &W::cache, &W::Cache::entries_peak),
    max("cache.bytes_peak", &W::cache, &W::Cache::bytes_peak),

    sum("recovery.disturbances", &W::recovery, &W::Recovery::disturbances),
    sum("recovery.never", &W::recovery, &W::Recovery::never),
    max("recovery.longest", &W::recovery, &W::Recovery::longest),
};

}  // namespace window_fields

// Calls `visit` with each field, in order.
template <typename Visit>
constexpr void for_each_window_field(Visit&& visit) {
  std::apply([&visit](const auto&... fields) { (visit(fields), ...); }, window_fields::kAll);
}

}  // namespace stampede
