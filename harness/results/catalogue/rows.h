// The parts of the metric catalogue, one file each, and the words in which their rows are written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/results/metric.h"

namespace stampede {

std::vector<Metric> request_metrics();
std::vector<Metric> read_metrics();
std::vector<Metric> store_metrics();
std::vector<Metric> stampede_metrics();
std::vector<Metric> staleness_metrics();
std::vector<Metric> write_metrics();
std::vector<Metric> cache_metrics();
std::vector<Metric> recovery_metrics();

namespace catalogue {

inline constexpr MetricDirection kLower = MetricDirection::kLowerIsBetter;
inline constexpr MetricDirection kHigher = MetricDirection::kHigherIsBetter;
inline constexpr MetricDirection kNeither = MetricDirection::kNeither;

using Count = std::uint64_t (*)(const Window&);
using Pick = const Histogram& (*)(const Window&);

// An exact number of things.
Metric count(std::string name, MetricDirection direction, std::string meaning, Count of);

// Things per second of the measured time.
Metric per_second(std::string name, MetricDirection direction, std::string meaning, Count of);

enum class Statistic { kMean, kP50, kP90, kP99, kP999, kMax };

// Statistics of a histogram of durations: PREFIX.mean, PREFIX.p50, ... of `what`, each of them measured as `from_to`;
// lower is better.
std::vector<Metric> durations(const std::string& prefix, const std::string& what, const std::string& from_to,
                              Pick histogram, std::span<const Statistic> statistics);

// The same of a histogram of counts, each the `number_of` something.
std::vector<Metric> counts(const std::string& prefix, const std::string& what, const std::string& number_of,
                           Pick histogram, std::span<const Statistic> statistics);

// numerator / denominator, or nothing over zero.
MetricValue ratio(Uint128 numerator, Uint128 denominator);

// A sum that may be beyond 64 bits: exact up to there.
MetricValue total(Uint128 sum);

// A value if there is one.
template <typename T>
MetricValue maybe(const std::optional<T>& value) {
  if (!value) return std::monostate{};
  if constexpr (std::is_floating_point_v<T>) {
    return *value;
  } else {
    return static_cast<std::uint64_t>(*value);
  }
}

}  // namespace catalogue
}  // namespace stampede
