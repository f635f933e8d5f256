#include "harness/cli/completion.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace stampede {

namespace {

// Names of values in the help, and where such values come from.
constexpr std::array<std::pair<std::string_view, ValueSource>, 10> kValueSources = {
    {{"SCENARIO", ValueSource::kScenarios},
     {"STRATEGY", ValueSource::kStrategies},
     {"PATH=VALUE", ValueSource::kSettings},
     {"KEY|METRIC|STRATEGY", ValueSource::kExplainable},
     {"PATH", ValueSource::kExplainable},
     {"CONDITION", ValueSource::kExplainable},
     {"FILE", ValueSource::kFiles},
     {"DIR", ValueSource::kFiles},
     {"FILE|DIR", ValueSource::kFiles},
     {"LIB", ValueSource::kFiles}}};

// "table|json" -> "table", "json"
std::vector<std::string> choices(const std::string& type) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= type.size();) {
    const std::size_t end = std::min(type.find('|', at), type.size());
    words.push_back(type.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

CompletionValue value_to_complete(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  const std::string name = type == "TEXT" ? option.get_name() : type;
  const auto known = std::ranges::find(kValueSources, name, [](const auto& source) { return source.first; });
  if (known != kValueSources.end()) return {known->second, {}, name};
  const bool is_choice = std::ranges::all_of(name, [](unsigned char c) { return std::islower(c) != 0 || c == '|'; });
  if (is_choice && !name.empty()) return {ValueSource::kWords, choices(name), "value"};
  return {option.get_positional() ? ValueSource::kFiles : ValueSource::kNone, {}, name};
}

CompletionOption option_of(const CLI::Option& option) {
  CompletionOption made{.names = {}, .help = option.get_description()};
  for (const std::string& name : option.get_lnames()) made.names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) made.names.push_back("-" + name);
  made.takes_value = option.get_expected_max() > 0 && option.get_type_size_max() > 0;
  made.repeatable = option.get_multi_option_policy() == CLI::MultiOptionPolicy::TakeAll;
  if (made.takes_value) made.value = value_to_complete(option);
  return made;
}

CompletionCommand command_of(const CLI::App& app) {
  CompletionCommand command{
      .name = app.get_parent() == nullptr ? "" : app.get_name(), .summary = app.get_description(), .options = {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_positional()) {
      command.argument = value_to_complete(*option);
    } else {
      command.options.push_back(option_of(*option));
    }
  }
  return command;
}

}  // namespace

std::vector<CompletionCommand> completion_commands(const CLI::App& program) {
  std::vector<CompletionCommand> commands = {command_of(program)};
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; })) {
    commands.push_back(command_of(*command));
  }
  return commands;
}

std::string in_one_line(const std::vector<std::string>& words) {
  std::string line;
  for (const std::string& word : words) line += (line.empty() ? "" : " ") + word;
  return line;
}

}  // namespace stampede
