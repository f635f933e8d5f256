// What the gate found as JUnit XML, which CI servers show: a test case for each judgement.
#pragma once

#include <string>

#include "harness/gate/judgement.h"

namespace stampede {

// A suite for each result, with the class name `stampede.SCENARIO.STRATEGY`, by which servers know a case again. FAIL,
// MISSING, NO_BASELINE and NEW are failures, NO_DATA and INVALID errors, INCONCLUSIVE and WAIVED skipped; what changed
// or improved says so in its output. Details are in the body, since some servers ignore attributes.
//
// There is no standard; this is the common subset of what servers read (testmoapp/junitxml).
std::string gate_junit(const GateReport& report);

}  // namespace stampede
