// completion SHELL: a script that lets a shell complete commands, options and names.
#include <CLI/CLI.hpp>
#include <array>
#include <memory>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/command.h"
#include "harness/cli/completion.h"
#include "harness/engine/catalogue.h"
#include "harness/scenario/grammar_path.h"

namespace stampede {

namespace {

constexpr const char* kInstall =
    "To install, for one shell or for all to come:\n"
    "  bash   source <(stampede completion bash)\n"
    "         stampede completion bash > ~/.local/share/bash-completion/completions/stampede\n"
    "  zsh    source <(stampede completion zsh), after compinit\n"
    "         stampede completion zsh > \"${fpath[1]}/_stampede\"\n"
    "  fish   stampede completion fish | source\n"
    "         stampede completion fish > ~/.config/fish/completions/stampede.fish";

struct Shell {
  const char* name;
  std::string (*script)(const std::vector<CompletionCommand>&, const std::vector<std::string>&);
};

constexpr std::array<Shell, 3> kShells = {
    {{"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}}};

// What --set can change without knowing the entries of a list.
std::vector<std::string> settings_of(const Builtins& builtins) {
  const GrammarNode grammar = scenario_grammar(catalogue_of(builtins.strategies, builtins.evictions));
  std::vector<std::string> settings;
  for (const GrammarPath& path : grammar_paths(grammar)) {
    if (!path.is_inside_list() && path.is_available()) settings.push_back(path.text);
  }
  return settings;
}

ExitCode complete(Tool& tool, const CLI::App& program, const std::string& wanted) {
  std::vector<std::string> names;
  for (const Shell& shell : kShells) {
    names.push_back(shell.name);
    if (wanted != shell.name) continue;
    tool.console.out << shell.script(completion_commands(program), settings_of(tool.builtins));
    return ExitCode::kOk;
  }
  const std::string problem =
      wanted.empty() ? "no shell given" : "no completion for " + in_quotes(wanted) + did_you_mean(wanted, names);
  return fail(tool.console, ExitCode::kUsage, problem, "name bash, zsh or fish; see 'stampede completion --help'");
}

}  // namespace

Command completion_command() {
  return {"completion", "print a script that lets a shell complete stampede's commands",
          [](CLI::App& options) -> Action {
            auto shell = std::make_shared<std::string>();
            options.add_option("SHELL", *shell, "the shell")->type_name("bash|zsh|fish");
            options.footer(kInstall);
            const CLI::App* program = options.get_parent();
            return [shell, program](Tool& tool) { return complete(tool, *program, *shell); };
          }};
}

}  // namespace stampede
