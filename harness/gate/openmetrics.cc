#include "harness/gate/openmetrics.h"

#include <fmt/format.h>

#include <vector>

#include "harness/base/quote.h"
#include "harness/results/csv.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

std::string name_of(const Metric& metric) {
  std::string name = "stampede_" + metric.name;
  for (char& c : name) {
    if (c == '.') c = '_';
  }
  return name;
}

// Of a label's value, and of help.
std::string escaped_label(const std::string& text) {
  std::string safe;
  for (const char c : without_control_characters(text)) {
    if (c == '\\' || c == '"') safe += '\\';
    safe += c;
  }
  return safe;
}

struct Source {
  const Result* result;
  PooledCells pooled;
};

}  // namespace

std::string openmetrics_text(std::span<const Result* const> results) {
  std::vector<Source> sources;
  for (const Result* result : results) {
    if (result->clock != "virtual") continue;
    for (PooledCells& pooled : pool_cells(*result)) sources.push_back({result, std::move(pooled)});
  }
  std::string text;
  for (const Metric& metric : metric_catalogue()) {
    std::string samples;
    const std::string name = name_of(metric);
    for (const Source& source : sources) {
      const std::string value = csv_number(metric.value({source.pooled.window, source.pooled.servers}));
      if (value.empty()) continue;
      samples += fmt::format("{}{{scenario=\"{}\",strategy=\"{}\"}} {}\n", name,
                             escaped_label(source.result->scenario_name), escaped_label(source.pooled.strategy), value);
    }
    if (samples.empty()) continue;
    text += fmt::format("# TYPE {} gauge\n# HELP {} {} ({})\n{}", name, name, escaped_label(metric.meaning),
                        unit_name(metric.unit), samples);
  }
  return text + "# EOF\n";
}

}  // namespace stampede
