#include "harness/gate/waivers.h"

#include <fmt/format.h>

#include "harness/gate/margin.h"
#include "harness/results/condition.h"

namespace stampede {

namespace {

bool covers(const Waiver& waiver, const Judgement& judgement) {
  if (!matches_glob(waiver.strategy, judgement.strategy)) return false;
  if (!judgement.by_baseline) return waiver.check == judgement.check || waiver.check == judgement.subject();
  const std::string name = judgement.check.substr(0, judgement.check.find_first_of(" @"));
  return matches_glob(waiver.check, judgement.metric == nullptr ? name : judgement.metric->name);
}

bool can_be_waived(GateVerdict verdict) {
  return verdict == GateVerdict::kFail || verdict == GateVerdict::kNoData || verdict == GateVerdict::kInconclusive;
}

// Whether the value is one that the waiver puts up with.
bool accepts(const Waiver& waiver, const Judgement& judgement) {
  if (!waiver.accept || judgement.metric == nullptr) return true;
  const Parsed<MetricValue> worst = parse_metric_value(*judgement.metric, *waiver.accept);
  const ChangeSide side = side_of(*judgement.metric, worst.value(), judgement.actual);
  return side == ChangeSide::kNone || side == ChangeSide::kBetter;
}

std::string joined(const std::string& reason, const std::string& more) {
  return reason.empty() ? more : reason + "; " + more;
}

}  // namespace

void Waivers::apply(std::vector<Judgement>& judgements) {
  for (Judgement& judgement : judgements) apply(judgement);
}

void Waivers::apply(Judgement& judgement) {
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    const Waiver& waiver = waivers_[i];
    if (!covers(waiver, judgement)) continue;
    seen_[i] = true;
    if (!can_be_waived(judgement.verdict)) return;
    needed_[i] = true;
    const std::string until = format_date(waiver.until);
    if (waiver.until < today_) {
      judgement.reason = joined(judgement.reason, fmt::format("its waiver ended on {}", until));
    } else if (!accepts(waiver, judgement)) {
      judgement.reason = joined(judgement.reason, fmt::format("worse than {}, which is waived", *waiver.accept));
    } else {
      judgement.verdict = GateVerdict::kWaived;
      judgement.reason = joined(judgement.reason, fmt::format("waived until {}: {}", until, waiver.reason));
    }
    return;
  }
}

std::vector<std::string> Waivers::not_needed() const {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < waivers_.size(); ++i) {
    if (seen_[i] && !needed_[i]) {
      lines.push_back(
          fmt::format("the waiver of '{}' is not needed any more: what it covers passes", waivers_[i].check));
    }
  }
  return lines;
}

}  // namespace stampede
