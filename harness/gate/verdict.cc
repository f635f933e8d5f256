#include "harness/gate/verdict.h"

#include <algorithm>
#include <array>
#include <utility>

namespace stampede {

namespace {

constexpr std::array<std::pair<GateVerdict, std::string_view>, 11> kNames = {{
    {GateVerdict::kInvalid, "INVALID"},
    {GateVerdict::kFail, "FAIL"},
    {GateVerdict::kMissing, "MISSING"},
    {GateVerdict::kNoBaseline, "NO_BASELINE"},
    {GateVerdict::kNew, "NEW"},
    {GateVerdict::kNoData, "NO_DATA"},
    {GateVerdict::kInconclusive, "INCONCLUSIVE"},
    {GateVerdict::kChanged, "CHANGED"},
    {GateVerdict::kImproved, "IMPROVED"},
    {GateVerdict::kWaived, "WAIVED"},
    {GateVerdict::kPass, "PASS"},
}};

constexpr auto kAll = [] {
  std::array<GateVerdict, kNames.size()> all = {};
  for (std::size_t i = 0; i < kNames.size(); ++i) all[i] = kNames[i].first;
  return all;
}();

}  // namespace

std::string_view gate_verdict_name(GateVerdict verdict) {
  return std::ranges::find(kNames, verdict, &decltype(kNames)::value_type::first)->second;
}

std::span<const GateVerdict> all_gate_verdicts() {
  return kAll;
}

}  // namespace stampede
