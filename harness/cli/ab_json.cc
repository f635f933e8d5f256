#include <array>
#include <cmath>

#include "harness/base/units.h"
#include "harness/cli/ab_report.h"
#include "harness/results/json_text.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kAbSchema = "stampede.ab/1";

const char* stage_name(AbStage stage) {
  constexpr std::array<const char*, 3> kNames = {"warm-up", "first", "confirmation"};
  return kNames[static_cast<std::size_t>(stage)];
}

// Null: there is none, or it is infinite, which JSON cannot say.
Json number(std::optional<double> value) {
  return value && std::isfinite(*value) ? Json(*value) : Json(nullptr);
}

Json ab_json_of(const std::optional<NoisyChange>& change) {
  if (!change) return nullptr;
  return {{"estimate", number(change->estimate)}, {"low", number(change->low)}, {"high", number(change->high)}};
}

Json ab_json_of(const std::vector<ScenarioChange>& changes) {
  Json list = Json::array();
  for (const ScenarioChange& change : changes) {
    list.push_back({{"path", change.path}, {"a", change.from}, {"b", change.to}});
  }
  return list;
}

Json ab_json_of(const AbRecord& record, const std::vector<AbRow>& rows) {
  Json list = Json::array();
  for (const AbRow& row : rows) {
    const AbMetric& metric = record.family[row.metric];
    Json json = {{"metric", metric.name}};
    if (!metric.strategy.empty()) json["strategy"] = metric.strategy;
    json["verdict"] = verdict_of(row);
    if (!row.finding.reason.empty()) json["reason"] = row.finding.reason;
    json["pairs"] = row.pairs;
    json["median_a"] = number(row.median_a);
    json["median_b"] = number(row.median_b);
    json["relative_change"] = ab_json_of(row.finding.relative);
    json["absolute_change"] = ab_json_of(row.finding.absolute);
    json["p_worse"] = row.finding.p_worse;
    json["p_better"] = row.finding.p_better;
    list.push_back(std::move(json));
  }
  return list;
}

Json ab_json_of(const AbRecord& record, const AbRun& run) {
  Json values = Json::object();
  for (std::size_t i = 0; i < record.family.size(); ++i) values[label_of(record.family[i])] = number(run.values[i]);
  return {{"stage", stage_name(run.stage)},
          {"pair", run.pair},
          {"side", side_name(run.side)},
          {"seed", run.seed},
          {"values", std::move(values)}};
}

}  // namespace

std::string ab_json(const AbRecord& record) {
  Json runs = Json::array();
  for (const AbRun& run : record.runs) runs.push_back(ab_json_of(record, run));
  const Json json = {{"schema", kAbSchema},
                     {"tool", {{"name", "stampede"}, {"version", STAMPEDE_VERSION}}},
                     {"a", record.commands[0]},
                     {"b", record.commands[1]},
                     {"pairs", record.pairs},
                     {"seed", record.seed},
                     {"alpha", number_of(record.alpha)},
                     {"effect", number_of(record.effect)},
                     {"incomplete", !record.complete},
                     {"conclusion", conclusion_of(record)},
                     {"scenario_changes", ab_json_of(record.scenario_changes)},
                     {"environment_changes", ab_json_of(record.environment_changes)},
                     {"metrics", ab_json_of(record, record.final_rows())},
                     {"first", ab_json_of(record, record.first)},
                     {"confirmation", ab_json_of(record, record.confirmation)},
                     {"runs", std::move(runs)}};
  return json_text(json) + "\n";
}

}  // namespace stampede
