#include "harness/results/result_json.h"

#include <gtest/gtest.h>

#include "harness/results/metric_catalogue.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using Json = nlohmann::ordered_json;

CellRecord cell(const std::string& strategy, std::uint64_t seed, std::uint64_t hits, std::uint64_t loads) {
  CellRecord record;
  record.strategy = strategy;
  record.seed = seed;
  record.digest = "0123456789abcdef";
  record.servers = 4;
  record.wall_seconds = 0.5;
  record.requests_per_second = 1e6;
  record.window.length = kSecond;
  record.window.reads.outcomes[static_cast<std::size_t>(Outcome::kHit)] = hits;
  record.window.reads.outcomes[static_cast<std::size_t>(Outcome::kLoad)] = loads;
  return record;
}

TEST(ResultJson, SaysFirstWhatItIs) {
  EXPECT_EQ(result_text(result_of({})), R"({
  "schema": "stampede.result/1",
  "tool": {
    "name": "stampede",
    "version": "1.2.3"
  },
  "scenario": {
    "name": "example",
    "digest": "fedcba9876543210",
    "data_digest": null,
    "effective": {
      "version": 1,
      "name": "example"
    }
  },
  "clock": "virtual",
  "seed": 7,
  "incomplete": false,
  "shard": null,
  "environment": {
    "host": "here",
    "compiler": "g++",
    "build_type": "Release",
    "jobs": 2,
    "date": "2024-02-29T12:00:00Z",
    "scenario_file": "example.yaml",
    "settings": ["cache.ttl=1s"],
    "gate_lines": [12,0]
  },
  "cells": [],
  "summary": []
}
)");
}

TEST(ResultJson, ACellHoldsEveryMetricOfTheCatalogueInItsOrder) {
  CellRecord record = cell_of_everything("lru", 7);
  record.phases.clear();
  Json json = to_json(result_of({record}))["cells"][0];
  std::vector<std::string> names;
  for (const auto& [name, value] : json["metrics"].items()) names.push_back(name);
  std::vector<std::string> expected;
  for (const Metric& metric : metric_catalogue()) expected.push_back(metric.name);
  EXPECT_EQ(names, expected);
  EXPECT_EQ(json["metrics"]["read.latency.p99"], 990);
  EXPECT_EQ(json["metrics"]["hit_ratio"], 20.0 / 45);

  json.erase("metrics");
  json.erase("counts");
  json.erase("histograms");
  json.erase("series");
  EXPECT_EQ(json, Json::parse(R"({"strategy": "lru", "variant": {}, "seed": 7, "digest": "0123456789abcdef",
    "valid": true, "warnings": ["careful"], "wall_seconds": 0.5, "requests_per_second": 1000000.0,
    "servers": 4, "episodes": [{"key": 17, "at_ns": 5, "for_ns": 40, "loads": 406},
    {"key": 3, "at_ns": 1000000000, "for_ns": 5000000000, "loads": 2}],
    "phases": [{"name": "all", "from_ns": 0, "to_ns": 4000000000}]})"));
}

TEST(ResultJson, AHistogramKeepsItsBucketsItsEndsAndItsExactSum) {
  CellRecord record = cell("lru", 1, 0, 0);
  record.window.reads.latency.record(5, 2);
  record.window.reads.latency.record(INT64_MAX, 3);
  const Json histograms = to_json(result_of({record}))["cells"][0]["histograms"];
  const std::uint32_t last = Histogram::bucket_count(Histogram::Digits::kThree) - 1;
  EXPECT_EQ(
      histograms["read.latency"].dump(),
      R"({"digits":3,"count":5,"min":5,"max":9223372036854775807,"sum":"27670116110564327431","buckets":[[5,2],[)" +
          std::to_string(last) + ",3]]}");
  EXPECT_EQ(histograms["stale.age"].dump(), R"({"digits":3,"count":0,"min":null,"max":null,"sum":"0","buckets":[]})");
}

