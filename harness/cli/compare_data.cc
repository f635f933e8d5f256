// The comparison as data for other programs: JSON and CSV.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "harness/cli/compare_report.h"
#include "harness/results/csv.h"
#include "harness/results/json_text.h"
#include "harness/results/result_json.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSchema = "stampede.comparison/1";

// No value: null, and in CSV nothing.
MetricValue value_of(const std::optional<double>& number) {
  return number ? MetricValue(*number) : MetricValue();
}

Json json_of(const DifferenceRow& row, const std::vector<std::string>& names) {
  Json others = Json::array();
  for (std::size_t i = 1; i < names.size(); ++i) {
    const Difference& difference = row.differences[i - 1];
    others.push_back({{"name", names[i]},
                      {"value", metric_json(row.values[i])},
                      {"difference", metric_json(value_of(difference.difference))},
                      {"ratio", metric_json(value_of(difference.ratio))},
                      {"verdict", verdict_name(difference.verdict)}});
  }
  return {{"metric", row.metric->name},
          {"unit", unit_name(row.metric->unit)},
          {"direction", direction_name(row.metric->direction)},
          {"base", {{"name", names[0]}, {"value", metric_json(row.values[0])}}},
          {"others", std::move(others)}};
}

Json json_of(const ComparedGroup& group) {
  Json rows = Json::array();
  for (const DifferenceRow& row : group.table.rows) rows.push_back(json_of(row, group.table.names));
  return {{"strategy", group.title.empty() ? Json(nullptr) : Json(group.title)},
          {"paired", group.table.paired},
          {"repetitions", group.table.repetitions},
          {"rows", std::move(rows)}};
}

Json json_of(const ComparedScenario& scenario) {
  Json changes = Json::array();
  for (const ScenarioChange& change : scenario.changes) {
    changes.push_back({{"path", change.path}, {"from", change.from}, {"to", change.to}});
  }
  return {{"file", scenario.label}, {"changes", std::move(changes)}};
}

std::string csv_line(const CompareRecord& record, const ComparedGroup& group, const DifferenceRow& row,
                     std::size_t other) {
  const Difference& difference = row.differences[other - 1];
  const std::string fields[] = {csv_field(group.title),
                                csv_field(record.phase),
                                row.metric->name,
                                std::string(unit_name(row.metric->unit)),
                                std::string(direction_name(row.metric->direction)),
                                csv_field(group.table.names[0]),
                                csv_number(row.values[0]),
                                csv_field(group.table.names[other]),
                                csv_number(row.values[other]),
                                csv_number(value_of(difference.difference)),
                                csv_number(value_of(difference.ratio)),
                                std::string(verdict_name(difference.verdict))};
  return fmt::format("{}\r\n", fmt::join(fields, ","));
}

}  // namespace

std::string comparison_json(const CompareRecord& record) {
  Json json = {{"schema", kSchema},          {"tool", {{"name", "stampede"}, {"version", STAMPEDE_VERSION}}},
               {"files", Json::array()},     {"phase", record.phase},
               {"partial", record.partial},  {"notes", record.notes},
               {"scenarios", Json::array()}, {"groups", Json::array()}};
  for (std::size_t i = 0; i < record.files.size(); ++i) {
    const Result& result = *record.files[i]->result;
    json["files"].push_back({{"label", record.labels[i]},
                             {"scenario", result.scenario_name},
                             {"clock", result.clock},
                             {"seed", result.seed},
                             {"incomplete", !result.complete}});
  }
  for (const ComparedScenario& scenario : record.scenarios) json["scenarios"].push_back(json_of(scenario));
  for (const ComparedGroup& group : record.groups) json["groups"].push_back(json_of(group));
  return json_text(json) + "\n";
}

std::string comparison_csv(const CompareRecord& record) {
  std::string text =
      "strategy,phase,metric,unit,direction,base,base_value,other,other_value,difference,ratio,verdict\r\n";
  for (const ComparedGroup& group : record.groups) {
    for (const DifferenceRow& row : group.table.rows) {
      for (std::size_t i = 1; i < row.values.size(); ++i) text += csv_line(record, group, row, i);
    }
  }
  return text;
}

}  // namespace stampede
