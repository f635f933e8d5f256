#include "harness/gate/limit_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/gate/margin.h"

namespace stampede {

namespace {

// The strategy in a phase, or nothing if it has none of that name.
std::optional<Measurement> measurement(const PooledCells& strategy, const std::string& phase) {
  if (phase == kWholeRun) return Measurement{strategy.window, strategy.servers};
  const auto found = std::ranges::find(strategy.phases, phase, &Phase::name);
  if (found == strategy.phases.end()) return std::nullopt;
  return Measurement{found->window, strategy.servers};
}

MetricValue value_in(const PooledCells& strategy, const std::string& phase, const Metric& metric) {
  const auto measured = measurement(strategy, phase);
  return measured ? metric.value(*measured) : MetricValue();
}

}  // namespace

Judgement LimitJudge::judge(const PlacedCheck& placed, const PooledCells& strategy) const {
  return judge(placed, strategy, value_in(strategy, placed.check.phase, *placed.check.metric));
}

Judgement LimitJudge::judge(const PlacedCheck& placed, const PooledCells& strategy, const MetricValue& actual) const {
  const Check& check = placed.check;
  Judgement judgement{.strategy = strategy.strategy,
                      .check = check.expression(),
                      .metric = check.metric,
                      .actual = actual,
                      .place = placed.place};
  const CheckReference* reference = check.reference();
  const MetricValue limit =
      reference == nullptr ? std::get<MetricValue>(check.limit) : value_of(*reference, check, strategy, judgement);
  const Share share = reference == nullptr ? Share::whole() : reference->share;
  judgement.limit = share_of(share, limit);
  if (judgement.verdict != GateVerdict::kPass || !has_enough(check, strategy, judgement)) return judgement;
  if (!has_value(limit)) {
    judgement.verdict = GateVerdict::kNoData;
    judgement.reason = "what it is compared with was not measured";
    return judgement;
  }
  const bool holds = satisfies(actual, check.comparator, limit, share).value();
  judgement.verdict = holds ? GateVerdict::kPass : GateVerdict::kFail;
  judgement.margin = margin_text(*check.metric, actual, check.comparator, judgement.limit);
  return judgement;
}

// Equality with the baseline is a fact, however few values it rests on.
bool LimitJudge::has_enough(const Check& check, const PooledCells& strategy, Judgement& judgement) const {
  const auto window = measurement(strategy, check.phase);
  judgement.verdict = GateVerdict::kNoData;
  if (!window) {
    judgement.reason = fmt::format("the run did not come to the phase '{}'", check.phase);
    return false;
  }
  if (!has_value(judgement.actual)) {
    judgement.reason = "nothing of it was measured";
    return false;
  }
  const bool is_fact =
      check.needs_baseline() && (check.comparator == Comparator::kEqual || check.comparator == Comparator::kNotEqual);
  if (check.metric->tail && !is_fact) {
    const std::uint64_t above = check.metric->tail(*window);
    if (above < tail_) {
      judgement.reason = fmt::format("only {} values lie above it, {} are needed", above, tail_);
      return false;
    }
  }
  judgement.verdict = GateVerdict::kPass;
  return true;
}

MetricValue LimitJudge::value_of(const CheckReference& reference, const Check& check, const PooledCells& strategy,
                                 Judgement& judgement) const {
  if (reference.baseline) return baseline_value(check, strategy, judgement);
  const std::string& name = reference.strategy.empty() ? strategy.strategy : reference.strategy;
  const auto found = std::ranges::find(strategies_, name, &PooledCells::strategy);
  return found == strategies_.end() ? MetricValue() : value_in(*found, reference.phase, *reference.metric);
}

MetricValue LimitJudge::baseline_value(const Check& check, const PooledCells& strategy, Judgement& judgement) const {
  if (const auto obstacle = baseline_.obstacle(strategy.strategy)) {
    judgement.verdict = obstacle->verdict;
    judgement.reason = obstacle->reason;
    return {};
  }
  const auto& phases = baseline_.accepted(strategy.strategy).phases;
  const auto phase = phases.find(check.phase);
  const bool has_metric = phase != phases.end() && phase->second.metrics.contains(check.metric->name);
  if (has_metric) return phase->second.metrics.at(check.metric->name);
  judgement.verdict = GateVerdict::kNoBaseline;
  judgement.reason = "the baseline does not have it";
  return {};
}

}  // namespace stampede
