// What an A/B comparison found, as text and as JSON.
#pragma once

#include <string>

#include "harness/cli/ab_sample.h"
#include "harness/cli/exit_codes.h"

namespace stampede {

// kOk: every metric passes or is better. kGateFailed: one is worse, and fresh pairs agree. Else kInconclusive.
ExitCode code_of(const AbRecord& record);

// "FAIL: b is worse than a in wall_seconds, and fresh pairs agree"
std::string conclusion_of(const AbRecord& record);

// What was compared, what differs beside the builds, a row for each metric, the confirmation if there is one, and the
// conclusion on the last line.
std::string ab_text(const AbRecord& record);

// Schema "stampede.ab/1": the same with every run, in the order in which they were made.
std::string ab_json(const AbRecord& record);

}  // namespace stampede
