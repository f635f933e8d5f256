#include "harness/results/formula.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>

#include "harness/base/check.h"
#include "harness/base/math.h"
#include "harness/metrics/window_fields.h"
#include "harness/results/condition.h"

namespace stampede {

namespace {

using Value = std::optional<double>;

const Window* pooled_window(const PooledCells& pooled, std::string_view phase) {
  if (phase == kWholeRun) return &pooled.window;
  const auto found = std::ranges::find(pooled.phases, phase, &Phase::name);
  return found == pooled.phases.end() ? nullptr : &found->window;
}

const Histogram* histogram_of(const Window& window, std::string_view name) {
  const Histogram* histogram = nullptr;
  for_each_window_field([&](const auto& field) {
    const auto& value = field.of(window);
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, Histogram>) {
      if (field.name == name) histogram = &value;
    }
  });
  return histogram;
}

Value share_above(const Histogram& histogram, double seconds) {
  if (histogram.count() == 0 || !(seconds >= 0) || seconds > 9e9) return std::nullopt;
  const auto threshold = static_cast<std::int64_t>(std::llround(seconds * static_cast<double>(kSecond)));
  const std::uint32_t bucket = Histogram::bucket_of(histogram.digits(), threshold);
  std::uint64_t above = 0;
  for (const Histogram::Bucket& each : histogram.buckets()) {
    if (each.index > bucket) above += each.count;
  }
  return static_cast<double>(above) / static_cast<double>(histogram.count());
}

// The last interval may be cut short, and says nothing then; so it is left out.
Value dispersion_of(const std::vector<const CellRecord*>& cells, std::uint64_t Interval::*counter) {
  double count = 0;
  double sum = 0;
  double squares = 0;
  for (const CellRecord* cell : cells) {
    const std::vector<Interval>& intervals = cell->series.intervals;
    for (std::size_t i = 0; i + 1 < intervals.size(); ++i) {
      const auto value = static_cast<double>(intervals[i].*counter);
      count += 1;
      sum += value;
      squares += value * value;
    }
  }
  if (count < 2 || sum == 0) return std::nullopt;
  const double mean = sum / count;
  return (squares - count * mean * mean) / (count - 1) / mean;
}

Value metric_value(const MetricLookup& lookup, const Metric& metric, std::string_view phase) {
  const Value number = number_of(lookup(metric, phase));
  if (!number || metric.unit != MetricUnit::kNanoseconds) return number;
  return *number / static_cast<double>(kSecond);
}

Value finite(double value) {
  return std::isfinite(value) ? Value(value) : std::nullopt;
}

}  // namespace

bool Formula::is_constant() const {
  return std::ranges::all_of(steps_, [](const Step& step) {
    return std::holds_alternative<Number>(step) || std::holds_alternative<Operator>(step);
  });
}

// A stack machine: each step takes its arguments from the stack and leaves its value there.
class FormulaValue {
 public:
  explicit FormulaValue(const PooledCells& pooled) : pooled_(pooled), lookup_(lookup_in(pooled)) {}

  Value of(const std::vector<Formula::Step>& steps) {
    for (const Formula::Step& step : steps) {
      const Value value = std::visit([this](const auto& kind) { return evaluate(kind); }, step);
      stack_.push_back(value);
    }
    STAMPEDE_CHECK(stack_.size() == 1);
    return stack_.back();
  }

 private:
  using Operator = Formula::Operator;

  Value evaluate(const Formula::Number& number) { return number.value; }
  Value evaluate(const Formula::MetricOf& of) { return metric_value(lookup_, *of.metric, of.phase); }
  Value evaluate(const Formula::Repetitions&) { return static_cast<double>(pooled_.cells.size()); }
  Value evaluate(const Formula::Dispersion& dispersion) { return dispersion_of(pooled_.cells, dispersion.counter); }

  Value evaluate(const Formula::Above& above) {
    const Value threshold = pop();
    const Window* window = pooled_window(pooled_, above.phase);
    if (!threshold || window == nullptr) return std::nullopt;
    return share_above(*histogram_of(*window, above.histogram), *threshold);
  }

  Value evaluate(Operator operation) {
    const bool binary = operation <= Operator::kPower;
    const Value right = pop();
    const Value left = binary ? pop() : right;
    if (!left || !right) return std::nullopt;
    return finite(binary ? combine(operation, *left, *right) : apply(operation, *right));
  }

  static double combine(Operator operation, double left, double right) {
    switch (operation) {
      case Operator::kAdd:
        return left + right;
      case Operator::kSubtract:
        return left - right;
      case Operator::kMultiply:
        return left * right;
      case Operator::kDivide:
        return left / right;
      case Operator::kPower:
        return left > 0 ? power(left, right) : kNone;
      default:
        STAMPEDE_CHECK(false);
    }
  }

  static double apply(Operator operation, double argument) {
    switch (operation) {
      case Operator::kNegate:
        return -argument;
      case Operator::kExp:
        return natural_exp(argument);
      case Operator::kLn:
        return argument > 0 ? natural_log(argument) : kNone;
      case Operator::kSqrt:
        return std::sqrt(argument);
      default:
        STAMPEDE_CHECK(false);
    }
  }

  Value pop() {
    STAMPEDE_CHECK(!stack_.empty());
    const Value top = stack_.back();
    stack_.pop_back();
    return top;
  }

  static constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

  const PooledCells& pooled_;
  const MetricLookup lookup_;
  std::vector<Value> stack_;
};

std::optional<double> Formula::value(const PooledCells& pooled) const {
  return FormulaValue(pooled).of(steps_);
}

std::optional<double> Formula::value() const {
  STAMPEDE_CHECK(is_constant());
  return value(PooledCells());
}

}  // namespace stampede
