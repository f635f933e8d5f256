#include "harness/cli/verify_options.h"

#include <CLI/CLI.hpp>

#include "harness/cli/option_kinds.h"
#include "harness/cli/run_options.h"

namespace stampede {

void declare(CLI::App& app, VerifyOptions& options) {
  app.add_option("TABLE", options.tables, "YAML file of oracles (default: the one that comes with the program)")
      ->expected(0, -1);
  add_list_option(app, "--filter", "only cases whose name matches, e.g. 'xfetch.*'; may be repeated", "GLOB",
                  options.filters);
  app.add_flag("--quick", options.quick, "a tenth of the length where noise allows, with tolerances as much wider")
      ->disable_flag_override();
  app.add_option("--traces", options.traces,
                 "folder of the recorded traces that some cases need (default $STAMPEDE_TRACES)")
      ->type_name("DIR")
      ->envname("STAMPEDE_TRACES");
  app.add_option("--write", options.write, "write the table, its scenarios and traces there, and judge nothing")
      ->type_name("DIR");
  declare_jobs(app, options.jobs);
  add_choice_option(app, "--format", "what is printed (default table)", {"table", "markdown", "json"},
                    [&options](const std::string& value) { options.format = value; });
  app.add_flag("-q,--quiet", options.quiet, "print only the findings")->disable_flag_override();
}

}  // namespace stampede
