#include "harness/gate/placed_check.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/gate/baseline.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

const Json* member(const Json& object, const char* name) {
  const auto found = object.is_object() ? object.find(name) : object.end();
  return found == object.end() ? nullptr : &*found;
}

// A mistake `offset` bytes into a text that begins at `place`.
Diagnostic mistake_at(const Diagnostic& place, std::string_view text, const ConditionMistake& mistake) {
  Diagnostic diagnostic = place;
  diagnostic.message = mistake.message;
  if (place.line > 0) diagnostic.column += static_cast<int>(character_count(text.substr(0, mistake.offset)));
  if (place.line == 0) diagnostic.message = "in " + in_quotes(text) + ": " + diagnostic.message;
  return diagnostic;
}

// The lines of the gate as the result holds them, and where they stand in the scenario's file.
std::vector<GateLine> lines_of(const Result& result) {
  std::vector<GateLine> lines;
  const Json scenario = Json::parse(result.scenario_json);
  const Json* gate = member(scenario, "gate");
  if (gate == nullptr || !gate->is_array()) return lines;
  const RunEnvironment& where = result.environment;
  for (std::size_t i = 0; i < gate->size(); ++i) {
    if (!(*gate)[i].is_string()) continue;
    GateLine line{(*gate)[i].get<std::string>(), {}};
    line.place.file = where.scenario_file.empty() ? result.scenario_name : where.scenario_file;
    const bool has_place = !where.scenario_file.empty() && i < where.gate_lines.size();
    if (has_place) line.place.line = static_cast<int>(where.gate_lines[i]);
    lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> strategies_of(const Result& result) {
  std::vector<std::string> names;
  for (const CellRecord& cell : result.cells) {
    if (names.empty() || names.back() != cell.strategy) names.push_back(cell.strategy);
  }
  return names;
}

void add_checks(std::span<const GateLine> lines, const CheckContext& context, std::vector<PlacedCheck>& checks,
                std::vector<Diagnostic>& mistakes) {
  for (const GateLine& line : lines) {
    auto parsed = parse_check(line.text, context);
    if (auto* check = std::get_if<Check>(&parsed)) {
      checks.push_back({std::move(*check), line.place});
      continue;
    }
    for (const ConditionMistake& mistake : std::get<std::vector<ConditionMistake>>(parsed)) {
      mistakes.push_back(mistake_at(line.place, line.text, mistake));
    }
  }
}

const Metric* metric_of(const Waiver& waiver, std::span<const PlacedCheck> checks) {
  for (const PlacedCheck& each : checks) {
    if (waiver.check == each.check.text || waiver.check == each.check.expression()) return each.check.metric;
  }
  return find_metric(waiver.check);
}

bool matches_anything(const Waiver& waiver, std::span<const PlacedCheck> checks) {
  if (metric_of(waiver, checks) != nullptr) return true;
  const auto matches = [&](const std::string& name) { return matches_glob(waiver.check, name); };
  return std::ranges::any_of(metric_catalogue(), matches, &Metric::name) ||
         std::ranges::any_of(baseline_extras(), matches);
}

}  // namespace

std::vector<std::string> phases_of_timeline(const Result& result) {
  std::vector<std::string> names;
  const auto add = [&names](const std::string& name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(name);
  };
  for (const CellRecord& cell : result.cells) {
    for (const Phase& phase : cell.phases) add(phase.name);
  }
  const Json scenario = Json::parse(result.scenario_json);
  const Json* timeline = member(scenario, "timeline");
  if (timeline == nullptr || !timeline->is_array()) return names;
  for (const Json& action : *timeline) {
    const Json* name = member(action, "name");
    if (name == nullptr || !name->is_string() || name->get<std::string>().empty()) continue;
    add(name->get<std::string>());
    add("after " + name->get<std::string>());
  }
  return names;
}

std::variant<std::vector<PlacedCheck>, std::vector<Diagnostic>> checks_for(const Result& result,
                                                                           std::span<const GateLine> policy_checks) {
  const std::vector<std::string> strategies = strategies_of(result);
  const std::vector<std::string> phases = phases_of_timeline(result);
  const CheckContext context{strategies, phases};
  std::vector<PlacedCheck> checks;
  std::vector<Diagnostic> mistakes;
  add_checks(lines_of(result), context, checks, mistakes);
  add_checks(policy_checks, context, checks, mistakes);
  if (!mistakes.empty()) return mistakes;
  return checks;
}

std::vector<Diagnostic> check_gate_lines(std::span<const GateLine> lines, const CheckContext& context) {
  std::vector<PlacedCheck> checks;
  std::vector<Diagnostic> mistakes;
  add_checks(lines, context, checks, mistakes);
  return mistakes;
}

std::vector<Diagnostic> check_waivers(std::span<const Waiver> waivers, std::span<const PlacedCheck> checks) {
  std::vector<std::string> known;
  for (const PlacedCheck& each : checks) known.push_back(each.check.text);
  for (const Metric& metric : metric_catalogue()) known.push_back(metric.name);
  std::vector<Diagnostic> mistakes;
  const auto refuse = [&](const Waiver& waiver, std::string message) {
    mistakes.push_back(waiver.place);
    mistakes.back().message = std::move(message);
  };
  for (const Waiver& waiver : waivers) {
    if (!matches_anything(waiver, checks)) {
      refuse(waiver, "no check reads " + in_quotes(waiver.check) + did_you_mean(waiver.check, known));
    } else if (waiver.accept) {
      const Metric* metric = metric_of(waiver, checks);
      const Parsed<MetricValue> value = metric == nullptr ? Reason{"'accept' needs one metric, not a pattern"}
                                                          : parse_metric_value(*metric, *waiver.accept);
      if (!value.ok()) refuse(waiver, "accept: " + value.reason());
    }
  }
  return mistakes;
}

}  // namespace stampede
