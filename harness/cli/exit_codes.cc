#include "harness/cli/exit_codes.h"

#include <algorithm>
#include <array>

namespace stampede {

namespace {

struct Row {
  ExitCode code;
  std::string_view name;
};

// The worst first.
constexpr std::array<Row, 10> kRows = {{
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

const Row& row_of(ExitCode code) {
  return *std::ranges::find(kRows, code, &Row::code);
}

}  // namespace

std::string_view exit_code_name(ExitCode code) {
  return row_of(code).name;
}

ExitCode worse_of(ExitCode a, ExitCode b) {
  return &row_of(a) < &row_of(b) ? a : b;
}

}  // namespace stampede
