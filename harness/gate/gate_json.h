// What the gate found, as data: schema "stampede.gate/1".
//
//   schema, tool {name, version}
//   verdict                  the most urgent verdict that matters
//   counts {VERDICT: COUNT}  every verdict
//   results [{file, scenario, run, baseline, notes, reproduce, accept,
//             judgements [{verdict, strategy, check, metric, unit, actual, limit, margin, reason, file, line,
//                          reproduce}]}]
//
// Values are numbers in the unit of the metric, or null. `strategy`, `metric`, `unit`, `file`, `line`, `baseline`,
// `reproduce` (the command that measures again) and `accept` (the one that makes the result the baseline) are null
// where there is none.
#pragma once

#include <string>

#include "harness/gate/judgement.h"

namespace stampede {

// Ends in a newline.
std::string gate_json(const GateReport& report);

// Its JSON Schema (draft-07).
std::string gate_schema();

}  // namespace stampede
