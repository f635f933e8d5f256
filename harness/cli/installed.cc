#include "harness/cli/installed.h"

#include <system_error>

namespace stampede {

namespace {

namespace fs = std::filesystem;

fs::path from_program(const char* relative) {
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  return error ? fs::path() : (program.parent_path() / relative).lexically_normal();
}

}  // namespace

fs::path installed_scenarios() {
  return from_program(STAMPEDE_INSTALLED_SCENARIOS);
}

fs::path report_generator() {
  constexpr const char* kName = "make_report.py";
  std::error_code ignored;
  const fs::path installed = from_program(STAMPEDE_INSTALLED_REPORTS) / kName;
  return fs::exists(installed, ignored) ? installed : fs::path(STAMPEDE_SOURCE_REPORTS) / kName;
}

}  // namespace stampede
