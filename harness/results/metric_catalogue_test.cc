#include "harness/results/metric_catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>

#include "harness/results/testing.h"

namespace stampede {
namespace {

constexpr std::int64_t kUnlimitedServers = std::numeric_limits<std::int64_t>::max();

std::string text_of(const MetricValue& value) {
  if (const auto* count = std::get_if<std::uint64_t>(&value)) return std::to_string(*count);
  if (const auto* number = std::get_if<double>(&value)) return nlohmann::json(*number).dump();
  return "null";
}

std::vector<std::string> values(const Window& window, std::int64_t servers) {
  std::vector<std::string> all;
  for (const Metric& metric : metric_catalogue()) {
    all.push_back(metric.name + " " + text_of(metric.value({window, servers})));
  }
  return all;
}

TEST(MetricCatalogue, DefinesEachMetricInItsOwnWay) {
  std::set<std::string> definitions;
  for (const Metric& metric : metric_catalogue()) {
    EXPECT_FALSE(metric.definition.empty()) << metric.name;
    EXPECT_NE(metric.definition, metric.meaning);
    EXPECT_TRUE(definitions.insert(metric.definition).second) << metric.name << ": " << metric.definition;
  }
}

TEST(MetricCatalogue, DefinesPercentilesByRank) {
  EXPECT_EQ(find_metric("read.latency.p999")->definition,
            "min(largest value of the bucket with rank ceil(0.999 * n), max(x)), buckets exact to three digits, "
            "over the n values of x = answer - intended start");
  EXPECT_EQ(find_metric("read.latency.mean")->definition,
            "sum(x) / n, exact, over the n values of x = answer - intended start");
}

TEST(MetricCatalogue, ReadsEachMetricFromItsPlaceInTheWindow) {
  EXPECT_THAT(
      values(window_of_everything(), 4),
      ::testing::ElementsAre(
          "requests.offered 101", "requests.started 102", "requests.completed 104", "requests.dropped 103",
          "requests.failed 105", "requests.goodput 26.0", "hit_ratio 0.4444444444444444", "read.count 45",
          "read.hit 20", "read.early_load 1", "read.expired_hit 2", "read.load 10", "read.wait 3",
          "read.expired_on_error 4", "read.error 5", "read.age.mean 25.0", "read.latency.mean 500.5",
          "read.latency.p50 500", "read.latency.p90 900", "read.latency.p99 990", "read.latency.p999 999",
          "read.latency.max 1000", "read.service_latency.mean 1500.5", "read.service_latency.p50 1500",
          "read.service_latency.p90 1900", "read.service_latency.p99 1990", "read.service_latency.p999 1999",
          "read.service_latency.max 2000", "store.reads 603", "store.reads.demand 301", "store.reads.refresh 302",
          "store.reads_per_second 150.75", "store.writes 303", "store.write_calls 304", "store.attempts 305",
          "store.errors 306", "store.rejected 307", "store.retries 311", "store.timeouts 312", "store.abandoned 313",
          "store.cancelled 314", "store.abandoned_time 315", "store.in_flight.peak 308", "store.queue.peak 309",
          "store.utilization 0.75", "store.queue_wait.mean 15.0", "store.queue_wait.p99 20",
          "stampede.load_intervals 401", "stampede.load_intervals.demand 402", "stampede.episodes 403",
          "stampede.redundant_loads 404", "stampede.peak 405", "stampede.largest 406",
          "stampede.episode_size.mean 103.25", "stampede.episode_size.p50 2", "stampede.episode_size.p99 406",
          "stampede.excess_store_time 407", "early_load.gap.mean 12.5", "stale.reads 51", "stale.reads.hit 6",
          "stale.reads.early_load 7", "stale.reads.expired_hit 8", "stale.reads.load 9", "stale.reads.wait 10",
          "stale.reads.expired_on_error 11", "stale.ratio 1.1333333333333333", "stale.age.mean 40.0",
          "stale.age.p50 30", "stale.age.p99 50", "stale.age.max 50", "write.latency.mean 1001.0",
          "write.latency.p50 1000", "write.latency.p90 1800", "write.latency.p99 1980", "write.latency.p999 1998",
          "write.latency.max 2000", "writes.acknowledged 201", "writes.failed 202", "writes.committed 203",
          "writes.coalesced 204", "writes.lost 205", "writes.durable_lag.p50 70", "writes.durable_lag.p99 80",
          "writes.durable_lag.max 90", "writes.pending.mean 1.5", "writes.dirty_keys.mean 0.5", "cache.hits 501",
          "cache.misses 502", "cache.fills 503", "cache.fills.unused 513", "cache.late_fills 504",
          "cache.regressions 512", "cache.evictions 505", "cache.expirations 506", "cache.invalidations 507",
          "cache.flushed 511", "cache.errors 508", "cache.entries.peak 509", "cache.bytes.peak 510",
          "recovery.disturbances 601", "recovery.never 602", "recovery.time null"));
}

TEST(MetricCatalogue, HasNothingToSayAboutRatiosAndPercentilesOfNothing) {
  for (const Metric& metric : metric_catalogue()) {
    const MetricValue value = metric.value({Window(), 4});
    const bool counts = metric.unit == MetricUnit::kCount || metric.unit == MetricUnit::kBytes ||
                        metric.name == "stampede.excess_store_time" || metric.name == "store.abandoned_time";
    const bool of_values = metric.name.ends_with(".mean") || metric.name.starts_with("stampede.episode_size.");
    EXPECT_EQ(text_of(value), counts && !of_values ? "0" : "null") << metric.name;
  }
}

TEST(MetricCatalogue, AnUnlimitedStoreHasNoUtilization) {
  const Window window = window_of_everything();
  EXPECT_EQ(text_of(find_metric("store.utilization")->value({window, kUnlimitedServers})), "null");
}

TEST(MetricCatalogue, WhereNothingRecoversThereIsNoTimeOfIt) {
  Window window;
  window.recovery = {.disturbances = 2, .never = 2, .longest = 0};
  EXPECT_EQ(text_of(find_metric("recovery.time")->value({window, 4})), "null");
}

TEST(MetricCatalogue, NamesAreUniqueDottedWords) {
  const std::regex form("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
  std::set<std::string> names;
  for (const Metric& metric : metric_catalogue()) {
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
    EXPECT_TRUE(std::regex_match(metric.name, form)) << metric.name;
  }
}

TEST(MetricCatalogue, EveryMetricHasAMeaningInOneLine) {
  for (const Metric& metric : metric_catalogue()) {
    EXPECT_GT(metric.meaning.size(), 10U) << metric.name;
    EXPECT_TRUE(metric.meaning.find('\n') == std::string::npos && !metric.meaning.ends_with('.')) << metric.name;
  }
}

TEST(MetricCatalogue, FindsMetricsByTheirWholeName) {
  EXPECT_EQ(find_metric("read.latency.p99")->meaning, "99th percentile latency of reads, from the intended start");
  EXPECT_EQ(find_metric("read.latency"), nullptr);
}

TEST(MetricCatalogue, KnowsWhatIsBetter) {
  EXPECT_EQ(find_metric("hit_ratio")->direction, MetricDirection::kHigherIsBetter);
  EXPECT_EQ(find_metric("read.latency.p99")->direction, MetricDirection::kLowerIsBetter);
  EXPECT_EQ(find_metric("cache.fills")->direction, MetricDirection::kNeither);
  EXPECT_EQ(direction_name(MetricDirection::kHigherIsBetter), "higher is better");
  EXPECT_EQ(unit_name(MetricUnit::kPerSecond), "per second");
}

}  // namespace
}  // namespace stampede
