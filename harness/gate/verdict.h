// The words of the gate.
#pragma once

#include <span>
#include <string_view>

namespace stampede {

// What became of one thing that was looked at, from the most to the least urgent. Only kPass, kImproved and kWaived say
// that all is well; kChanged says that something is not as it was, without being worse.
enum class GateVerdict {
  kInvalid,       // the run itself is not valid: interrupted, or a part of one
  kFail,          // a check does not hold, or something got worse
  kMissing,       // the baseline has it, the result has not
  kNoBaseline,    // nothing to compare with, or what there is belongs to another scenario
  kNew,           // the result has it, the baseline has not
  kNoData,        // nothing was measured that the check is about, or too little
  kInconclusive,  // too much noise, or too few runs, to decide
  kChanged,       // another value, of which nobody says which is better
  kImproved,      // better than the baseline
  kWaived,        // would fail, but somebody vouches for it until a date
  kPass,
};

// "FAIL", "NO_DATA", ...
std::string_view gate_verdict_name(GateVerdict verdict);

// All of them, in that order.
std::span<const GateVerdict> all_gate_verdicts();

}  // namespace stampede
