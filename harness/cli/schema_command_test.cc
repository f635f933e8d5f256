#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "harness/cli/testing.h"

namespace stampede {
namespace {

class Schema : public CommandTest {};

TEST_F(Schema, OfScenariosIsPrintedUnlessAnotherIsNamed) {
  const Outcome named = run({"schema", "scenario"});
  EXPECT_EQ(named.code, ExitCode::kOk);
  EXPECT_EQ(named.out, run({"schema"}).out);
  EXPECT_EQ(nlohmann::json::parse(named.out)["title"], "Scenario of Stampede");
}

TEST_F(Schema, KnowsTheBuiltInStrategies) {
  const nlohmann::json schema = nlohmann::json::parse(run({"schema"}).out);
  const nlohmann::json& locked = schema["definitions"]["strategies.locked"];
  EXPECT_EQ(locked["description"], "one load of a key at a time; the others wait for it");
  EXPECT_EQ(locked["properties"]["wait"]["default"], "none");
}

TEST_F(Schema, OfResultsIsTheOneInReports) {
  EXPECT_TRUE(read(STAMPEDE_SOURCE_DIR "/reports/result.schema.json") == run({"schema", "result"}).out)
      << "the result has changed: write it anew with 'stampede schema result > reports/result.schema.json'";
}

TEST_F(Schema, OfPoliciesAndVerdictsAreThoseInReports) {
  EXPECT_TRUE(read(STAMPEDE_SOURCE_DIR "/reports/policy.schema.json") == run({"schema", "policy"}).out)
      << "policies have changed: write it anew with 'stampede schema policy > reports/policy.schema.json'";
  EXPECT_TRUE(read(STAMPEDE_SOURCE_DIR "/reports/verdicts.schema.json") == run({"schema", "verdicts"}).out)
      << "verdicts have changed: write it anew with 'stampede schema verdicts > reports/verdicts.schema.json'";
}

TEST_F(Schema, OfResultsSaysWhatTheMetricsMean) {
  const nlohmann::json schema = nlohmann::json::parse(run({"schema", "result"}).out);
  EXPECT_EQ(schema["title"], "Result of Stampede");
  EXPECT_EQ(schema["definitions"]["metrics"]["properties"]["recovery.never"]["description"],
            "disturbances whose effects were not over when the measured time ended (count, lower is better)");
}

TEST_F(Schema, HasAReferenceBesideIt) {
  EXPECT_TRUE(read(STAMPEDE_SOURCE_DIR "/scenarios/reference.yaml") == run({"schema", "reference"}).out)
      << "the grammar has changed: write it anew with 'stampede schema reference > scenarios/reference.yaml'";
}

TEST_F(Schema, OfSomethingElseDoesNotExist) {
  const Outcome outcome = run({"schema", "scenarios"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_EQ(outcome.err,
            "error: no schema of 'scenarios'; did you mean 'scenario'?\n"
            "  see 'stampede schema --help'\n"
            "exit code 2 (usage)\n");
}

}  // namespace
}  // namespace stampede
