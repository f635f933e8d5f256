#include "harness/cli/completion.h"

namespace stampede {

namespace {

constexpr const char* kFishHelpers = R"sh(# fish completion for stampede, written by 'stampede completion fish'

# Names out of what a command of the program prints: PICK WORD...
function __stampede_ask
    set -l program (commandline -opc)[1]
    $program $argv[2..-1] 2>/dev/null | sed -n $argv[1]
end

)sh";

// A function that asks the program.
std::string fish_function(const std::string& name, const char* pick, const std::string& words,
                          const std::string& more) {
  return "function __stampede_" + name + "\n    __stampede_ask '" + pick + "' " + words + "\n" + more + "end\n\n";
}

std::string quoted_text(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') safe += '\\';
    safe += c;
  }
  return safe + "'";
}

// The options of `complete` that say where values come from; values are wanted.
std::string source_of(const CompletionValue& value) {
  switch (value.source) {
    case ValueSource::kWords:
      return " -a " + quoted_text(in_one_line(value.words));
    case ValueSource::kFiles:
      return " -F";
    case ValueSource::kScenarios:
      return " -a '(__stampede_scenarios)'";
    case ValueSource::kStrategies:
      return " -a '(__stampede_strategies)'";
    case ValueSource::kSettings:
      return " -a '(__stampede_settings)'";
    case ValueSource::kExplainable:
      return " -a '(__stampede_explainable)'";
    case ValueSource::kNone:
      break;
  }
  return "";
}

std::string option_line(const std::string& start, const CompletionOption& option) {
  std::string line = start;
  for (const std::string& name : option.names) {
    line.append(name.starts_with("--") ? " -l " : " -s ").append(name.substr(name.find_first_not_of('-')));
  }
  if (option.takes_value)
    line += (option.value.source == ValueSource::kFiles ? " -r" : " -x") + source_of(option.value);
  return line + " -d " + quoted_text(option.help) + "\n";
}

}  // namespace

std::string fish_completion(const std::vector<CompletionCommand>& commands, const std::vector<std::string>& settings) {
  std::string script = kFishHelpers;
  script += fish_function("scenarios", kScenarioNames, "list scenarios", "    __fish_complete_suffix .yaml\n");
  script += fish_function("strategies", kStrategyNames, "list strategies", "");
  script += fish_function("explainable", kExplainableNames, "explain", "");
  script += "function __stampede_settings\n    printf '%s=\\n' " + in_one_line(settings) + "\nend\n\n";
  script += "complete -c stampede -f\n";
  for (const CompletionCommand& command : commands) {
    const std::string start =
        "complete -c stampede -n " +
        (command.name.empty() ? "__fish_use_subcommand" : quoted_text("__fish_seen_subcommand_from " + command.name));
    if (!command.name.empty()) {
      script += "\ncomplete -c stampede -n __fish_use_subcommand -a " + command.name + " -d " +
                quoted_text(command.summary) + "\n";
    }
    for (const CompletionOption& option : command.options) script += option_line(start, option);
    if (command.argument.source != ValueSource::kNone) script += start + source_of(command.argument) + "\n";
  }
  return script;
}

}  // namespace stampede
