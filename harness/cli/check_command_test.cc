#include <gmock/gmock.h>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

class Check : public CommandTest {};

TEST_F(Check, SaysThatAScenarioIsRightAndRunsNothing) {
  const Outcome outcome = run({"check", "small.yaml", "canonical"});
  EXPECT_EQ(outcome.code, ExitCode::kOk);
  EXPECT_THAT(outcome.out, testing::MatchesRegex("small\\.yaml: ok, 2 strategies, digest [0-9a-f]{16}\n"
                                                 "canonical: ok, 7 strategies, digest [0-9a-f]{16}\n"));
  EXPECT_EQ(outcome.err, "");
}

TEST_F(Check, ReportsEveryMistakeOfEveryScenario) {
  write("bad.yaml",
        "name: bad\nduration: 10\nworkload: {arrivals: {poisson: {rate: 1/s}}, keys: {single: {}}}\n"
        "stor: {latency: 1ms}\nstore: {latency: 1ms}\nstrategies: [cache-asid]\n");
  const Outcome outcome = run({"check", "bad.yaml", "missing.yaml", "small.yaml"});
  EXPECT_EQ(outcome.code, ExitCode::kIo);
  EXPECT_THAT(outcome.out, ::testing::StartsWith("small.yaml: ok"));
  EXPECT_EQ(outcome.err,
            "bad.yaml:2:11: error: 'duration': a duration needs a unit, e.g. '10s'\n"
            "duration: 10\n"
            "          ^\n"
            "bad.yaml:4:1: error: unknown key 'stor'; did you mean 'store'?\n"
            "stor: {latency: 1ms}\n"
            "^\n"
            "bad.yaml:6:14: error: unknown strategy 'cache-asid' in 'strategies[0]'; did you mean 'cache-aside'?\n"
            "strategies: [cache-asid]\n"
            "             ^\n"
            "  nothing was run; scenarios/reference.yaml shows every key with its default\n"
            "missing.yaml: error: no such file\n"
            "  check the path and its permissions; 'stampede list scenarios' shows what is at hand\n"
            "exit code 6 (io)\n");
}

}  // namespace
}  // namespace stampede
