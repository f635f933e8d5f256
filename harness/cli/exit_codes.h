// Why the program ended, for scripts. Every exit code is here.
#pragma once

#include <string_view>

#include "harness/base/check.h"

namespace stampede {

enum class ExitCode : int {
  kOk = 0,
  kGateFailed = 1,    // a condition on the result does not hold
  kUsage = 2,         // wrong command line or scenario
  kInconclusive = 3,  // too much noise or too few samples to decide
  kNoBaseline = 4,    // nothing to compare with
  kInvalidRun = 5,    // the measurement itself is not valid, e.g. nothing was measured
  kIo = 6,            // a file cannot be read or written
  kInternalError = kExitInternalError,
  kInterrupted = 130,  // by SIGINT: what was measured is kept
  kTerminated = 143,   // by SIGTERM: likewise
};

// "ok", "usage", ...: printed beside the number.
std::string_view exit_code_name(ExitCode code);

// The one to end with when several things went wrong: the one that must be looked at first.
ExitCode worse_of(ExitCode a, ExitCode b);

}  // namespace stampede
