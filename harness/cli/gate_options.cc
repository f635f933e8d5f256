#include "harness/cli/gate_options.h"

#include <CLI/CLI.hpp>

#include "harness/base/quote.h"
#include "harness/base/units.h"
#include "harness/cli/option_kinds.h"

namespace stampede {

namespace {

constexpr Share kWorsenedBy = Share::percent(10);

std::string mistake_in_share(const std::string& text) {
  const Parsed<Share> share = parse_share(text);
  if (!share.ok()) return share.reason();
  if (share.value().ppb > 0 && share.value() <= Share::whole()) return "";
  return in_quotes(text) + " is not between 0% and 100%";
}

void add_self_test(CLI::App& app, GateOptions& options) {
  const auto take = [&options](const CLI::results_t& values) {
    const bool has_value = !values.empty() && !values.back().empty();
    const std::string reason = has_value ? mistake_in_share(values.back()) : "";
    if (!reason.empty()) throw CLI::ValidationError("--self-test", reason);
    options.self_test = has_value ? parse_share(values.back()).value() : kWorsenedBy;
    return true;
  };
  app.add_option("--self-test", take,
                 "judge nothing, but show what the gate would notice if values were worse by that share (default 10%)")
      ->type_name("[SHARE]")
      ->expected(0, 1);
}

void add_files(CLI::App& app, GateOptions& options) {
  const auto add = [&app](const char* name, std::string& file, const char* help) {
    app.add_option(name, file, help)->type_name("FILE");
  };
  add("--json", options.json, "write everything that was found, as --format json prints it");
  add("--junit", options.junit, "write JUnit XML, which CI servers show");
  add("--markdown", options.markdown, "write Markdown, for a pull request");
  add("--openmetrics", options.openmetrics, "write all exact metrics of the results, which GitLab compares");
}

}  // namespace

void declare(CLI::App& app, GateOptions& options) {
  app.add_option("RESULT", options.results, "result files of 'stampede run'");
  app.add_option("--policy", options.policy,
                 "further checks, how strictly baselines are compared, and waivers; see 'stampede explain gate'")
      ->type_name("FILE");
  app.add_option("--baseline", options.baseline,
                 "what 'stampede baseline' wrote, another result, or a folder with a NAME.json for each scenario")
      ->type_name("FILE|DIR");
  app.add_flag("--statistical", options.statistical,
               "compare with another result, repetition by repetition, and fail only on what is no luck")
      ->disable_flag_override();
  app.add_flag("--allow-new", options.allow_new, "what the baseline does not have does not fail")
      ->disable_flag_override();
  add_list_option(app, "--strategy", "judge only this strategy; repeatable", "NAME", options.strategies);
  add_choice_option(app, "--format", "what is printed (default table)", {"table", "json", "markdown"},
                    [&options](const std::string& value) { options.format = value; });
  add_files(app, options);
  app.add_flag("--github", options.github,
               "print annotations for GitHub Actions as well, and add Markdown to $GITHUB_STEP_SUMMARY")
      ->disable_flag_override();
  add_self_test(app, options);
  const auto mistake = [](const std::string& text) {
    const Parsed<Date> date = parse_date(text);
    return date.ok() ? "" : date.reason();
  };
  add_checked_option(app, "--today", "the day on which waivers are judged (default: today, UTC)", "DATE", mistake,
                     [&options](const std::string& text) { options.today = parse_date(text).value(); });
  app.add_flag("-q,--quiet", options.quiet, "print only what does not pass")->disable_flag_override();
}

}  // namespace stampede
