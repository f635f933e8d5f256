#include "harness/cli/python.h"

#include <optional>

#include "harness/base/quote.h"
#include "harness/cli/process.h"

namespace stampede {

namespace {

constexpr const char* kProbe =
    "import importlib.util, sys\n"
    "missing = [m for m in ('matplotlib', 'numpy', 'jinja2') if importlib.util.find_spec(m) is None]\n"
    "sys.exit('has no ' + ', '.join(missing) if missing else 0)\n";

std::string first_line(const std::string& text) {
  return without_control_characters(text.substr(0, text.find('\n')));
}

// An interpreter that is fit, or why it is not.
std::optional<std::string> unfitness_of(const std::string& python) {
  const ProcessEnd end = run_process({python, "-E", "-s", "-c", kProbe});
  if (end.problem.empty()) return std::nullopt;
  return python + " " + first_line(end.output.empty() ? end.problem : end.output);
}

}  // namespace

std::vector<std::string> usual_pythons() {
  return {"/usr/bin/python3", "python3"};
}

std::variant<std::string, NoPython> find_python(const std::vector<std::string>& candidates) {
  std::string reason;
  for (const std::string& python : candidates) {
    const auto unfit = unfitness_of(python);
    if (!unfit) return python;
    if (reason.empty()) reason = *unfit;
  }
  return NoPython{reason};
}

}  // namespace stampede
