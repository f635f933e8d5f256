#include "harness/cli/completion.h"

namespace stampede {

namespace {

// A function that asks the program.
std::string zsh_function(const std::string& name, const char* pick, const std::string& words, const std::string& more) {
  return "_stampede_" + name + "() {\n  local -a names=(${(f)\"$($_stampede_program " + words +
         " 2>/dev/null | sed -n '" + pick + "')\"})\n  compadd -a names\n" + more + "}\n\n";
}

// For single quotes, and for the brackets and colons of _arguments and _describe.
std::string escaped(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') {
      safe += "'\\''";
    } else {
      if (c == '[' || c == ']' || c == ':') safe += '\\';
      safe += c;
    }
  }
  return safe;
}

std::string action(const CompletionValue& value) {
  switch (value.source) {
    case ValueSource::kWords:
      return "(" + in_one_line(value.words) + ")";
    case ValueSource::kFiles:
      return "_files";
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
  return " ";
}

std::string specification(const CompletionOption& option, const std::string& name) {
  std::string text = option.repeatable ? "*" : "";
  text += name + "[" + escaped(option.help) + "]";
  if (option.takes_value) text += ":" + escaped(option.value.name) + ":" + action(option.value);
  return "'" + text + "'";
}

std::string arguments_of(const CompletionCommand& command) {
  std::string text = "_arguments";
  for (const CompletionOption& option : command.options) {
    for (const std::string& name : option.names) text += " \\\n        " + specification(option, name);
  }
  if (command.argument.source != ValueSource::kNone) {
    text += " \\\n        '*:" + escaped(command.argument.name) + ":" + action(command.argument) + "'";
  }
  return text;
}

}  // namespace

std::string zsh_completion(const std::vector<CompletionCommand>& commands, const std::vector<std::string>& settings) {
  std::string script = "#compdef stampede\n# zsh completion for stampede, written by 'stampede completion zsh'\n\n";
  script += zsh_function("scenarios", kScenarioNames, "list scenarios", "  _files -g '*.yaml'\n");
  script += zsh_function("strategies", kStrategyNames, "list strategies", "");
  script += zsh_function("explainable", kExplainableNames, "explain", "");
  script += "_stampede_settings() {\n  compadd -S '=' -- " + in_one_line(settings) + "\n}\n\n";
  script += "_stampede() {\n  local _stampede_program=$words[1]\n  local -a commands=(\n";
  for (const CompletionCommand& command : commands) {
    if (!command.name.empty()) script += "    '" + command.name + ":" + escaped(command.summary) + "'\n";
  }
  script +=
      "  )\n  if ((CURRENT == 2)) && [[ $words[2] != -* ]]; then\n    _describe command commands\n    return\n  fi\n";
  script += "  shift words\n  ((CURRENT--))\n  case $words[1] in\n";
  std::string otherwise;
  for (const CompletionCommand& command : commands) {
    if (command.name.empty()) {
      otherwise =
          "    *)\n      ((CURRENT++))\n      words=(stampede $words)\n      " + arguments_of(command) + "\n      ;;\n";
    } else {
      script += "    " + command.name + ")\n      " + arguments_of(command) + "\n      ;;\n";
    }
  }
  return script + otherwise +
         "  esac\n}\n\n"
         "# Loaded by the completion system, or read with 'source'.\n"
         "if [[ $funcstack[1] == _stampede ]]; then\n  _stampede \"$@\"\nelse\n  compdef _stampede stampede\nfi\n";
}

}  // namespace stampede
