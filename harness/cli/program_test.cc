#include "harness/cli/program.h"

#include <gmock/gmock.h>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

class Program : public CommandTest {};

TEST_F(Program, TellsItsVersionAndItsHelp) {
  EXPECT_THAT(run({"--version"}).out, testing::MatchesRegex("stampede [0-9]+\\.[0-9]+\\.[0-9]+\n"));
  EXPECT_EQ(run({"--help"}).code, ExitCode::kOk);
  EXPECT_THAT(run({"--help"}).out, ::testing::HasSubstr("run every strategy of a scenario and compare them"));
  EXPECT_THAT(run({"run", "--help"}).out, ::testing::HasSubstr("--repetitions N"));
}

struct Mistake {
  std::vector<std::string> arguments;
  const char* text;
};

TEST_F(Program, AnswersMistakesWithWhatToDoNext) {
  const std::vector<Mistake> mistakes = {
      {{},
       "error: no command given\n"
       "  try 'stampede run', which compares the strategies on a canonical scenario; 'stampede --help' lists all\n"},
      {{"rum"}, "error: unknown command 'rum'; did you mean 'run'?\n  see 'stampede --help'\n"},
      {{"--jobs", "2", "run"}, "error: unknown option '--jobs'\n  see 'stampede --help'\n"},
      {{"run", "--strateg", "x"},
       "error: unknown option '--strateg' of 'run'; did you mean '--strategy'?\n  see 'stampede run --help'\n"},
      {{"run", "--sedd=1"},
       "error: unknown option '--sedd' of 'run'; did you mean '--seed'?\n  see 'stampede run --help'\n"},
      {{"run", "-z"}, "error: unknown option '-z' of 'run'\n  see 'stampede run --help'\n"},
      {{"run", "--seed"}, "error: --seed needs a value\n  see 'stampede run --help'\n"},
      {{"run", "--seed", "1", "--seed", "2"}, "error: --seed is given more than once\n  see 'stampede run --help'\n"},
      {{"run", "--seed", "one"}, "error: --seed: 'one' is not a count, e.g. '50k'\n  see 'stampede run --help'\n"},
      {{"run", "--jobs", "0"}, "error: --jobs: '0' is not between 1 and 1024\n  see 'stampede run --help'\n"},
      {{"run", "--repetitions", "1001"},
       "error: --repetitions: '1001' is not between 1 and 1k\n  see 'stampede run --help'\n"},
      {{"run", "--format", "jsn"},
       "error: --format: no choice 'jsn'; did you mean 'json'?\n  see 'stampede run --help'\n"},
      {{"run", "--progress", "verbose"},
       "error: --progress: no choice 'verbose'; one of auto, plain, none\n  see 'stampede run --help'\n"},
      {{"run", "canonicle"},
       "error: no scenario 'canonicle', neither a file nor a name in ./scenarios; did you mean 'canonical'?\n"
       "  'stampede list scenarios' shows those at hand\n"},
      {{"run", "--strategy", "xfech"},
       "error: no strategy 'xfech' in scenario 'canonical'; did you mean 'xfetch'?\n"
       "  it has no-cache, cache-aside, write-through, write-behind, refresh-ahead, xfetch, locked\n"},
      {{"run", "--set", "cache.tll=3s"},
       "--set 'cache.tll=3s': error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n"
       "  nothing was run; scenarios/reference.yaml shows every key with its default\n"},
      {{"check"}, "error: no scenario given\n  name one: 'stampede check SCENARIO...'\n"},
      {{"list", "metricks"},
       "error: nothing to list by the name 'metricks'; did you mean 'metrics'?\n  see 'stampede list --help'\n"},
      {{"list", "metrics", "twice"}, "error: unexpected argument 'twice' of 'list'\n  see 'stampede list --help'\n"},
  };
  for (const Mistake& mistake : mistakes) {
    const Outcome outcome = run(mistake.arguments);
    EXPECT_EQ(outcome.code, ExitCode::kUsage) << mistake.text;
    EXPECT_EQ(outcome.out, "") << mistake.text;
    EXPECT_EQ(outcome.err, mistake.text + std::string("exit code 2 (usage)\n"));
  }
}

TEST_F(Program, FailsWhenNobodyCanReadItsResults) {
  std::ostringstream broken;
  broken.setstate(std::ios::badbit);
  std::ostringstream err;
  Console console{.out = broken, .err = err};
  const Builtins builtins{.strategies = builtin_strategies(), .evictions = builtin_evictions()};
  EXPECT_EQ(run_program({"list"}, builtins, console), ExitCode::kIo);
  EXPECT_EQ(err.str(),
            "error: cannot write to the standard output\n"
            "  see that whatever reads it stays open and has room\n"
            "exit code 6 (io)\n");
}

TEST(ExitCodes, TheWorstIsTheOneToLookAtFirst) {
  EXPECT_EQ(worse_of(ExitCode::kOk, ExitCode::kGateFailed), ExitCode::kGateFailed);
  EXPECT_EQ(worse_of(ExitCode::kIo, ExitCode::kUsage), ExitCode::kIo);
  EXPECT_EQ(worse_of(ExitCode::kInternalError, ExitCode::kInterrupted), ExitCode::kInternalError);
  EXPECT_EQ(worse_of(ExitCode::kInconclusive, ExitCode::kInconclusive), ExitCode::kInconclusive);
}

}  // namespace
}  // namespace stampede
