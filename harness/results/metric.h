// One named number of a result: what it is, and how it is read from what was measured.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "harness/metrics/window.h"

namespace stampede {

enum class MetricUnit { kCount, kRatio, kNanoseconds, kPerSecond, kBytes };

enum class MetricDirection { kLowerIsBetter, kHigherIsBetter, kNeither };

// "count", "ratio", ... and "lower is better", ...: as lists and messages say it.
std::string_view unit_name(MetricUnit unit);
std::string_view direction_name(MetricDirection direction);

// Nothing where there is nothing to say: a ratio over zero, a percentile of nothing. Integers stay integers; a double
// is always finite.
using MetricValue = std::variant<std::monostate, std::uint64_t, double>;

inline bool has_value(const MetricValue& value) {
  return !std::holds_alternative<std::monostate>(value);
}

// As one number; nothing if there is none.
std::optional<double> number_of(const MetricValue& value);

// What metrics are read from.
struct Measurement {
  const Window& window;
  std::int64_t servers;  // of the store; INT64_MAX: unlimited
};

struct Metric {
  std::string name;  // dotted, e.g. "read.latency.p99"
  MetricUnit unit;
  MetricDirection direction;
  std::string meaning;  // one line, lower case, no full stop
  std::function<MetricValue(const Measurement&)> value;
  std::string definition = {};  // the exact rule as a formula over events, instants and other metrics
  std::function<std::uint64_t(const Measurement&)> tail = {};  // of a percentile: how many of the values lie above it

  Metric defined_as(std::string text) && {
    definition = std::move(text);
    return std::move(*this);
  }
};

}  // namespace stampede
