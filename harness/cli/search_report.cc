#include "harness/cli/search_report.h"

#include <algorithm>

#include "harness/base/shell_word.h"
#include "harness/cli/aligned_rows.h"
#include "harness/results/json_text.h"
#include "harness/results/metric_text.h"
#include "harness/results/result_json.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSearchSchema = "stampede.search/1";
constexpr const char* kNothingToShow = "-";

// The run of one strategy at a value.
std::string command_for(const SearchRecord& record, const std::string& strategy, std::int64_t value) {
  std::string command = "stampede run";
  if (!record.scenario_path.empty()) command += " " + shell_word(record.scenario_path);
  command += " --strategy " + shell_word(strategy);
  for (const std::string& setting : record.subject.settings) command += " --set " + shell_word(setting);
  return command + " --set " + shell_word(record.subject.setting(value));
}

// The value and the metrics of the condition there.
void add_cells(TextRow& row, const SearchRecord& record, const SearchProbe* probe) {
  const std::vector<Comparison>& comparisons = record.subject.condition.comparisons;
  row.push_back(probe == nullptr ? kNothingToShow : record.subject.scale.format(probe->value));
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    row.push_back(probe == nullptr ? kNothingToShow
                                   : metric_text(comparisons[i].metric->unit, probe->evaluation.actual[i]));
  }
}

TextRow titles(const SearchRecord& record) {
  TextRow row = {"strategy"};
  for (const char* side : {"holds at", "fails at"}) {
    row.push_back(side);
    for (const Comparison& comparison : record.subject.condition.comparisons) row.push_back(comparison.subject());
  }
  return row;
}

std::string search_heading(const SearchRecord& record) {
  const auto repetitions = static_cast<std::size_t>(record.repetitions);
  const std::string text = record.scenario + ": " + run_words("virtual", record.seed, repetitions);
  return text + "\n" + (record.space.lowest ? "lowest " : "highest ") + record.subject.path + " while " +
         record.subject.condition.text + "\n\n";
}

// Where a search ended that did not find the other side.
std::string end_of(const SearchRecord& record, std::int64_t value) {
  const std::string text = record.subject.scale.format(value);
  if (value == record.space.min || value == record.space.max) return text + ", the bound";
  return text + ", " + std::to_string(kMostSteps) + " steps from the start; go on with --from " + text;
}

Json search_json_of(const SearchRecord& record, const SearchProbe& probe) {
  Json metrics = Json::object();
  const std::vector<Comparison>& comparisons = record.subject.condition.comparisons;
  for (std::size_t i = 0; i < comparisons.size(); ++i) {
    metrics[comparisons[i].subject()] = metric_json(probe.evaluation.actual[i]);
  }
  Json json = {{"value", record.subject.scale.format(probe.value)},
               {"holds", probe.evaluation.verdict == ConditionVerdict::kHolds},
               {"metrics", std::move(metrics)}};
  if (!probe.failure.empty()) json["failure"] = probe.failure;
  if (!probe.warnings.empty()) json["warnings"] = probe.warnings;
  return json;
}

const char* outcome_name(BoundaryKind kind) {
  switch (kind) {
    case BoundaryKind::kFound:
      return "found";
    case BoundaryKind::kAlwaysHolds:
      return "always_holds";
    case BoundaryKind::kNeverHolds:
      return "never_holds";
    case BoundaryKind::kStopped:
      break;
  }
  return "stopped";
}

Json search_json_of(const SearchRecord& record, const StrategySearch& search) {
  const auto value = [&](std::optional<std::int64_t> at) {
    return at ? Json(record.subject.scale.format(*at)) : Json(nullptr);
  };
  Json json = {{"strategy", search.strategy},
               {"outcome", outcome_name(search.boundary.kind)},
               {"holds_at", value(search.boundary.holds)},
               {"fails_at", value(search.boundary.fails)},
               {"also_fails_at", Json::array()}};
  for (const std::int64_t exception : search.boundary.exceptions) json["also_fails_at"].push_back(value(exception));
  if (search.failure) json["failure"] = search.failure->message;
  if (search.boundary.holds) json["command"] = command_for(record, search.strategy, *search.boundary.holds);
  json["probes"] = Json::array();
  for (const SearchProbe& probe : search.probes) json["probes"].push_back(search_json_of(record, probe));
  return json;
}

}  // namespace

const SearchProbe* StrategySearch::probe(std::optional<std::int64_t> value) const {
  if (!value) return nullptr;
  const auto found = std::ranges::find(probes, *value, &SearchProbe::value);
  return found == probes.end() ? nullptr : &*found;
}

std::string no_answer(const SearchRecord& record, const StrategySearch& search) {
  switch (search.boundary.kind) {
    case BoundaryKind::kFound:
      return "";
    case BoundaryKind::kAlwaysHolds:
      return "holds even at " + end_of(record, *search.boundary.holds);
    case BoundaryKind::kNeverHolds:
      return "does not hold even at " + end_of(record, *search.boundary.fails);
    case BoundaryKind::kStopped:
      break;
  }
  return search.failure ? search.failure->message : "interrupted before the boundary was found";
}

std::string search_table(const SearchRecord& record) {
  std::vector<TextRow> rows = {titles(record)};
  std::string notes;
  std::string commands;
  for (const StrategySearch& search : record.strategies) {
    TextRow& row = rows.emplace_back(TextRow{search.strategy});
    add_cells(row, record, search.probe(search.boundary.holds));
    add_cells(row, record, search.probe(search.boundary.fails));
    const std::string reason = no_answer(record, search);
    if (!reason.empty()) notes += search.strategy + ": " + reason + "\n";
    if (search.boundary.holds) {
      commands += "    " + command_for(record, search.strategy, *search.boundary.holds) + "\n";
    }
  }
  std::string text = search_heading(record);
  for (const std::string& line : aligned_rows(rows)) text += line + "\n";
  if (!notes.empty()) text.append("\n").append(notes);
  if (!commands.empty()) text.append("\nto run the last value that holds:\n").append(commands);
  return text;
}

std::string search_json(const SearchRecord& record) {
  Json json = {{"schema", kSearchSchema},
               {"tool", {{"name", "stampede"}, {"version", STAMPEDE_VERSION}}},
               {"scenario", record.scenario},
               {"seed", record.seed},
               {"repetitions", record.repetitions},
               {"path", record.subject.path},
               {"condition", record.subject.condition.text},
               {"looks_for", record.space.lowest ? "lowest" : "highest"},
               {"tolerance", format_share(record.space.tolerance)},
               {"strategies", Json::array()}};
  for (const StrategySearch& search : record.strategies) json["strategies"].push_back(search_json_of(record, search));
  return json_text(json) + "\n";
}

}  // namespace stampede
