// Arithmetic over what a result says: `store.reads / stampede.load_intervals`, `above(read.latency, 100ms)`.
//
//   numbers     20  0.5  10k  80%  100ms        durations count in seconds, shares as ratios
//   metrics     read.hit  read.count@brownout   in the result's units, but nanoseconds count in seconds
//   repetitions the number of pooled runs
//   a + b  a - b  a * b  a / b  a ^ b  -a  (a)
//   exp(a)  ln(a)  sqrt(a)
//   above(HISTOGRAM, a)     share of the values in a histogram that are greater than a; those that share its bucket
//                           count as equal to it
//   dispersion(COUNTER)     variance over mean of a counter of the series, over its intervals
//
// `^` is a power of a positive number. The last interval of a series may be cut short and does not count.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/metrics/series.h"
#include "harness/results/metric.h"
#include "harness/results/result.h"

namespace stampede {

struct FormulaMistake {
  std::size_t offset = 0;  // in bytes
  std::string message;     // one line, lower case, no full stop
};

class Formula {
 public:
  static std::variant<Formula, FormulaMistake> parse(std::string_view text);

  const std::string& text() const { return text_; }

  // Nothing if a part of it has no value: a ratio over zero, a phase that the result does not have.
  std::optional<double> value(const PooledCells& pooled) const;

  // Whether it speaks of no result.
  bool is_constant() const;
  // Of one that is constant.
  std::optional<double> value() const;

 private:
  friend class FormulaParser;
  friend class FormulaValue;

  struct Number {
    double value;
  };
  struct MetricOf {
    const Metric* metric;
    std::string phase;
  };
  struct Repetitions {};
  // Of the argument on the stack.
  struct Above {
    std::string histogram;
    std::string phase;
  };
  struct Dispersion {
    std::uint64_t Interval::*counter;
  };
  enum class Operator { kAdd, kSubtract, kMultiply, kDivide, kPower, kNegate, kExp, kLn, kSqrt };  // binary ones first
  using Step = std::variant<Number, MetricOf, Repetitions, Above, Dispersion, Operator>;

  std::string text_;
  std::vector<Step> steps_;  // in postfix order
};

}  // namespace stampede
