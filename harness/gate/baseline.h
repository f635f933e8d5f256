// What a scenario measured when somebody accepted it: the numbers that later results are compared with.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

inline constexpr const char* kBaselineSchema = "stampede.baseline/1";
inline constexpr const char* kDigestName = "digest";  // of a cell, as policies call it

// Of a strategy in a phase, all repetitions pooled. Integers are integers; ratios are quotients of integers, which IEEE
// 754 rounds in one way, so that they are compared exactly as well.
struct BaselinePhase {
  std::map<std::string, MetricValue> metrics;
  std::map<std::string, std::string> histograms;  // a digest of each

  bool operator==(const BaselinePhase&) const = default;
};

struct BaselineStrategy {
  std::map<std::uint64_t, std::string> digests;  // of the cells, by seed
  std::map<std::string, BaselinePhase> phases;   // "all" and the others

  bool operator==(const BaselineStrategy&) const = default;
};

struct Baseline {
  std::string tool_version;
  std::string reason;  // why it was accepted; never empty in a file
  std::string clock;
  std::vector<std::uint64_t> seeds;  // ascending
  std::string scenario_name;
  std::string scenario_digest;
  std::string data_digest;    // empty: the scenario names no data files
  std::string scenario_json;  // the effective scenario
  std::map<std::string, BaselineStrategy> strategies;

  bool operator==(const Baseline&) const = default;
};

// Of a complete result, or of what there is of one.
Baseline baseline_of(const Result& result, const std::string& reason);

// The seeds that any of the strategies has, ascending.
std::vector<std::uint64_t> seeds_of(const std::map<std::string, BaselineStrategy>& strategies);

// The names of what it holds besides metrics: those of histograms, and `digest`.
const std::vector<std::string>& baseline_extras();

}  // namespace stampede
