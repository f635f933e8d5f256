// A window in which every number is different, and results with everything in them, for tests.
#pragma once

#include <initializer_list>
#include <utility>

#include "harness/base/time.h"
#include "harness/metrics/window.h"
#include "harness/results/result.h"

namespace stampede {

inline Histogram histogram_of(std::initializer_list<std::int64_t> values) {
  Histogram histogram;
  for (const std::int64_t value : values) histogram.record(value);
  return histogram;
}

inline Window window_of_everything() {
  Window window;
  window.start = 10 * kSecond;
  window.end = 14 * kSecond;
  window.length = 4 * kSecond;
  window.requests = {.offered = 101, .started = 102, .dropped = 103, .completed = 104, .failed = 105};
  window.reads.outcomes = {20, 1, 2, 10, 3, 4, 5};  // 45 in all
  window.reads.stale = {6, 7, 8, 9, 10, 11, 0};     // 51
  window.reads.hit_age = 500;
  for (std::int64_t i = 1; i <= 1000; ++i) {
    window.reads.latency.record(i);
    window.reads.service_latency.record(1000 + i);
    window.writes.latency.record(2 * i);
  }
  window.reads.stale_age = histogram_of({30, 50});
  window.writes.acknowledged = 201;
  window.writes.failed = 202;
  window.writes.committed = 203;
  window.writes.coalesced = 204;
  window.writes.lost = 205;
  window.writes.durable_lag.record(70, 98);
  window.writes.durable_lag.record(80, 1);
  window.writes.durable_lag.record(90, 1);
  window.writes.uncommitted = {.peak = 9, .area = 300, .span = 200};
  window.writes.dirty_keys = {.peak = 8, .area = 100, .span = 200};
  window.store = {.loads_demand = 301,
                  .loads_refresh = 302,
                  .keys_written = 303,
                  .write_calls = 304,
                  .calls = 305,
                  .errors = 306,
                  .rejected = 307,
                  .retries = 311,
                  .timeouts = 312,
                  .abandoned = 313,
                  .cancelled = 314,
                  .abandoned_time = 315,
                  .queue_wait = histogram_of({10, 20}),
                  .in_flight = {.peak = 308},
                  .queued = {.peak = 309},
                  .busy = {.peak = 4, .area = 600, .span = 200}};
  window.stampede = {.load_intervals = 401,
                     .load_intervals_demand = 402,
                     .episodes = 403,
                     .redundant_loads = 404,
                     .peak = 405,
                     .largest = 406,
                     .early_gaps = 8,
                     .early_gap = 100,
                     .excess_store_time = 407,
                     .episode_size = histogram_of({2, 2, 3, 406})};
  window.cache = {.hits = 501,
                  .misses = 502,
                  .fills = 503,
                  .late_fills = 504,
                  .regressions = 512,
                  .fills_unused = 513,
                  .evictions = 505,
                  .expirations = 506,
                  .invalidations = 507,
                  .errors = 508,
                  .flushed = 511,
                  .entries_peak = 509,
                  .bytes_peak = 510};
  window.recovery = {.disturbances = 601, .never = 602, .longest = 603};
  return window;
}

inline Series series_of(std::uint64_t intervals) {
  Series series{.interval = 2 * kSecond, .intervals = {}};
  for (std::uint64_t i = 0; i < intervals; ++i) {
    Interval& interval = series.intervals.emplace_back();
    interval.requests = 100 + i;
    interval.hits = 90;
    interval.dirty_keys_peak = i;
    if (i % 2 == 0) interval.read_latency.record(1000 * static_cast<std::int64_t>(i), 10 + i);
  }
  return series;
}

// One strategy with one seed, a timeline and a series.
inline CellRecord cell_of_everything(const std::string& strategy, std::uint64_t seed) {
  CellRecord cell;
  cell.strategy = strategy;
  cell.seed = seed;
  cell.digest = "0123456789abcdef";
  cell.warnings = {"careful"};
  cell.wall_seconds = 0.5;
  cell.requests_per_second = 1e6;
  cell.servers = 4;
  cell.window = window_of_everything();
  cell.phases = {{"before", 0, kSecond, window_of_everything()},
                 {"flush", kSecond, kSecond, Window()},
                 {"after flush", kSecond, 4 * kSecond, window_of_everything()}};
  cell.series = series_of(3);
  cell.episodes = {{.key = 17, .start = 5, .length = 40, .loads = 406},
                   {.key = 3, .start = kSecond, .length = 5 * kSecond, .loads = 2}};
  return cell;
}

inline Result result_of(std::vector<CellRecord> cells) {
  Result result;
  result.tool_version = "1.2.3";
  result.scenario_name = "example";
  result.scenario_digest = "fedcba9876543210";
  result.scenario_json = R"({"version":1,"name":"example"})";
  result.clock = "virtual";
  result.seed = 7;
  result.environment = {.host = "here",
                        .compiler = "g++",
                        .build_type = "Release",
                        .jobs = 2,
                        .date = "2024-02-29T12:00:00Z",
                        .scenario_file = "example.yaml",
                        .settings = {"cache.ttl=1s"},
                        .gate_lines = {12, 0}};
  result.cells = std::move(cells);
  return result;
}

}  // namespace stampede
