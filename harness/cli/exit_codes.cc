#include "harness/cli/exit_codes.h"

#include <algorithm>
#include <array>

namespace stampede {

namespace {

struct ExitCodeRow {
  ExitCode code;
  std::string_view name;
};

// The worst first.
constexpr std::array<ExitCodeRow, 10> kRows = {{
    {ExitCode::kInternalError, "internal error"},
    {ExitCode::kTerminated, "terminated"},
    {ExitCode::kInterrupted, "interrupted"},
    {ExitCode::kIo, "io"},
    {ExitCode::kUsage, "usage"},
    {ExitCode::kInvalidRun, "invalid run"},
    {ExitCode::kNoBaseline, "no baseline"},
    {ExitCode::kGateFailed, "gate failed"},
    {ExitCode::kInconclusive, "inconclusive"},
    {ExitCode::kOk, "ok"},
}};

const ExitCodeRow& exit_code_row(ExitCode code) {
  return *std::ranges::find(kRows, code, &ExitCodeRow::code);
}

}  // namespace

std::string_view exit_code_name(ExitCode code) {
  return exit_code_row(code).name;
}

ExitCode worse_of(ExitCode a, ExitCode b) {
  return &exit_code_row(a) < &exit_code_row(b) ? a : b;
}

}  // namespace stampede
