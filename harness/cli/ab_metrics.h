// The numbers by which two builds are compared: how long they took, and what they measured.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

// What one run gave.
struct AbMeasured {
  Result result;
  double cpu_seconds = 0;
};

// A member of the family that is judged.
struct AbMetric {
  std::string name;      // of the catalogue, or "wall_seconds", "cpu_seconds"
  std::string strategy;  // empty: of the run as a whole
  MetricUnit unit = MetricUnit::kNanoseconds;
  MetricDirection direction = MetricDirection::kLowerIsBetter;
  const Metric* metric = nullptr;  // of the catalogue; null: what the harness itself needed, in seconds
};

// "wall_seconds", or "hit_ratio of locked".
std::string label_of(const AbMetric& metric);

struct AbMetricMistake {
  std::string message;
  std::string advice;
};

// The metrics of these names, each once, without strategies. None: wall_seconds, the time that the cells of a result
// took together. A name that nobody knows, or a metric without a better side, is a mistake.
std::variant<std::vector<AbMetric>, AbMetricMistake> ab_metrics(std::span<const std::string> names);

// Those of the catalogue once for each strategy that one of both results has, in the order of `a`.
std::vector<AbMetric> family_of(std::span<const AbMetric> metrics, const Result& a, const Result& b);

// A value for each metric; nothing where the run has none. Repetitions are pooled. Finite, >= 0.
std::vector<std::optional<double>> values_of(std::span<const AbMetric> family, const AbMeasured& run);

}  // namespace stampede