TEST(ResultJson, CountsAreTheRestOfTheWindow) {
  const Json counts = to_json(result_of({cell_of_everything("lru", 7)}))["cells"][0]["counts"];
  EXPECT_EQ(counts["start"], 10 * kSecond);
  EXPECT_EQ(counts["requests.offered"], 101);
  EXPECT_EQ(counts["reads.outcomes"], Json({20, 1, 2, 10, 3, 4, 5}));
  EXPECT_EQ(counts["reads.hit_age"], "500");
  EXPECT_EQ(counts["store.busy"], Json({4, "600", 200}));
  EXPECT_EQ(counts.count("read.latency"), 0U);
}

TEST(ResultJson, PhasesBeginWithTheWholeWhichIsTheCellItself) {
  const Json phases = to_json(result_of({cell_of_everything("lru", 7)}))["cells"][0]["phases"];
  ASSERT_EQ(phases.size(), 4U);
  EXPECT_EQ(phases[0].dump(), R"({"name":"all","from_ns":0,"to_ns":4000000000})");
  EXPECT_EQ(phases[3]["name"], "after flush");
  EXPECT_EQ(phases[3]["from_ns"], kSecond);
  EXPECT_EQ(phases[3]["metrics"]["read.count"], 45);
  EXPECT_EQ(phases[3]["counts"]["cache.hits"], 501);
  EXPECT_EQ(phases[3]["histograms"]["read.latency"]["count"], 1000);
}

TEST(ResultJson, ASeriesIsAListForEachCounterAndForThePartsOfTheHistograms) {
  const Json series = to_json(result_of({cell_of_everything("lru", 7)}))["cells"][0]["series"];
  EXPECT_EQ(series["interval_ns"], 2 * kSecond);
  EXPECT_EQ(series["requests"], Json({100, 101, 102}));
  EXPECT_EQ(series["dirty_keys_peak"], Json({0, 1, 2}));
  EXPECT_EQ(series["read_latency"].dump(), R"({"digits":2,"min":[0,null,2000],"max":[0,null,2000],)"
                                           R"("sum":["0","0","24000"],"buckets":[[[0,10]],[],[[634,12]]]})");
}

TEST(ResultJson, AnUnlimitedStoreHasNoNumberOfServers) {
  CellRecord record = cell("lru", 1, 0, 0);
  record.servers = kUnlimitedServers;
  EXPECT_EQ(to_json(result_of({record}))["cells"][0]["servers"], nullptr);
}

TEST(ResultJson, TheSummaryHoldsTheSpreadOfTheRepetitionsAndTheirPool) {
  const Json summary = to_json(result_of({cell("a", 1, 10, 10), cell("a", 2, 90, 10), cell("b", 1, 0, 0)}))["summary"];
  ASSERT_EQ(summary.size(), 2U);
  EXPECT_EQ(summary[0]["strategy"], "a");
  EXPECT_EQ(summary[0]["cells"], 2);
  EXPECT_EQ(summary[0]["metrics"]["read.hit"].dump(),
            R"({"mean":50.0,"min":10,"max":90,"standard_deviation":56.568542494923804,"pooled":100})");
  EXPECT_EQ(summary[0]["metrics"]["hit_ratio"]["mean"], 0.7);
  EXPECT_EQ(summary[0]["metrics"]["hit_ratio"]["pooled"], 100.0 / 120);
  EXPECT_EQ(summary[1]["metrics"]["hit_ratio"].dump(),
            R"({"mean":null,"min":null,"max":null,"standard_deviation":null,"pooled":null})");
}

TEST(ResultJson, CellsCutShortAreNotValidAndCountOnlyWhereThereIsNoOther) {
  CellRecord cut = cell("a", 2, 3, 0);
  cut.complete = false;
  CellRecord alone = cell("b", 1, 5, 0);
  alone.complete = false;
  Result result = result_of({cell("a", 1, 10, 0), cut, alone});
  result.complete = false;
  const Json json = to_json(result);
  EXPECT_EQ(json["incomplete"], true);
  EXPECT_EQ(json["cells"][0]["valid"], true);
  EXPECT_EQ(json["cells"][1]["valid"], false);
  EXPECT_EQ(json["summary"][0]["cells"], 1);
  EXPECT_EQ(json["summary"][0]["metrics"]["read.hit"]["pooled"], 10);
  EXPECT_EQ(json["summary"][1]["metrics"]["read.hit"]["pooled"], 5);
}

}  // namespace
}  // namespace stampede
