#include "harness/report/topics.h"

namespace stampede {

namespace {

using Shown = ComparisonColumn::Shown;

constexpr ComparisonColumn column(const char* metric, Shown shown, std::string_view title) {
  return {metric, shown, 0, {"", title}};
}

constexpr ComparisonColumn kOutcomes[] = {
    column("requests.completed", Shown::kCount, "completed"),
    column("requests.failed", Shown::kCount, "failed"),
    column("requests.dropped", Shown::kCount, "dropped"),
    column("requests.goodput", Shown::kRate, "goodput"),
    column("hit_ratio", Shown::kPercent, "hit ratio"),
    column("read.load", Shown::kCount, "loaded"),
    column("read.wait", Shown::kCount, "waited"),
    column("read.early_load", Shown::kCount, "loaded early"),
    column("read.expired_hit", Shown::kCount, "expired hits"),
    column("read.expired_on_error", Shown::kCount, "expired on error"),
    column("read.error", Shown::kCount, "read errors"),
};

constexpr ComparisonColumn kLatency[] = {
    column("read.latency.mean", Shown::kLatency, "mean"),  column("read.latency.p50", Shown::kLatency, "p50"),
    column("read.latency.p90", Shown::kLatency, "p90"),    column("read.latency.p99", Shown::kLatency, "p99"),
    column("read.latency.p999", Shown::kLatency, "p99.9"), column("read.latency.max", Shown::kLatency, "max"),
};

constexpr ComparisonColumn kWriteLatency[] = {
    column("write.latency.mean", Shown::kLatency, "mean"),
    column("write.latency.p50", Shown::kLatency, "p50"),
    column("write.latency.p99", Shown::kLatency, "p99"),
    column("write.latency.max", Shown::kLatency, "max"),
};

constexpr ComparisonColumn kStore[] = {
    column("store.reads_per_second", Shown::kRate, "reads"),
    column("store.reads", Shown::kCount, "reads in all"),
    column("store.reads.refresh", Shown::kCount, "refreshes"),
    column("store.write_calls", Shown::kCount, "write calls"),
    column("store.in_flight.peak", Shown::kCount, "peak in flight"),
    column("store.queue.peak", Shown::kCount, "peak queue"),
    column("store.utilization", Shown::kPercent, "utilisation"),
    column("store.queue_wait.p99", Shown::kLatency, "queue wait p99"),
};

constexpr ComparisonColumn kFaults[] = {
    column("store.errors", Shown::kCount, "errors"),
    column("store.rejected", Shown::kCount, "rejected"),
    column("store.timeouts", Shown::kCount, "timeouts"),
    column("store.retries", Shown::kCount, "retries"),
    column("store.abandoned", Shown::kCount, "abandoned"),
    column("store.abandoned_time", Shown::kLatency, "time burnt"),
};

constexpr ComparisonColumn kStampedes[] = {
    column("stampede.episodes", Shown::kCount, "episodes"),
    column("stampede.redundant_loads", Shown::kCount, "redundant loads"),
    column("stampede.largest", Shown::kCount, "largest episode"),
    column("stampede.peak", Shown::kCount, "peak loads of a key"),
    column("stampede.excess_store_time", Shown::kLatency, "excess store time"),
};

constexpr ComparisonColumn kStaleness[] = {
    column("stale.reads", Shown::kCount, "stale reads"),       column("stale.ratio", Shown::kPercent, "of all reads"),
    column("stale.age.p50", Shown::kLatency, "age p50"),       column("stale.age.p99", Shown::kLatency, "age p99"),
    column("stale.age.max", Shown::kLatency, "age max"),       column("cache.late_fills", Shown::kCount, "late fills"),
    column("cache.regressions", Shown::kCount, "regressions"),
};

constexpr ComparisonColumn kDurability[] = {
    column("writes.acknowledged", Shown::kCount, "acknowledged"),
    column("writes.failed", Shown::kCount, "failed"),
    column("writes.coalesced", Shown::kCount, "coalesced"),
    column("writes.lost", Shown::kCount, "lost"),
    column("writes.durable_lag.p50", Shown::kLatency, "durable lag p50"),
    column("writes.durable_lag.p99", Shown::kLatency, "durable lag p99"),
    column("writes.durable_lag.max", Shown::kLatency, "durable lag max"),
    column("writes.pending.mean", Shown::kRate, "pending, mean"),
};

constexpr ComparisonColumn kCache[] = {
    column("cache.fills", Shown::kCount, "fills"),
    column("cache.fills.unused", Shown::kCount, "never read"),
    column("cache.evictions", Shown::kCount, "evictions"),
    column("cache.expirations", Shown::kCount, "expirations"),
    column("cache.invalidations", Shown::kCount, "invalidations"),
    column("cache.flushed", Shown::kCount, "flushed"),
    column("cache.errors", Shown::kCount, "errors"),
    column("cache.entries.peak", Shown::kCount, "peak entries"),
};

constexpr ComparisonColumn kRecovery[] = {
    column("recovery.time", Shown::kLatency, "slowest recovery"),
    column("recovery.never", Shown::kCount, "never"),
};

constexpr Topic kTopics[] = {
    {"outcomes", "Outcomes of requests", kOutcomes},
    {"latency", "Latency of reads", kLatency},
    {"write-latency", "Latency of writes", kWriteLatency},
    {"store", "Load of the store", kStore},
    {"faults", "Faults met at the store", kFaults},
    {"stampedes", "Stampedes", kStampedes},
    {"staleness", "Staleness of reads", kStaleness},
    {"durability", "Durability of writes", kDurability},
    {"cache", "The cache", kCache},
    {"recovery", "Recovery after disturbances", kRecovery},
};

}  // namespace

std::span<const Topic> topics() {
  return kTopics;
}

}  // namespace stampede
