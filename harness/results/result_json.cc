#include "harness/results/result_json.h"

#include <algorithm>
#include <array>
#include <utility>

#include "harness/results/json_text.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/spread.h"
#include "harness/results/window_json.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

Json metrics_of(const Measurement& measured) {
  Json metrics = Json::object();
  for (const Metric& metric : metric_catalogue()) metrics[metric.name] = metric_json(metric.value(measured));
  return metrics;
}

// The first phase is the cell itself.
Json phases_of(const CellRecord& cell) {
  Json phases = Json::array({{{"name", "all"}, {"from_ns", 0}, {"to_ns", static_cast<Duration>(cell.window.length)}}});
  for (const Phase& phase : cell.phases) {
    phases.push_back({{"name", phase.name},
                      {"from_ns", phase.from},
                      {"to_ns", phase.to},
                      {"metrics", metrics_of({phase.window, cell.servers})},
                      {"counts", counts_json(phase.window)},
                      {"histograms", histograms_json(phase.window)}});
  }
  return phases;
}

Json servers_of(const CellRecord& cell) {
  return cell.servers == kUnlimitedServers ? Json(nullptr) : Json(cell.servers);
}

Json result_json_of(const CellRecord& cell) {
  return {{"strategy", cell.strategy},
          {"variant", Json::object()},
          {"seed", cell.seed},
          {"digest", cell.digest},
          {"valid", cell.complete},
          {"warnings", cell.warnings},
          {"wall_seconds", cell.wall_seconds},
          {"requests_per_second", cell.requests_per_second},
          {"servers", servers_of(cell)},
          {"metrics", metrics_of({cell.window, cell.servers})},
          {"counts", counts_json(cell.window)},
          {"histograms", histograms_json(cell.window)},
          {"series", series_json(cell.series)},
          {"episodes", episodes_json(cell.episodes)},
          {"phases", phases_of(cell)}};
}

Json summary_of(const Metric& metric, const PooledCells& pooled) {
  std::vector<MetricValue> values;
  std::vector<double> numbers;
  for (const CellRecord* cell : pooled.cells) {
    MetricValue value = metric.value({cell->window, cell->servers});
    const std::optional<double> number = number_of(value);
    if (!number) continue;
    numbers.push_back(*number);
    values.push_back(std::move(value));
  }
  Json summary = {{"mean", nullptr}, {"min", nullptr}, {"max", nullptr}, {"standard_deviation", nullptr}};
  if (const std::optional<Spread> spread = spread_of(numbers)) {
    const auto [min, max] = std::ranges::minmax_element(values);
    summary = {{"mean", spread->mean},
               {"min", metric_json(*min)},
               {"max", metric_json(*max)},
               {"standard_deviation", value_or_null(spread->standard_deviation)}};
  }
  summary["pooled"] = metric_json(metric.value({pooled.window, pooled.servers}));
  return summary;
}

Json result_json_of(const PooledCells& pooled) {
  Json metrics = Json::object();
  for (const Metric& metric : metric_catalogue()) metrics[metric.name] = summary_of(metric, pooled);
  return {{"strategy", pooled.strategy},
          {"variant", Json::object()},
          {"cells", pooled.cells.size()},
          {"metrics", std::move(metrics)},
          {"histograms", histograms_json(pooled.window)}};
}

Json result_json_of(const RunEnvironment& environment) {
  return {{"host", environment.host},
          {"compiler", environment.compiler},
          {"build_type", environment.build_type},
          {"jobs", environment.jobs},
          {"date", environment.date},
          {"scenario_file", environment.scenario_file},
          {"settings", environment.settings},
          {"gate_lines", environment.gate_lines}};
}

Json shard_of(const Result& result) {
  if (!result.shard) return nullptr;
  return {{"index", result.shard->index}, {"of", result.shard->of}};
}

}  // namespace

Json metric_json(const MetricValue& value) {
  if (const auto* count = std::get_if<std::uint64_t>(&value)) return *count;
  const std::optional<double> number = number_of(value);
  return number ? Json(*number) : Json(nullptr);
}

Json to_json(const Result& result) {
  Json json = {{"schema", kResultSchema},
               {"tool", {{"name", "stampede"}, {"version", result.tool_version}}},
               {"scenario",
                {{"name", result.scenario_name},
                 {"digest", result.scenario_digest},
                 {"data_digest", result.data_digest.empty() ? Json(nullptr) : Json(result.data_digest)},
                 {"effective", Json::parse(result.scenario_json)}}},
               {"clock", result.clock},
               {"seed", result.seed},
               {"incomplete", !result.complete},
               {"shard", shard_of(result)},
               {"environment", result_json_of(result.environment)},
               {"cells", Json::array()},
               {"summary", Json::array()}};
  for (const CellRecord& cell : result.cells) json["cells"].push_back(result_json_of(cell));
  for (const PooledCells& pooled : pool_cells(result)) json["summary"].push_back(result_json_of(pooled));
  return json;
}

std::string result_text(const Result& result) {
  return json_text(to_json(result)) + "\n";
}

}  // namespace stampede
