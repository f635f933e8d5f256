#include "harness/gate/noise_judge.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/base/check.h"
#include "harness/gate/noisy_metric.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

// One metric of one strategy.
struct Member {
  const PooledCells* after;
  const Metric* metric;
  NoisyMetric noisy;
  std::size_t without_value = 0;  // pairs in which a side has none
};

GateVerdict gate_verdict(NoisyVerdict verdict) {
  switch (verdict) {
    case NoisyVerdict::kPass:
      return GateVerdict::kPass;
    case NoisyVerdict::kImproved:
      return GateVerdict::kImproved;
    case NoisyVerdict::kFail:
      return GateVerdict::kFail;
    case NoisyVerdict::kInconclusive:
      return GateVerdict::kInconclusive;
  }
  STAMPEDE_CHECK(false);
}

Member member_of(const PooledCells& before, const PooledCells& after, const Metric& metric,
                 const StatisticsPolicy& policy) {
  Member member{.after = &after,
                .metric = &metric,
                .noisy = {.name = metric.name,
                          .direction = metric.direction,
                          .pairs = {},
                          .relative_floor = policy.effect,
                          .absolute_floor = policy.floor_of(metric)}};
  for (const CellRecord* cell : after.cells) {
    const auto same_seed = [cell](const CellRecord* other) { return other->seed == cell->seed; };
    const auto twin = std::ranges::find_if(before.cells, same_seed);
    if (twin == before.cells.end()) continue;
    const auto from = number_of(metric.value({(*twin)->window, (*twin)->servers}));
    const auto to = number_of(metric.value({cell->window, cell->servers}));
    if (from && to) {
      member.noisy.pairs.push_back({*from, *to});
    } else {
      ++member.without_value;
    }
  }
  return member;
}

std::string signed_percent(double share) {
  const double size = 100 * (share < 0 ? -share : share);
  return fmt::format("{}{}%", share < 0 ? "-" : "+", size > 1e6 ? "inf" : short_number(size));
}

Judgement judgement_of(const Member& member, const PooledCells& before, const NoisyFinding& finding, double effect) {
  Judgement judgement{.verdict = gate_verdict(finding.verdict),
                      .strategy = member.after->strategy,
                      .check = fmt::format("{} not worse by {:g}% than before", member.metric->name, 100 * effect),
                      .metric = member.metric,
                      .actual = member.metric->value({member.after->window, member.after->servers}),
                      .limit = member.metric->value({before.window, before.servers}),
                      .reason = finding.reason,
                      .by_baseline = true};
  if (finding.relative) judgement.margin = signed_percent(finding.relative->estimate);
  if (member.without_value > 0) {
    judgement.verdict = GateVerdict::kNoData;
    judgement.reason = fmt::format("{} repetitions have no value", member.without_value);
  } else if (finding.relative) {
    const std::string interval = fmt::format("95% interval {} to {}, p {}", signed_percent(finding.relative->low),
                                             signed_percent(finding.relative->high), short_number(finding.p_worse));
    judgement.reason = judgement.reason.empty() ? interval : judgement.reason + "; " + interval;
  }
  return judgement;
}

}  // namespace

std::vector<Judgement> judge_noise(std::span<const PooledCells> before, std::span<const PooledCells> after,
                                   const StatisticsPolicy& policy) {
  std::vector<Member> members;
  std::vector<const PooledCells*> bases;
  for (const PooledCells& strategy : after) {
    const auto base = std::ranges::find(before, strategy.strategy, &PooledCells::strategy);
    STAMPEDE_CHECK(base != before.end());
    for (const Metric* metric : policy.metrics) {
      members.push_back(member_of(*base, strategy, *metric, policy));
      bases.push_back(&*base);
    }
  }
  std::vector<NoisyMetric> family;
  for (const Member& member : members) family.push_back(member.noisy);
  const std::vector<NoisyFinding> findings = judge_noisy(family, policy.alpha);
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < members.size(); ++i) {
    judgements.push_back(judgement_of(members[i], *bases[i], findings[i], policy.effect));
  }
  return judgements;
}

}  // namespace stampede
