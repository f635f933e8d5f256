#include "harness/cli/ab_options.h"

#include <CLI/CLI.hpp>

#include "harness/base/quote.h"
#include "harness/base/units.h"
#include "harness/cli/option_kinds.h"

namespace stampede {

namespace {

constexpr std::int64_t kMostPairs = 1000;
constexpr std::int64_t kLargestSeed = 1'000'000'000'000;

std::string not_a_level(const std::string& value) {
  const Parsed<Share> share = parse_share(value);
  if (!share.ok()) return share.reason();
  const bool level = share.value() > Share{} && share.value() < Share::whole();
  return level ? "" : in_quotes(value) + " is not between 0% and 100%";
}

std::string not_a_share(const std::string& value) {
  const Parsed<Share> share = parse_share(value);
  return share.ok() ? "" : share.reason();
}

}  // namespace

void declare(CLI::App& app, AbOptions& options) {
  app.add_option(
         "--a", options.a,
         "the command of the build to compare with, e.g. 'old/stampede run'; {seed} and {result} in it stand for "
         "both, else they are appended as options")
      ->type_name("COMMAND");
  app.add_option("--b", options.b, "likewise, of the build that is judged")->type_name("COMMAND");
  add_count_option(app, "--pairs", "how many runs of each (default 15)", 1, kMostPairs,
                   [&options](const std::string& value) { options.pairs = parse_count(value).value(); });
  add_list_option(app, "--metric",
                  "wall_seconds, cpu_seconds, or one of 'stampede list metrics', of each strategy; repeatable "
                  "(default wall_seconds)",
                  "NAME", options.metrics);
  add_checked_option(app, "--alpha", "how often equal builds may fail (default 5%)", "SHARE", not_a_level,
                     [&options](const std::string& value) { options.alpha = parse_share(value).value(); });
  add_checked_option(app, "--effect", "changes up to here do not matter (default 5%)", "SHARE", not_a_share,
                     [&options](const std::string& value) { options.effect = parse_share(value).value(); });
  add_count_option(app, "--seed", "of the warm-up; each pair has the next (default 1)", 0, kLargestSeed,
                   [&options](const std::string& value) { options.seed = parse_count(value).value(); });
  add_choice_option(app, "--format", "what is printed (default table); json: every run", {"table", "json"},
                    [&options](const std::string& value) { options.json = value == "json"; });
  app.add_option("-o,--output", options.output, "file for the JSON of every run")->type_name("FILE");
  app.add_flag("-q,--quiet", options.quiet, "no progress")->disable_flag_override();
}

}  // namespace stampede
