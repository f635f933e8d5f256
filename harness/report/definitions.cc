#include "harness/report/definitions.h"

#include <set>

#include "harness/results/metric_catalogue.h"

namespace stampede {

std::string direction_text(MetricDirection direction) {
  return direction == MetricDirection::kNeither ? "" : std::string(direction_name(direction));
}

std::vector<MetricDefinition> definitions_of(const Report& report) {
  std::set<std::string> shown;
  const auto add = [&](const ReportTable& table) {
    for (const ReportColumn& column : table.columns) shown.insert(column.metric);
  };
  for (const OverviewMatrix& matrix : report.overview) shown.insert(matrix.metric);
  for (const SideBySide& side : report.side_by_side) {
    for (const SideBySide::Row& row : side.rows) shown.insert(row.metric);
  }
  for (const ResultSection& section : report.sections) {
    for (const ReportTable& table : section.tables) add(table);
    for (const ResultSection::PhaseTables& phase : section.phases) {
      for (const ReportTable& table : phase.tables) add(table);
    }
  }
  std::vector<MetricDefinition> definitions;
  for (const Metric& metric : metric_catalogue()) {
    if (!shown.contains(metric.name)) continue;
    definitions.push_back({metric.name, std::string(unit_name(metric.unit)), direction_text(metric.direction),
                           metric.meaning, metric.definition});
  }
  return definitions;
}

std::vector<Term> terms() {
  return {
      {"hit",
       "A value within its TTL was ready when the read arrived and was returned at once. A read that waited for "
       "somebody else's load is not a hit."},
      {"latency",
       "From the intended start of a request to its answer. A request that could not be started in time has "
       "waited: its delay counts, so a slow system cannot slow its own measurement down (no coordinated "
       "omission)."},
      {"load", "One read of a key from the store, with all its attempts."},
      {"redundant load", "A load of a key that starts while another load of the same key is in flight."},
      {"stampede episode",
       "A maximal interval in which a load of one key is in flight, and in which at least one of "
       "the loads is redundant. Its size is its number of loads."},
      {"stale read",
       "A read answered with a version that a commit had superseded when the read started. Its age counts "
       "from the first superseding commit."},
      {"lost write",
       "A write that was acknowledged, that the store does not hold at the end, and that no later write "
       "replaced."},
      {"durable lag", "From the acknowledgement of a write to its commit in the store."},
      {"percentile",
       "Read from log-linear histograms with three significant digits (two in pictures over time): the "
       "highest value that is equivalent to the one of that rank, never above the exact maximum. "
       "Percentiles are never averaged: histograms of repetitions and of intervals are merged."},
      {"phase",
       "The measured time before, during and after each action of the timeline. Requests belong to the phase "
       "in which they were due."},
      {"virtual clock",
       "The run was simulated: the same scenario and seed give the same numbers on every machine, and "
       "all strategies met the same requests at the same instants."},
      {"spread", "The standard deviation over repetitions, each with a seed of its own."},
  };
}

}  // namespace stampede
