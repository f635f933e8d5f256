#include "harness/cli/search_options.h"

#include <CLI/CLI.hpp>

#include "harness/base/units.h"
#include "harness/cli/option_kinds.h"

namespace stampede {

void declare(CLI::App& app, SearchOptions& options) {
  app.add_option("SCENARIO", options.scenario,
                 "path of a YAML file, or a name in ./scenarios; else the canonical scenario");
  app.add_option("--path", options.path, "the number to vary, written as for --set")->type_name("PATH");
  app.add_option("--while", options.condition,
                 "METRIC[@PHASE] OP VALUE, e.g. 'read.latency.p99 <= 100ms'; several joined by 'and'")
      ->type_name("CONDITION");
  app.add_option("--from", options.from, "where to start (default: the scenario's own value)")->type_name("VALUE");
  app.add_option("--to", options.to, "never go beyond this (default: the setting's bound)")->type_name("VALUE");
  app.add_flag("--lowest", options.lowest, "find the lowest value at which the condition holds, not the highest")
      ->disable_flag_override();
  const auto not_a_share = [](const std::string& value) -> std::string {
    const Parsed<Share> share = parse_share(value);
    return share.ok() ? "" : share.reason();
  };
  add_checked_option(app, "--tolerance", "how far the answer may be from the boundary (default 1%); 0%: exact", "SHARE",
                     not_a_share,
                     [&options](const std::string& value) { options.tolerance = parse_share(value).value(); });
  declare_world(app, options.strategies, options.settings);
  declare_jobs(app, options.jobs);
  add_choice_option(app, "--format", "what is printed in the end (default table); json: every run", {"table", "json"},
                    [&options](const std::string& value) { options.json = value == "json"; });
  declare_progress(app, options.progress, options.quiet);
}

}  // namespace stampede
