// What a shell may complete, read off the declared commands, and the scripts that make shells do it.
#pragma once

#include <string>
#include <vector>

#include "harness/cli/option_parser.h"

namespace stampede {

// Where the values of an option or argument come from. The shells ask the program itself for what may change.
enum class ValueSource { kNone, kWords, kFiles, kScenarios, kStrategies, kSettings, kExplainable };

struct CompletionValue {
  ValueSource source = ValueSource::kNone;
  std::vector<std::string> words = {};  // of kWords
  std::string name = {};                // as the help calls the value
};

struct CompletionOption {
  std::vector<std::string> names;  // "--output", "-o"
  std::string help;
  bool takes_value = false;
  bool repeatable = false;
  CompletionValue value = {};
};

struct CompletionCommand {
  std::string name;  // empty: the program itself
  std::string summary;
  std::vector<CompletionOption> options;
  CompletionValue argument = {};  // what may follow besides options, any number of times
};

// The program first, then its commands in their order.
std::vector<CompletionCommand> completion_commands(const CLI::App& program);

// The scripts. `settings` are the paths that --set knows.
std::string bash_completion(const std::vector<CompletionCommand>& commands, const std::vector<std::string>& settings);
std::string zsh_completion(const std::vector<CompletionCommand>& commands, const std::vector<std::string>& settings);
std::string fish_completion(const std::vector<CompletionCommand>& commands, const std::vector<std::string>& settings);

// What `sed -n` makes names of, out of what `list scenarios`, `list strategies` and `explain` print.
inline constexpr const char* kScenarioNames = R"(s/ .*//; s/^scenarios\///; s/\.yaml$//; p)";
inline constexpr const char* kStrategyNames = R"sed(/^$/q; s/^\([^ ]\{1,\}\) .*/\1/p)sed";
inline constexpr const char* kExplainableNames = R"sed(s/^  \([^ ]\{1,\}\) .*/\1/p)sed";

// "a b c"
std::string in_one_line(const std::vector<std::string>& words);

}  // namespace stampede
