#include "harness/results/csv.h"

#include <nlohmann/json.hpp>
#include <string_view>

#include "harness/results/json_text.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/result_json.h"

namespace stampede {

namespace {

constexpr const char* kLineEnd = "\r\n";

std::string row(const Result& result, const CellRecord& cell, std::string_view phase, Instant from, Instant to,
                const Window& window) {
  std::string line;
  for (const std::string& text : {csv_field(result.scenario_name), csv_field(cell.strategy), std::to_string(cell.seed),
                                  csv_field(phase), std::to_string(from), std::to_string(to)}) {
    line += text + ',';
  }
  line += cell.complete ? "true" : "false";
  for (const Metric& metric : metric_catalogue()) line += ',' + csv_number(metric.value({window, cell.servers}));
  return line + kLineEnd;
}

}  // namespace

std::string csv_field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string csv_number(const MetricValue& value) {
  const nlohmann::ordered_json json = metric_json(value);
  return json.is_null() ? "" : json_text(json);
}

std::string csv_header() {
  std::string line = "scenario,strategy,seed,phase,from_ns,to_ns,complete";
  for (const Metric& metric : metric_catalogue()) line += ',' + csv_field(metric.name);
  return line + kLineEnd;
}

std::string csv_rows(const Result& result) {
  std::string rows;
  for (const CellRecord& cell : result.cells) {
    rows += row(result, cell, "all", 0, static_cast<Duration>(cell.window.length), cell.window);
    for (const Phase& phase : cell.phases) rows += row(result, cell, phase.name, phase.from, phase.to, phase.window);
  }
  return rows;
}

}  // namespace stampede
