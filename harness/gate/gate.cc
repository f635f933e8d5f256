#include "harness/gate/gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "harness/gate/baseline_judge.h"
#include "harness/gate/commands.h"
#include "harness/gate/limit_judge.h"
#include "harness/gate/noise_judge.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

constexpr const char* kNotWorse = "is not worse than before";

// Why the run itself says nothing; empty: it is valid.
std::string invalidity_of(const Result& result) {
  if (result.shard) {
    return fmt::format("it is {}: put all of them together with 'stampede merge'", shard_words(*result.shard));
  }
  if (!result.complete) return "the run was interrupted before its end: run it again";
  if (result.cells.empty()) return "it holds no strategy: nothing was measured";
  return "";
}

std::string run_of(const GateInput& input) {
  std::size_t repetitions = 0;
  for (const PooledCells& pooled : input.all) repetitions = std::max(repetitions, pooled.cells.size());
  return run_words(*input.result, repetitions);
}

void add_name(const std::string& name, std::vector<std::string>& names) {
  if (!name.empty() && std::ranges::find(names, name) == names.end()) names.push_back(name);
}

// What has to be measured again to see a judgement: the strategy, and that which it is compared with.
std::vector<std::string> concerned(const Judgement& judgement, const GateInput& input) {
  std::vector<std::string> names;
  if (judgement.strategy.empty() || judgement.verdict == GateVerdict::kMissing) return names;
  names.push_back(judgement.strategy);
  for (const PlacedCheck& placed : input.checks) {
    const CheckReference* reference = placed.check.reference();
    if (placed.check.expression() == judgement.check && reference != nullptr) add_name(reference->strategy, names);
  }
  return names;
}

bool needs_attention(const Judgement& judgement) {
  return judgement.verdict < GateVerdict::kChanged;
}

// Whether the baseline, if it were made anew, would say something else.
bool differs_from_baseline(const std::vector<Judgement>& judgements) {
  return std::ranges::any_of(judgements, [](const Judgement& judgement) {
    return judgement.by_baseline && judgement.verdict != GateVerdict::kPass;
  });
}

// Runs are compared by the seeds that both have.
std::optional<Baseline> accepted_of(const GateInput& input, const Baseline& measured) {
  std::optional<Baseline> accepted = input.baseline;
  if (accepted && input.before != nullptr) accepted->seeds = measured.seeds;
  return accepted;
}

// Strategies whose scenario is another one now are not compared.
std::vector<Judgement> judge_statistically(const GateInput& input, const BaselineMatch& match,
                                           const StatisticsPolicy& policy) {
  if (!match.any()) return {not_comparable(*match.obstacle(""), "", kNotWorse)};
  std::vector<Judgement> judgements;
  std::vector<PooledCells> comparable;
  for (const PooledCells& strategy : input.strategies) {
    const auto obstacle = match.obstacle(strategy.strategy);
    if (!obstacle) {
      comparable.push_back(strategy);
    } else {
      judgements.push_back(not_comparable(*obstacle, strategy.strategy, kNotWorse));
    }
  }
  std::ranges::move(judge_noise(pool_cells(*input.before), comparable, policy), std::back_inserter(judgements));
  return judgements;
}

std::vector<Judgement> judge_all(const GateInput& input, const GatePolicy& policy) {
  const Baseline measured = baseline_of(*input.result, "");
  const std::optional<Baseline> accepted = accepted_of(input, measured);
  const BaselineMatch match(measured, accepted ? &*accepted : nullptr);
  const LimitJudge limits(input.all, match, policy.tail);
  std::vector<Judgement> judgements;
  const auto append = [&](std::vector<Judgement> more) { std::ranges::move(more, std::back_inserter(judgements)); };
  for (const PlacedCheck& placed : input.checks) {
    for (const PooledCells& strategy : input.strategies) {
      if (!placed.check.applies_to(strategy.strategy)) continue;
      judgements.push_back(limits.judge(placed, strategy));
    }
  }
  if (input.before != nullptr) {
    append(judge_statistically(input, match, policy.statistics));
    append(missing_strategies(measured, match, input.only_strategies));
  } else if (input.baseline) {
    append(BaselineJudge(measured, match, policy).judge(input.only_strategies));
  } else if (!input.baseline_file.empty()) {
    judgements.push_back({.verdict = GateVerdict::kNew,
                          .check = "is in the baseline",
                          .reason = fmt::format("there is no {}", input.baseline_file),
                          .by_baseline = true});
  }
  return judgements;
}

// The most urgent first; those of one verdict keep their order.
std::vector<Judgement> by_urgency(std::vector<Judgement> judgements) {
  std::vector<Judgement> sorted;
  for (const GateVerdict verdict : all_gate_verdicts()) {
    for (Judgement& judgement : judgements) {
      if (judgement.verdict == verdict) sorted.push_back(std::move(judgement));
    }
  }
  return sorted;
}

// How what does not pass is measured again: each by itself, and all together.
void add_commands(const GateInput& input, GatedResult& gated) {
  std::vector<std::string> all;
  bool everything = false;
  for (Judgement& judgement : gated.judgements) {
    if (!needs_attention(judgement)) continue;
    const std::vector<std::string> names = concerned(judgement, input);
    judgement.reproduce = run_command_line(*input.result, names);
    everything |= names.empty();
    for (const std::string& name : names) add_name(name, all);
  }
  if (all.empty() && !everything) return;
  everything |= all.size() == input.all.size();
  gated.reproduce = run_command_line(*input.result, everything ? std::vector<std::string>() : all);
}

}  // namespace

GatedResult judge_result(const GateInput& input, const GatePolicy& policy, Waivers& waivers) {
  const Result& result = *input.result;
  GatedResult gated{
      .file = input.file, .scenario = result.scenario_name, .run = run_of(input), .baseline_file = input.baseline_file};
  if (const std::string reason = invalidity_of(result); !reason.empty()) {
    gated.judgements = {{.verdict = GateVerdict::kInvalid, .check = "is a valid run", .reason = reason}};
    return gated;
  }
  if (input.baseline && input.baseline->tool_version != result.tool_version) {
    gated.notes.push_back(fmt::format("the baseline was measured by stampede {}, the result by {}",
                                      input.baseline->tool_version, result.tool_version));
  }
  gated.judgements = judge_all(input, policy);
  waivers.apply(gated.judgements);
  gated.judgements = by_urgency(std::move(gated.judgements));
  add_commands(input, gated);
  const bool can_be_accepted = !input.baseline_file.empty() && input.before == nullptr;
  if (can_be_accepted && differs_from_baseline(gated.judgements)) {
    gated.update = accept_command_line(input.file, input.baseline_file);
  }
  return gated;
}

}  // namespace stampede
