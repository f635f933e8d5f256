#include "harness/results/catalogue/rows.h"

#include <limits>
#include <optional>
#include <utility>

#include "harness/base/check.h"
#include "harness/base/time.h"

namespace stampede::catalogue {

namespace {

std::pair<std::string_view, std::string_view> name_and_meaning(Statistic statistic) {
  switch (statistic) {
    case Statistic::kMean:
      return {"mean", "mean"};
    case Statistic::kP50:
      return {"p50", "median"};
    case Statistic::kP90:
      return {"p90", "90th percentile"};
    case Statistic::kP99:
      return {"p99", "99th percentile"};
    case Statistic::kP999:
      return {"p999", "99.9th percentile"};
    case Statistic::kMax:
      return {"max", "largest"};
  }
  STAMPEDE_CHECK(false);
}

std::string rule_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::kMean:
      return "sum(x) / n, exact, over the n values";
    case Statistic::kMax:
      return "max(x), exact, over the n values";
    default:
      break;
  }
  const std::string name(name_and_meaning(statistic).first);
  return "min(largest value of the bucket with rank ceil(0." + name.substr(1) +
         " * n), max(x)), buckets exact to three digits, over the n values";
}

// q = numerator / denominator.
struct Quantile {
  std::uint32_t numerator;
  std::uint32_t denominator;
};

std::optional<Quantile> quantile_of(Statistic statistic) {
  switch (statistic) {
    case Statistic::kP50:
      return Quantile{1, 2};
    case Statistic::kP90:
      return Quantile{9, 10};
    case Statistic::kP99:
      return Quantile{99, 100};
    case Statistic::kP999:
      return Quantile{999, 1000};
    case Statistic::kMean:
    case Statistic::kMax:
      return std::nullopt;
  }
  STAMPEDE_CHECK(false);
}

MetricValue read(const Histogram& histogram, Statistic statistic) {
  if (statistic == Statistic::kMean) return maybe(histogram.mean());
  if (statistic == Statistic::kMax) return maybe(histogram.max());
  const Quantile quantile = *quantile_of(statistic);
  return maybe(histogram.percentile(quantile.numerator, quantile.denominator));
}

std::vector<Metric> statistics_of(MetricUnit unit, const std::string& prefix, const std::string& what,
                                  const std::string& value, Pick histogram, std::span<const Statistic> statistics) {
  std::vector<Metric> rows;
  for (const Statistic statistic : statistics) {
    const auto [name, meaning] = name_and_meaning(statistic);
    rows.push_back({prefix + "." + std::string(name), unit, kLower, std::string(meaning) + " " + what,
                    [=](const Measurement& measured) { return read(histogram(measured.window), statistic); },
                    rule_of(statistic) + " of x = " + value});
    if (const std::optional<Quantile> quantile = quantile_of(statistic)) {
      rows.back().tail = [histogram, q = *quantile](const Measurement& measured) {
        return histogram(measured.window).count() * (q.denominator - q.numerator) / q.denominator;
      };
    }
  }
  return rows;
}

}  // namespace

MetricValue ratio(Uint128 numerator, Uint128 denominator) {
  if (denominator == 0) return std::monostate{};
  return static_cast<double>(numerator) / static_cast<double>(denominator);
}

MetricValue total(Uint128 sum) {
  if (sum > std::numeric_limits<std::uint64_t>::max()) return static_cast<double>(sum);
  return static_cast<std::uint64_t>(sum);
}

Metric count(std::string name, MetricDirection direction, std::string meaning, Count of) {
  return {std::move(name), MetricUnit::kCount, direction, std::move(meaning),
          [of](const Measurement& measured) -> MetricValue { return of(measured.window); }};
}

Metric per_second(std::string name, MetricDirection direction, std::string meaning, Count of) {
  return {std::move(name), MetricUnit::kPerSecond, direction, std::move(meaning), [of](const Measurement& measured) {
            const auto nanoseconds = static_cast<Uint128>(measured.window.length);
            return ratio(static_cast<Uint128>(of(measured.window)) * kSecond, nanoseconds);
          }};
}

std::vector<Metric> durations(const std::string& prefix, const std::string& what, const std::string& from_to,
                              Pick histogram, std::span<const Statistic> statistics) {
  return statistics_of(MetricUnit::kNanoseconds, prefix, what, from_to, histogram, statistics);
}

std::vector<Metric> counts(const std::string& prefix, const std::string& what, const std::string& number_of,
                           Pick histogram, std::span<const Statistic> statistics) {
  return statistics_of(MetricUnit::kCount, prefix, what, number_of, histogram, statistics);
}

}  // namespace stampede::catalogue
