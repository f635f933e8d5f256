#include "harness/gate/baseline_judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "harness/gate/margin.h"
#include "harness/results/condition.h"
#include "harness/results/metric_catalogue.h"

namespace stampede {

namespace {

using Kind = ChangePolicy::Kind;

constexpr const char* kAsBefore = "is as in the baseline";

std::string wording(const ChangePolicy& policy) {
  switch (policy.kind) {
    case Kind::kExact:
      return "== baseline";
    case Kind::kNoWorse:
      return "no worse than baseline";
    case Kind::kWithin:
      return policy.text() + " of baseline";
    case Kind::kInfo:
      return "beside baseline, for information";
  }
  STAMPEDE_CHECK(false);
}

std::string in_phase(const std::string& name, const std::string& phase) {
  return phase == kWholeRun ? name : name + "@" + phase;
}

// Of a value that differs and that both have.
GateVerdict verdict_of(const ChangePolicy& policy, ChangeSide side, const MetricValue& from, const MetricValue& to) {
  if (policy.kind == Kind::kExact) return GateVerdict::kFail;
  if (policy.kind == Kind::kInfo) return GateVerdict::kChanged;
  if (policy.kind == Kind::kWithin) {
    const double change = relative_change(from, to);
    const bool within = change <= static_cast<double>(policy.share.ppb) / static_cast<double>(Share::kWhole);
    if (within) return GateVerdict::kChanged;
    if (side == ChangeSide::kUnknown) return GateVerdict::kFail;
  }
  if (side == ChangeSide::kWorse) return GateVerdict::kFail;
  return side == ChangeSide::kBetter ? GateVerdict::kImproved : GateVerdict::kChanged;
}

bool is_selected(const std::vector<std::string>& only, const std::string& name) {
  return only.empty() || std::ranges::find(only, name) != only.end();
}

}  // namespace

Judgement not_comparable(const NoMatch& obstacle, const std::string& strategy, const std::string& check) {
  return {.verdict = obstacle.verdict,
          .strategy = strategy,
          .check = check,
          .reason = obstacle.reason,
          .by_baseline = true};
}

std::vector<Judgement> missing_strategies(const Baseline& result, const BaselineMatch& match,
                                          const std::vector<std::string>& only) {
  std::vector<Judgement> judgements;
  if (!match.any()) return judgements;
  for (const auto& [name, strategy] : match.baseline()->strategies) {
    if (!is_selected(only, name) || result.strategies.contains(name)) continue;
    judgements.push_back({.verdict = GateVerdict::kMissing,
                          .strategy = name,
                          .check = "is in the result",
                          .reason = "the baseline has it, the result has not: run it again, or accept that it is gone",
                          .by_baseline = true});
  }
  return judgements;
}

std::vector<Judgement> BaselineJudge::judge(const std::vector<std::string>& only) const {
  if (!match_.any()) return {not_comparable(*match_.obstacle(""), "", kAsBefore)};
  std::vector<Judgement> judgements;
  for (const auto& [name, strategy] : result_.strategies) {
    if (is_selected(only, name)) judge_strategy(name, judgements);
  }
  std::ranges::move(missing_strategies(result_, match_, only), std::back_inserter(judgements));
  judge_catalogue(judgements);
  return judgements;
}

void BaselineJudge::judge_strategy(const std::string& name, std::vector<Judgement>& judgements) const {
  if (const auto obstacle = match_.obstacle(name)) {
    judgements.push_back(not_comparable(*obstacle, name, kAsBefore));
    return;
  }
  const BaselineStrategy& accepted = match_.accepted(name);
  const BaselineStrategy& measured = result_.strategies.at(name);
  const std::size_t before = judgements.size();
  std::size_t values = 0;
  for (const auto& [phase, window] : accepted.phases) {
    const auto found = measured.phases.find(phase);
    if (found == measured.phases.end()) {
      judgements.push_back({.verdict = GateVerdict::kMissing,
                            .strategy = name,
                            .check = fmt::format("has the phase '{}'", phase),
                            .reason = "the baseline has it, the result has not",
                            .by_baseline = true});
    } else {
      values += judge_phase(name, phase, window, found->second, judgements);
    }
  }
  for (const auto& [seed, digest] : accepted.digests) {
    ++values;
    const auto found = measured.digests.find(seed);
    if (found != measured.digests.end() && found->second == digest) continue;
    judgements.push_back(
        other(name, fmt::format("digest of seed {}", seed), kDigestName, "requests ended in another way or order"));
  }
  if (judgements.size() > before) return;
  judgements.push_back(
      {.strategy = name, .check = fmt::format("all {} values as in the baseline", values), .by_baseline = true});
}

// How many values were compared.
std::size_t BaselineJudge::judge_phase(const std::string& strategy, const std::string& phase,
                                       const BaselinePhase& accepted, const BaselinePhase& measured,
                                       std::vector<Judgement>& judgements) const {
  std::size_t values = 0;
  for (const Metric& metric : metric_catalogue()) {
    const auto found = accepted.metrics.find(metric.name);
    if (found == accepted.metrics.end()) continue;
    ++values;
    Judgement judgement = judge(strategy, phase, metric, found->second, measured.metrics.at(metric.name));
    if (judgement.verdict != GateVerdict::kPass) judgements.push_back(std::move(judgement));
  }
  for (const auto& [name, digest] : accepted.histograms) {
    const auto found = measured.histograms.find(name);
    if (found == measured.histograms.end()) continue;
    ++values;
    if (found->second == digest) continue;
    judgements.push_back(
        other(strategy, "distribution of " + in_phase(name, phase), name, "its values are distributed in another way"));
  }
  return values;
}

Judgement BaselineJudge::judge(const std::string& strategy, const std::string& phase, const Metric& metric,
                               const MetricValue& accepted, const MetricValue& value) const {
  const ChangePolicy policy = policy_.policy_for(metric.name, strategy);
  Judgement judgement{.strategy = strategy,
                      .check = in_phase(metric.name, phase) + " " + wording(policy),
                      .metric = &metric,
                      .actual = value,
                      .limit = accepted,
                      .margin = change_text(metric, accepted, value),
                      .by_baseline = true};
  const ChangeSide side = side_of(metric, accepted, value);
  if (side == ChangeSide::kNone) return judgement;
  if (has_value(accepted) && has_value(value)) {
    judgement.verdict = verdict_of(policy, side, accepted, value);
    return judgement;
  }
  judgement.reason = has_value(value) ? "the baseline has no value" : "nothing of it was measured";
  const bool fails = policy.kind == Kind::kExact;
  const bool tells_nothing = !has_value(value) && policy.kind != Kind::kInfo;
  judgement.verdict = fails ? GateVerdict::kFail : tells_nothing ? GateVerdict::kNoData : GateVerdict::kChanged;
  return judgement;
}

// Something that is no metric: nobody can say which is better.
Judgement BaselineJudge::other(const std::string& strategy, const std::string& what, const std::string& name,
                               const std::string& reason) const {
  const ChangePolicy policy = policy_.policy_for(name, strategy);
  const bool fails = policy.kind == Kind::kExact;
  return {.verdict = fails ? GateVerdict::kFail : GateVerdict::kChanged,
          .strategy = strategy,
          .check = what + (fails ? " == baseline" : " beside baseline"),
          .reason = reason,
          .by_baseline = true};
}

// Metrics that only one of the two versions of the tool knows; once, not for each strategy.
void BaselineJudge::judge_catalogue(std::vector<Judgement>& judgements) const {
  std::set<std::string> accepted;
  for (const auto& [name, strategy] : match_.baseline()->strategies) {
    if (!result_.strategies.contains(name) || match_.obstacle(name)) continue;
    for (const auto& [phase, window] : strategy.phases) {
      for (const auto& [metric, value] : window.metrics) accepted.insert(metric);
    }
  }
  if (accepted.empty()) return;
  for (const Metric& metric : metric_catalogue()) {
    if (accepted.erase(metric.name) > 0) continue;
    judgements.push_back({.verdict = GateVerdict::kNew,
                          .check = metric.name + " is in the baseline",
                          .reason = "a metric that the baseline does not have",
                          .by_baseline = true});
  }
  for (const std::string& gone : accepted) {
    judgements.push_back({.verdict = GateVerdict::kMissing,
                          .check = gone + " is in the result",
                          .reason = "a metric of the baseline that this version of stampede does not know",
                          .by_baseline = true});
  }
}

}  // namespace stampede
