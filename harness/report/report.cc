#include "harness/report/report.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/check.h"
#include "harness/report/definitions.h"
#include "harness/report/labels.h"
#include "harness/report/overview.h"
#include "harness/report/section.h"
#include "harness/report/side_by_side.h"
#include "harness/report/verdict.h"

namespace stampede {

namespace {

std::vector<std::string> scenario_names(std::span<const ReportInput> inputs) {
  std::vector<std::string> names;
  for (const ReportInput& input : inputs) {
    const std::string& name = input.result.scenario_name;
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  }
  return names;
}

std::string title_of(const Report& report, std::span<const std::string> scenarios) {
  if (scenarios.size() > 1) return fmt::format("{} scenarios", scenarios.size());
  if (report.sections.size() == 1) return report.sections.front().title;
  std::string labels;
  for (const ResultSection& section : report.sections) labels += (labels.empty() ? ": " : ", ") + section.label;
  return scenarios.front() + labels;
}

}  // namespace

Report make_report(std::vector<ReportInput> inputs, const std::string& reference) {
  STAMPEDE_CHECK(!inputs.empty());
  Report report;
  std::vector<PooledResult> pooled;
  const std::vector<ResultLabel> labels = label_results(inputs);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    PooledResult& each = pooled.emplace_back(PooledResult{labels[i].id, labels[i].title, pool_cells(inputs[i].result)});
    ResultSection& section = report.sections.emplace_back(section_of(inputs[i], each.strategies, reference));
    section.id = labels[i].id;
    section.title = labels[i].title;
    section.label = labels[i].label;
  }
  const std::vector<std::string> scenarios = scenario_names(inputs);
  for (const std::string& name : scenarios) {
    std::vector<SideInput> sides;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (inputs[i].result.scenario_name == name) {
        sides.push_back({labels[i].id, labels[i].label, inputs[i].result, pooled[i].strategies});
      }
    }
    if (sides.size() > 1) report.side_by_side.push_back(side_by_side(name, sides));
  }
  if (scenarios.size() > 1) report.overview = overview_of(pooled);
  report.title = title_of(report, scenarios);
  report.verdict = inputs.size() == 1 ? report.sections.front().verdict : verdict_on_all(report.sections);
  report.definitions = definitions_of(report);
  report.terms = terms();
  return report;
}

}  // namespace stampede
