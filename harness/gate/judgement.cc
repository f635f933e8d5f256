#include "harness/gate/judgement.h"

#include <algorithm>

#include "harness/results/metric_text.h"

namespace stampede {

namespace {

std::string text_of(const Judgement& judgement, const MetricValue& value) {
  return judgement.metric == nullptr ? "-" : metric_text(judgement.metric->unit, value);
}

}  // namespace

std::size_t GateReport::count(GateVerdict verdict) const {
  std::size_t count = 0;
  for (const GatedResult& result : results) {
    count += static_cast<std::size_t>(std::ranges::count(result.judgements, verdict, &Judgement::verdict));
  }
  return count;
}

std::size_t GateReport::judgements() const {
  std::size_t count = 0;
  for (const GatedResult& result : results) count += result.judgements.size();
  return count;
}

GateVerdict GateReport::worst() const {
  for (const GateVerdict verdict : all_gate_verdicts()) {
    if (fails(verdict) && count(verdict) > 0) return verdict;
  }
  return GateVerdict::kPass;
}

std::string verdict_counts(const GateReport& report) {
  std::string text;
  for (const GateVerdict verdict : all_gate_verdicts()) {
    const std::size_t count = report.count(verdict);
    if (count == 0) continue;
    text += text.empty() ? "" : ", ";
    text.append(std::to_string(count)).append(" ").append(gate_verdict_name(verdict));
  }
  return text.empty() ? "nothing was judged" : text;
}

std::string actual_text(const Judgement& judgement) {
  return text_of(judgement, judgement.actual);
}

std::string limit_text(const Judgement& judgement) {
  return text_of(judgement, judgement.limit);
}

}  // namespace stampede
