#include "harness/cli/completion.h"

namespace stampede {

namespace {

constexpr const char* kBashHelpers = R"sh(# bash completion for stampede, written by 'stampede completion bash'

_stampede_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$word")
}

# Names out of what a command of the program prints: PICK WORD...
_stampede_ask() {
  _stampede_words "$("${COMP_WORDS[0]}" "${@:2}" 2>/dev/null | sed -n "$1")"
}

_stampede_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -- "$word")
}

_stampede_scenarios() {
  _stampede_scenario_names
  local names=("${COMPREPLY[@]}")
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -f -X '!*.yaml' -- "$word"; compgen -d -- "$word")
  COMPREPLY=("${names[@]}" "${COMPREPLY[@]}")
}
)sh";

constexpr const char* kMain = R"sh(
_stampede() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
  COMPREPLY=()
  # bash may break words at '=': --format=json is three of them.
  if [[ $word == "=" ]]; then
    word=
  elif [[ $before == "=" ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD == 1)); then
    command=
  fi
)sh";

// A function that asks the program.
std::string bash_function(const std::string& name, const char* pick, const std::string& words) {
  return "\n_stampede_" + name + "() {\n  _stampede_ask '" + pick + "' " + words + "\n}\n";
}

std::string call(const CompletionValue& value) {
  switch (value.source) {
    case ValueSource::kWords:
      return "_stampede_words '" + in_one_line(value.words) + "'";
    case ValueSource::kFiles:
      return "_stampede_files";
    case ValueSource::kScenarios:
      return "_stampede_scenarios";
    case ValueSource::kStrategies:
      return "_stampede_strategies";
    case ValueSource::kSettings:
      return "_stampede_settings";
    case ValueSource::kExplainable:
      return "_stampede_explainable";
    case ValueSource::kNone:
      break;
  }
  return ":";
}

std::string words_of(const std::vector<CompletionCommand>& commands, const CompletionCommand& command) {
  std::string words;
  for (const CompletionOption& option : command.options) words += in_one_line(option.names) + " ";
  if (!command.name.empty()) return words;
  for (const CompletionCommand& each : commands) words += each.name.empty() ? "" : each.name + " ";
  return words;
}

std::string values_after_options(const CompletionCommand& command) {
  std::string cases;
  for (const CompletionOption& option : command.options) {
    if (!option.takes_value) continue;
    std::string names;
    for (const std::string& name : option.names) names.append(names.empty() ? "" : " | ").append(name);
    cases += "        " + names + ") " + call(option.value) + "; return ;;\n";
  }
  return cases.empty() ? "" : "      case $before in\n" + cases + "      esac\n";
}

}  // namespace

std::string bash_completion(const std::vector<CompletionCommand>& commands, const std::vector<std::string>& settings) {
  std::string script = kBashHelpers;
  script += bash_function("scenario_names", kScenarioNames, "list scenarios");
  script += bash_function("strategies", kStrategyNames, "list strategies");
  script += bash_function("explainable", kExplainableNames, "explain");
  script += "\n_stampede_settings() {\n  compopt -o nospace 2>/dev/null\n  _stampede_words '";
  for (const std::string& setting : settings) script += setting + "= ";
  script += "'\n}\n";
  script += kMain;
  script += "  case $command in\n";
  for (const CompletionCommand& command : commands) {
    script += "    '" + command.name + "')\n" + values_after_options(command);
    script += "      if [[ $word == -* || -z $command ]]; then\n        _stampede_words '" +
              words_of(commands, command) + "'\n      elif [[ $before != *.* ]]; then\n        " +
              call(command.argument) + "\n      fi\n      ;;\n";
  }
  return script + "  esac\n}\n\ncomplete -F _stampede stampede\n";
}

}  // namespace stampede
