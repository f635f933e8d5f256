#include "harness/cli/ab_metrics.h"

#include <algorithm>
#include <cmath>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

constexpr const char* kWallSeconds = "wall_seconds";
constexpr const char* kCpuSeconds = "cpu_seconds";

double wall_seconds(const Result& result) {
  double sum = 0;
  for (const CellRecord& cell : result.cells) sum += cell.wall_seconds;
  return sum;
}

std::variant<AbMetric, AbMetricMistake> ab_metric(const std::string& name) {
  if (name == kWallSeconds || name == kCpuSeconds) return AbMetric{.name = name, .strategy = ""};
  const Metric* metric = find_metric(name);
  if (metric == nullptr) {
    std::vector<std::string> names = {kWallSeconds, kCpuSeconds};
    for (const Metric& each : metric_catalogue()) names.push_back(each.name);
    return AbMetricMistake{"no metric " + in_quotes(name) + did_you_mean(name, names),
                           "it can be wall_seconds, cpu_seconds, or one of 'stampede list metrics'"};
  }
  if (metric->direction == MetricDirection::kNeither) {
    return AbMetricMistake{"'" + name + "' has no better side, so it cannot get worse",
                           "choose another: 'stampede list metrics' says which side is better"};
  }
  return AbMetric{.name = name, .strategy = "", .unit = metric->unit, .direction = metric->direction, .metric = metric};
}

std::vector<std::string> strategies_of_both(const Result& a, const Result& b) {
  std::vector<std::string> names;
  for (const Result* result : {&a, &b}) {
    for (const CellRecord& cell : result->cells) {
      if (std::ranges::find(names, cell.strategy) == names.end()) names.push_back(cell.strategy);
    }
  }
  return names;
}

std::optional<double> measured_value(const AbMetric& metric, std::span<const PooledCells> strategies) {
  const auto pooled = std::ranges::find(strategies, metric.strategy, &PooledCells::strategy);
  if (pooled == strategies.end()) return std::nullopt;
  return number_of(metric.metric->value({.window = pooled->window, .servers = pooled->servers}));
}

}  // namespace

std::string label_of(const AbMetric& metric) {
  return metric.strategy.empty() ? metric.name : metric.name + " of " + metric.strategy;
}

std::variant<std::vector<AbMetric>, AbMetricMistake> ab_metrics(std::span<const std::string> names) {
  std::vector<AbMetric> metrics;
  for (const std::string& name : names) {
    auto metric = ab_metric(name);
    if (auto* mistake = std::get_if<AbMetricMistake>(&metric)) return std::move(*mistake);
    const bool known = std::ranges::find(metrics, name, &AbMetric::name) != metrics.end();
    if (!known) metrics.push_back(std::get<AbMetric>(std::move(metric)));
  }
  if (metrics.empty()) metrics.push_back({.name = kWallSeconds, .strategy = ""});
  return metrics;
}

std::vector<AbMetric> family_of(std::span<const AbMetric> metrics, const Result& a, const Result& b) {
  std::vector<AbMetric> family;
  for (const AbMetric& metric : metrics) {
    if (metric.metric == nullptr) {
      family.push_back(metric);
      continue;
    }
    for (const std::string& strategy : strategies_of_both(a, b)) {
      family.push_back(metric);
      family.back().strategy = strategy;
    }
  }
  return family;
}

std::vector<std::optional<double>> values_of(std::span<const AbMetric> family, const AbMeasured& run) {
  const std::vector<PooledCells> strategies = pool_cells(run.result);
  std::vector<std::optional<double>> values;
  for (const AbMetric& metric : family) {
    std::optional<double> value;
    if (metric.metric != nullptr) {
      value = measured_value(metric, strategies);
    } else {
      value = metric.name == kCpuSeconds ? run.cpu_seconds : wall_seconds(run.result);
    }
    const bool usable = value && std::isfinite(*value) && *value >= 0;
    values.push_back(usable ? value : std::nullopt);
  }
  return values;
}

}  // namespace stampede
