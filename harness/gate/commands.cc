#include "harness/gate/commands.h"

#include "harness/base/shell_word.h"

namespace stampede {

std::string run_command_line(const Result& result, const std::vector<std::string>& strategies) {
  const RunEnvironment& where = result.environment;
  const std::string scenario = where.scenario_file.empty() ? result.scenario_name : where.scenario_file;
  std::string line = "stampede run " + shell_word(scenario);
  for (const std::string& setting : where.settings) line += " --set " + shell_word(setting);
  for (const std::string& strategy : strategies) line += " --strategy " + shell_word(strategy);
  return line;
}

std::string accept_command_line(const std::string& result_file, const std::string& baseline_file) {
  return "stampede baseline " + shell_word(result_file) + " -o " + shell_word(baseline_file) + " --reason '...'";
}

}  // namespace stampede
