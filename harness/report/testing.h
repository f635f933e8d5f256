// Results that tell just what a test is about.
#pragma once

#include <string>
#include <vector>

#include "harness/results/result.h"

namespace stampede {

// What a strategy did in ten seconds, in a few numbers.
struct Told {
  std::string strategy;
  Duration p99 = kMillisecond;  // of all reads
  std::uint64_t loads = 100;
  std::uint64_t stale = 0;  // of 20,000 reads
  std::uint64_t failed = 0;
  std::uint64_t lost = 0;
  std::uint64_t fills = 10;  // 0: it has no cache
  std::uint64_t seed = 1;
};

inline CellRecord cell_that_tells(const Told& told) {
  constexpr std::uint64_t kReads = 20'000;
  CellRecord cell;
  cell.strategy = told.strategy;
  cell.seed = told.seed;
  cell.digest = "0123456789abcdef";
  cell.servers = 4;
  Window& window = cell.window;
  window.end = 10 * kSecond;
  window.length = 10 * kSecond;
  window.requests = {
      .offered = kReads, .started = kReads, .dropped = 0, .completed = kReads - told.failed, .failed = told.failed};
  window.reads.outcomes[0] = kReads - told.loads;
  window.reads.outcomes[3] = told.loads;
  window.reads.stale[0] = told.stale;
  window.reads.latency.record(told.p99, kReads);
  window.reads.service_latency = window.reads.latency;
  window.writes.lost = told.lost;
  window.store.loads_demand = told.loads;
  window.cache.fills = told.fills;
  return cell;
}

inline Result result_that_tells(const std::vector<Told>& all) {
  Result result;
  result.tool_version = "1.2.3";
  result.scenario_name = "example";
  result.scenario_digest = "fedcba9876543210";
  result.scenario_json =
      R"({"version":1,"name":"example","description":"What is it?","warmup":"2s","cache":{"capacity":"1k","ttl":"10s",)"
      R"("jitter":"0%"},"store":{"latency":{"constant":"5ms"},"concurrency":4}})";
  result.clock = "virtual";
  for (const Told& told : all) result.cells.push_back(cell_that_tells(told));
  return result;
}

}  // namespace stampede
