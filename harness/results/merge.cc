#include "harness/results/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "harness/base/quote.h"
#include "harness/results/cell_plan.h"
#include "harness/results/merge_cells.h"
#include "harness/results/merge_plan.h"
#include "harness/results/merged_environment.h"
#include "harness/results/run_words.h"
#include "harness/results/scenario_changes.h"

namespace stampede {

namespace {

using Problem = std::optional<MergeProblem>;

std::string kind_of(const Result& result) {
  return result.shard ? shard_words(*result.shard) : "a whole result";
}

// All are shards of as many, or none is.
Problem check_kinds(std::span<const MergeInput> inputs) {
  const MergeInput& first = inputs.front();
  if (inputs.size() < 2 && !first.result.shard) {
    return MergeProblem{.message = first.name + " is a whole result: there is nothing to merge it with",
                        .advice = "give the results of all shards of a run, or of several repetitions"};
  }
  for (const MergeInput& input : inputs) {
    const bool alike = input.result.shard && first.result.shard ? input.result.shard->of == first.result.shard->of
                                                                : input.result.shard == first.result.shard;
    if (alike) continue;
    return MergeProblem{.message = fmt::format("{} is {}, {} is {}", first.name, kind_of(first.result), input.name,
                                               kind_of(input.result)),
                        .advice = "give the shards of one run, or whole results only"};
  }
  return std::nullopt;
}

Problem check_complete(std::span<const MergeInput> inputs) {
  for (const MergeInput& input : inputs) {
    if (input.result.complete && std::ranges::all_of(input.result.cells, &CellRecord::complete)) continue;
    return MergeProblem{.incomplete = true,
                        .message = input.name + " is incomplete: interrupted before the end",
                        .advice = "run it again, and merge then"};
  }
  return std::nullopt;
}

// Of members that the digest leaves out, two scenarios may have different ones.
bool counts(const ScenarioChange& change) {
  return change.path != "seed" && change.path != "repetitions" && change.path != "description" &&
         !change.path.starts_with("gate");
}

std::string difference(const Result& from, const Result& to) {
  std::vector<ScenarioChange> changes = scenario_changes(from.scenario_json, to.scenario_json);
  std::erase_if(changes, [](const ScenarioChange& change) { return !counts(change); });
  std::string text = ":";
  for (const std::string& line : change_lines(changes)) text.append("\n  ").append(line);
  if (!changes.empty()) return text;
  return from.data_digest != to.data_digest ? ": its data files differ" : ": its digest differs, its settings do not";
}

Problem check_scenarios(std::span<const MergeInput> inputs) {
  const auto& [name, first] = inputs.front();
  for (const auto& [other, result] : inputs) {
    if (result.clock != first.clock) {
      return MergeProblem{
          .message = fmt::format("{} has the {} clock, {} the {} one", name, first.clock, other, result.clock),
          .advice = "merge results of one clock"};
    }
    if (result.scenario_digest == first.scenario_digest && result.data_digest == first.data_digest) continue;
    return MergeProblem{
        .message = fmt::format("the scenario of {} is not that of {}{}", other, name, difference(first, result)),
        .advice = "merge results of one scenario; 'stampede compare' puts different ones side by side"};
  }
  return std::nullopt;
}

// What may differ, but should be known.
std::vector<std::string> notes_on(std::span<const MergeInput> inputs, const std::string& versions) {
  const auto& [name, first] = inputs.front();
  std::vector<std::string> notes;
  if (versions != first.tool_version)
    notes.push_back("the results come from different versions: " + without_control_characters(versions));
  for (const auto& [other, result] : inputs) {
    for (const ScenarioChange& change : scenario_changes(first.scenario_json, result.scenario_json)) {
      if (change.path != "description" && !change.path.starts_with("gate")) continue;
      notes.push_back(fmt::format("{} has another {}: that of {} is kept", other,
                                  change.path == "description" ? "description" : "gate", name));
    }
  }
  return notes;
}

}  // namespace

std::variant<MergedResult, MergeProblem> merge_results(std::vector<MergeInput> inputs) {
  for (const auto check : {check_kinds, check_complete, check_scenarios}) {
    if (Problem problem = check(inputs)) return std::move(*problem);
  }
  const auto plan = merged_plan(inputs);
  if (const auto* problem = std::get_if<MergeProblem>(&plan)) return *problem;
  const auto& [strategies, seed, repetitions] = std::get<CellPlan>(plan);
  auto cells = merged_cells(inputs, std::get<CellPlan>(plan));
  if (const auto* problem = std::get_if<MergeProblem>(&cells)) return *problem;

  MergedResult merged;
  const std::string versions =
      merged_text(inputs, [](const Result& each) -> const std::string& { return each.tool_version; });
  merged.notes = notes_on(inputs, versions);
  const RunEnvironment environment = merged_environment(inputs);
  merged.result = std::move(inputs.front().result);
  merged.result.tool_version = versions;
  merged.result.environment = environment;
  merged.result.seed = seed;
  merged.result.scenario_json = with_seeds(merged.result.scenario_json, seed, repetitions);
  merged.result.shard.reset();
  merged.result.cells = std::get<std::vector<CellRecord>>(std::move(cells));
  return merged;
}

}  // namespace stampede
