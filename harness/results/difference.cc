#include "harness/results/difference.h"

#include <algorithm>
#include <iterator>

#include "harness/base/check.h"
#include "harness/results/comparison.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/phase_comparison.h"
#include "harness/results/spread.h"

namespace stampede {

namespace {

struct Repetition {
  std::uint64_t seed;
  const Window* window;
};

// What counts of a subject.
struct Sample {
  std::vector<Repetition> repetitions;
  Window pooled;
  std::int64_t servers;
  Window twice;  // the pooled window and the same once more

  MetricValue value(const Metric& metric) const { return metric.value({pooled, servers}); }
  std::optional<double> number(const Metric& metric, std::size_t repetition) const {
    return number_of(metric.value({*repetitions[repetition].window, servers}));
  }
};

const Window* phase_window(const CellRecord& cell, std::string_view phase) {
  if (phase == "all") return &cell.window;
  const auto found = std::ranges::find(cell.phases, phase, &Phase::name);
  return found == cell.phases.end() ? nullptr : &found->window;
}

std::vector<Repetition> repetitions_of(const PooledCells& pooled, std::string_view phase) {
  std::vector<Repetition> repetitions;
  for (const CellRecord* cell : pooled.cells) {
    if (const Window* window = phase_window(*cell, phase)) repetitions.push_back({cell->seed, window});
  }
  std::ranges::sort(repetitions, {}, &Repetition::seed);
  return repetitions;
}

bool has_seed(const std::vector<Repetition>& repetitions, std::uint64_t seed) {
  return std::ranges::binary_search(repetitions, seed, {}, &Repetition::seed);
}

// Keeps what has a seed that all have, unless none has.
bool pair_up(std::vector<std::vector<Repetition>>& all) {
  std::vector<Repetition> common = all.front();
  std::erase_if(common, [&](const Repetition& repetition) {
    return std::ranges::any_of(all, [&](const auto& other) { return !has_seed(other, repetition.seed); });
  });
  if (common.empty()) return false;
  for (std::vector<Repetition>& repetitions : all) {
    std::erase_if(repetitions, [&](const Repetition& repetition) { return !has_seed(common, repetition.seed); });
  }
  return true;
}

Sample pooled(std::vector<Repetition> repetitions, std::int64_t servers) {
  STAMPEDE_CHECK(!repetitions.empty());
  Window window = *repetitions.front().window;
  for (std::size_t i = 1; i < repetitions.size(); ++i) window.merge(*repetitions[i].window);
  Window twice = window;
  twice.merge(window);
  return {std::move(repetitions), std::move(window), servers, std::move(twice)};
}

std::vector<double> numbers(const Sample& sample, const Metric& metric) {
  std::vector<double> numbers;
  for (std::size_t i = 0; i < sample.repetitions.size(); ++i) {
    if (const auto number = sample.number(metric, i)) numbers.push_back(*number);
  }
  return numbers;
}

// The interval of the difference's mean; nothing if too few repetitions have a value.
std::optional<MeanInterval> interval_of(const Sample& base, const Sample& other, const Metric& metric, bool paired) {
  if (!paired) return interval_of_difference(numbers(base, metric), numbers(other, metric));
  std::vector<double> differences;
  for (std::size_t i = 0; i < base.repetitions.size(); ++i) {
    const auto from = base.number(metric, i);
    const auto to = other.number(metric, i);
    if (from && to) differences.push_back(*to - *from);
  }
  return interval_of_mean(differences);
}

bool equally_long(const Sample& one, const Sample& other) {
  return one.pooled.length == other.pooled.length;
}

// Whether the metric grows with the time that is measured: where everything happens twice, it is twice as large.
bool is_total(const Sample& sample, const Metric& metric) {
  const auto once = number_of(sample.value(metric));
  const auto twice = number_of(metric.value({sample.twice, sample.servers}));
  return once && twice && *once > 0 && *twice == 2 * *once;
}

bool comparable(const Sample& base, const Sample& other, const Metric& metric) {
  if (equally_long(base, other)) return true;
  return metric.unit != MetricUnit::kCount && !is_total(base, metric) && !is_total(other, metric);
}

DifferenceVerdict verdict_of(const Sample& base, const Sample& other, const Metric& metric, double difference,
                             bool paired) {
  const bool repeated = std::min(base.repetitions.size(), other.repetitions.size()) > 1;
  if (repeated) {
    const auto interval = interval_of(base, other, metric, paired);
    if (!interval) return DifferenceVerdict::kChanged;
    const bool beyond = difference > 0 ? interval->low > 0 : interval->high < 0;
    if (!beyond) return DifferenceVerdict::kWithinSpread;
  }
  const bool has_better_side = metric.direction != MetricDirection::kNeither && comparable(base, other, metric);
  if (!has_better_side) return DifferenceVerdict::kChanged;
  const bool better = (difference < 0) == (metric.direction == MetricDirection::kLowerIsBetter);
  return better ? DifferenceVerdict::kBetter : DifferenceVerdict::kWorse;
}

Difference difference_of(const Sample& base, const Sample& other, const Metric& metric, bool paired) {
  const auto from = number_of(base.value(metric));
  const auto to = number_of(other.value(metric));
  if (!from && !to) return {};
  if (!from || !to) return {.difference = {}, .ratio = {}, .verdict = DifferenceVerdict::kChanged};
  const double difference = *to - *from;
  return {.difference = difference,
          .ratio = *from > 0 ? std::optional(*to / *from) : std::nullopt,
          .verdict = difference == 0 ? DifferenceVerdict::kEqual : verdict_of(base, other, metric, difference, paired)};
}

}  // namespace

std::string_view verdict_name(DifferenceVerdict verdict) {
  switch (verdict) {
    case DifferenceVerdict::kEqual:
      return "equal";
    case DifferenceVerdict::kBetter:
      return "better";
    case DifferenceVerdict::kWorse:
      return "worse";
    case DifferenceVerdict::kChanged:
      return "changed";
    case DifferenceVerdict::kWithinSpread:
      return "within spread";
  }
  STAMPEDE_CHECK(false);
}

DifferenceTable differences(std::span<const Subject> subjects, std::string_view phase,
                            std::span<const Metric* const> metrics) {
  STAMPEDE_CHECK(subjects.size() > 1);
  DifferenceTable table;
  std::vector<std::vector<Repetition>> repetitions;
  for (const Subject& subject : subjects) repetitions.push_back(repetitions_of(*subject.pooled, phase));
  const std::vector<std::vector<Repetition>> before = repetitions;
  table.paired = pair_up(repetitions);

  std::vector<Sample> samples;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    table.names.push_back(subjects[i].name);
    if (before[i].size() > repetitions[i].size()) table.with_more.push_back(subjects[i].name);
    table.repetitions = std::max(table.repetitions, repetitions[i].size());
    samples.push_back(pooled(std::move(repetitions[i]), subjects[i].pooled->servers));
  }
  table.equally_long =
      std::ranges::all_of(samples, [&](const Sample& each) { return equally_long(samples.front(), each); });
  for (const Metric* metric : metrics) {
    DifferenceRow row{.metric = metric, .values = {}, .differences = {}};
    for (const Sample& sample : samples) row.values.push_back(sample.value(*metric));
    for (std::size_t i = 1; i < samples.size(); ++i) {
      row.differences.push_back(difference_of(samples.front(), samples[i], *metric, table.paired));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

bool has_phase(const PooledCells& pooled, std::string_view phase) {
  return phase == "all" || std::ranges::find(pooled.phases, phase, &Phase::name) != pooled.phases.end();
}

std::vector<const Metric*> main_metrics() {
  std::vector<const Metric*> metrics;
  for (const Metric& metric : metric_catalogue()) {
    const auto shows = [&](const ComparisonColumn& column) { return metric.name == column.metric; };
    const bool shown = std::ranges::any_of(comparison_columns(), shows) || std::ranges::any_of(phase_columns(), shows);
    if (shown) metrics.push_back(&metric);
  }
  return metrics;
}

std::size_t default_reference(std::span<const PooledCells> strategies) {
  STAMPEDE_CHECK(!strategies.empty());
  const auto has_hits = [](const PooledCells& pooled) {
    return pooled.window.reads.outcomes[static_cast<std::size_t>(Outcome::kHit)] > 0;
  };
  const auto found = std::ranges::find_if(strategies, has_hits);
  return found == strategies.end() ? 0 : static_cast<std::size_t>(found - strategies.begin());
}

}  // namespace stampede
