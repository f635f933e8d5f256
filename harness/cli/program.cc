#include "harness/cli/program.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <exception>
#include <map>
#include <new>
#include <sstream>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/cli/plugins.h"

namespace stampede {

namespace {

constexpr const char* kDescription =
    "Runs every caching strategy of a scenario against the same traffic and compares them.";

constexpr const char* kExitCodes =
    "Exit codes: 0 ok, 1 a check failed, 2 usage or scenario error, 3 inconclusive, 4 no baseline, 5 invalid run,\n"
    "6 file cannot be read or written, 70 bug in the tool, 130 or 143 interrupted (what was measured is kept)";

const std::vector<Command>& commands() {
  static const std::vector<Command> table = {
      run_command(),    check_command(),   list_command(),  explain_command(),   schema_command(), search_command(),
      verify_command(), compare_command(), gate_command(),  baseline_command(),  merge_command(),  ab_command(),
      report_command(), export_command(),  trace_command(), completion_command()};
  return table;
}

std::string help_of(const CLI::App& app) {
  return app.get_parent() == nullptr ? "stampede --help" : "stampede " + app.get_name() + " --help";
}

std::vector<std::string> long_options(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// What was left over after parsing: an option or a command nobody knows.
std::string unexpected(const CLI::App& app, const std::string& argument) {
  const std::string owner = app.get_parent() == nullptr ? "" : " of '" + app.get_name() + "'";
  if (argument.starts_with('-') && argument.size() > 1) {
    const std::string name = argument.substr(0, argument.find('='));
    return "unknown option " + in_quotes(name) + owner +
           (name.starts_with("--") ? did_you_mean(name, long_options(app)) : "");
  }
  if (app.get_parent() != nullptr) return "unexpected argument " + in_quotes(argument) + owner;
  std::vector<std::string> names;
  std::ranges::transform(commands(), std::back_inserter(names), &Command::name);
  return "unknown command " + in_quotes(argument) + did_you_mean(argument, names);
}

// The parser's own words say how many values it wanted; people want to hear what to change.
std::string reworded(const CLI::ParseError& error) {
  const std::string message = without_control_characters(error.what());
  const std::string option = message.substr(0, message.find(':'));
  if (message.starts_with(option + ": 1 required")) return option + " needs a value";
  if (message.starts_with(option + ": At Most 1")) return option + " is given more than once";
  return message;
}

class Program {
 public:
  Program(const Builtins& builtins, Console& console) : tool_{builtins, console}, app_(kDescription, "stampede") {
    app_.set_version_flag("--version", "stampede " STAMPEDE_VERSION, "print the version and exit");
    app_.footer(kExitCodes);
    app_.require_subcommand(0, 1);  // what follows a command is never another one: 'explain gate' explains
    prepare(app_);
    for (const Command& command : commands()) {
      CLI::App* options = app_.add_subcommand(command.name, command.summary);
      prepare(*options);
      actions_[options] = command.declare(*options);
      if (command.takes_plugins) add_plugins(*options);
    }
  }

  ExitCode run(std::vector<std::string> arguments) {
    std::ranges::reverse(arguments);  // as CLI11 wants it
    try {
      app_.parse(std::move(arguments));
    } catch (const CLI::Success& request) {  // --help, --version
      app_.exit(request, tool_.console.out, tool_.console.err);
      return ExitCode::kOk;
    } catch (const CLI::ParseError& error) {
      return fail(tool_.console, ExitCode::kUsage, reworded(error), "see '" + help_of(chosen()) + "'");
    }
    for (const CLI::App* app : {static_cast<const CLI::App*>(&app_), &chosen()}) {
      const std::vector<std::string> rest = app->remaining();
      if (rest.empty()) continue;
      return fail(tool_.console, ExitCode::kUsage, unexpected(*app, rest.front()), "see '" + help_of(*app) + "'");
    }
    const auto action = actions_.find(&chosen());
    if (action != actions_.end()) return carry_out(action->second);
    return fail(
        tool_.console, ExitCode::kUsage, "no command given",
        "try 'stampede run', which compares the strategies on a canonical scenario; 'stampede --help' lists all");
  }

 private:
  void add_plugins(CLI::App& app) {
    app.add_option("--plugin", plugins_, "a shared object with further strategies or eviction policies; repeatable")
        ->type_name("LIB")
        ->expected(1)
        ->allow_extra_args(false)
        ->take_all();
  }

  ExitCode carry_out(const Action& action) {
    if (plugins_.empty()) return action(tool_);
    const Builtins& builtins = tool_.builtins;
    const auto loaded = with_plugins({builtins.strategies, builtins.evictions}, plugins_);
    if (const auto* problem = std::get_if<PluginProblem>(&loaded)) {
      return fail(tool_.console, ExitCode::kUsage, problem->message, problem->advice);
    }
    const Tables& tables = std::get<Tables>(loaded);
    Tool extended{{tables.strategies, tables.evictions}, tool_.console};
    return action(extended);
  }

  static void prepare(CLI::App& app) {
    app.allow_extras();  // reported with the nearest match
    app.set_help_flag("-h,--help", "print this help and exit");
    app.get_formatter()->column_width(34);
  }

  const CLI::App& chosen() const {
    const std::vector<CLI::App*> given = app_.get_subcommands();
    return given.empty() ? app_ : *given.front();
  }

  Tool tool_;
  CLI::App app_;
  std::map<const CLI::App*, Action> actions_;
  std::vector<std::string> plugins_;  // of the command that was chosen
};

ExitCode run_guarded(std::vector<std::string> arguments, const Builtins& builtins, Console& console) {
  try {
    const ExitCode code = Program(builtins, console).run(std::move(arguments));
    if (console.out.flush()) return code;
    return worse_of(code, fail(console, ExitCode::kIo, "cannot write to the standard output",
                               "see that whatever reads it stays open and has room"));
  } catch (const std::bad_alloc&) {
    return fail(console, ExitCode::kInvalidRun, "not enough memory",
                "use fewer keys ('workload.keys'), a shorter 'duration' or fewer --jobs");
  } catch (const std::exception& error) {
    return fail(console, ExitCode::kInternalError, std::string("internal error: ") + error.what(),
                "this is a bug in stampede: please report it with the scenario and the seed");
  }
}

}  // namespace

ExitCode run_program(std::vector<std::string> arguments, const Builtins& builtins, Console& console) {
  const ExitCode code = run_guarded(std::move(arguments), builtins, console);
  if (code != ExitCode::kOk) {
    console.err << "exit code " << static_cast<int>(code) << " (" << exit_code_name(code) << ")\n";
  }
  return code;
}

}  // namespace stampede
