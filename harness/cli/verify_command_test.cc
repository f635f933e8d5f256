#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "harness/cli/testing.h"
#include "harness/verify/oracle_table.h"
#include "harness/verify/shipped.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;

constexpr const char* kOracles = R"(oracles:
  - scenario: small.yaml
    cases:
      - {case: traffic.requests, measure: requests.offered, expect: 1000, tolerance: 0, kind: exact}
      - {case: locked.loads, strategy: locked, measure: stampede.redundant_loads, at_most: 0, kind: verdict}
)";

class Verify : public CommandTest {
 protected:
  Verify() { write("table.yaml", kOracles); }

  static Outcome verify(std::vector<std::string> more) {
    more.insert(more.begin(), {"verify", "--quiet"});
    return run(std::move(more));
  }
};

TEST_F(Verify, AgreesWithATableThatIsRight) {
  const Outcome outcome = verify({"table.yaml"});
  EXPECT_EQ(outcome.out,
            "case                 expected     measured  tolerance  verdict\n"
            "traffic.requests         1000         1000      exact  ok\n"
            "locked.loads             <= 0            0      exact  ok\n"
            "\n"
            "2 cases, 2 numbers: 2 ok, 0 failed\n");
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.code, ExitCode::kOk);
}

TEST_F(Verify, FailsWithOneThatIsWrong) {
  std::string text = kOracles;
  text.replace(text.find("1000"), 4, "1001");
  write("wrong.yaml", text);
  const Outcome outcome = verify({"wrong.yaml"});
  EXPECT_THAT(outcome.out, HasSubstr("traffic.requests         1001         1000      exact  FAIL\n"
                                     "  cache-aside: requests.offered\n"));
  EXPECT_THAT(outcome.out, HasSubstr("2 cases, 2 numbers: 1 ok, 1 failed\n"));
  EXPECT_EQ(outcome.code, ExitCode::kGateFailed);
}

TEST_F(Verify, RunsOnlyWhatIsAskedFor) {
  const Outcome outcome = verify({"table.yaml", "--filter", "locked.*", "--format", "json"});
  const nlohmann::json document = nlohmann::json::parse(outcome.out);
  ASSERT_EQ(document["findings"].size(), 1u);
  EXPECT_EQ(document["findings"][0]["case"], "locked.loads");
  EXPECT_EQ(verify({"table.yaml", "--filter", "nothing.*"}).err,
            "error: no case matches\n"
            "  'stampede verify' without --filter shows all cases\n"
            "exit code 2 (usage)\n");
}

TEST_F(Verify, TakesALookAtNothingForNoAgreement) {
  write("blocks.yaml",
        "oracles:\n  - scenario: small.yaml\n    needs: [blocks.bin]\n"
        "    cases: [{case: blocks, measure: read.load, expect: 1, tolerance: 0, kind: exact}]\n");
  const Outcome outcome = verify({"blocks.yaml"});
  EXPECT_THAT(outcome.out, HasSubstr("blocks            1            -      exact  not tried\n"));
  EXPECT_THAT(outcome.out, HasSubstr("small.yaml: needs blocks.bin; name its folder with --traces\n"));
  EXPECT_EQ(outcome.code, ExitCode::kInconclusive);
  EXPECT_EQ(verify({"blocks.yaml", "table.yaml"}).code, ExitCode::kOk);
  write("blocks.bin", "");
  EXPECT_EQ(verify({"blocks.yaml"}).code, ExitCode::kGateFailed);
}

TEST_F(Verify, ShortensRunsWhoseToleranceIsNoise) {
  write("long.yaml",
        "oracles:\n  - scenario: small.yaml\n"
        "    cases: [{case: reads, measure: requests.offered, expect: 1000, tolerance: 1, kind: statistical}]\n");
  EXPECT_THAT(verify({"long.yaml"}).out, HasSubstr("1000         1000          1  ok\n"));
  EXPECT_THAT(verify({"long.yaml", "--quick"}).out, HasSubstr("1000          100       3.16  FAIL\n"));
  EXPECT_THAT(verify({"table.yaml", "--quick"}).out, HasSubstr("1000         1000      exact  ok\n"));
}

TEST_F(Verify, SaysWhatIsWrongWithATable) {
  write("bad.yaml",
        "oracles:\n  - {scenario: small.yaml, cases: [{case: a, measure: read.hit, at_most: 1, kind: sure}]}\n");
  const Outcome outcome = verify({"bad.yaml"});
  EXPECT_THAT(outcome.err, HasSubstr("bad.yaml:2:83: error: 'oracles[0].cases[0].kind': 'sure' is not one of"));
  EXPECT_THAT(outcome.err, HasSubstr("  nothing was run; correct the table\n"));
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_EQ(verify({"nowhere.yaml"}).code, ExitCode::kIo);
}

TEST_F(Verify, SaysWhatIsWrongWithAScenario) {
  write("small.yaml", "name: small\n");
  const Outcome outcome = verify({"table.yaml"});
  EXPECT_THAT(outcome.err, HasSubstr("small.yaml:1:1: error: "));
  EXPECT_THAT(outcome.err, HasSubstr("  correct the table or its scenario\n"));
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
}

TEST_F(Verify, WritesItsTableForThoseWhoDoubtIt) {
  EXPECT_EQ(run({"verify", "--write", "oracles"}).code, ExitCode::kOk);
  EXPECT_EQ(verify({"oracles/oracles.yaml", "--filter", "evict.belady_anomaly.fifo.*"}).code, ExitCode::kOk);
  EXPECT_EQ(run({"run", "oracles/eviction-anomaly.yaml", "-q", "-o", "-"}).code, ExitCode::kOk);
}

TEST_F(Verify, SaysHowLongItTook) {
  EXPECT_THAT(run({"verify", "table.yaml"}).err, testing::MatchesRegex("full length; .*s\n"));
  EXPECT_THAT(run({"verify", "table.yaml", "--quick"}).err,
              testing::MatchesRegex("quick: runs are a tenth as long, tolerances as much wider; .*s\n"));
}

TEST_F(Verify, UsesEveryScenarioOfItsFolder) {
  ASSERT_EQ(run({"verify", "--write", "oracles"}).code, ExitCode::kOk);
  const LoadedOracles loaded = load_oracles("oracles/oracles.yaml");
  ASSERT_TRUE(loaded.table) << render_diagnostics(loaded.diagnostics);
  std::set<std::string> used = {kOracleTable};
  std::set<std::pair<std::string, std::string>> cases;
  for (const OracleRun& each : loaded.table->runs) {
    used.insert(std::filesystem::path(each.scenario).filename().string());
    for (const OracleCase& oracle : each.cases) {
      EXPECT_TRUE(cases.emplace(oracle.name, oracle.measure.text()).second) << oracle.name << " is there twice";
    }
  }
  for (const ShippedFile& file : shipped_oracle_files())
    EXPECT_TRUE(used.contains(std::string(file.name))) << file.name;
  for (const std::string& file : used) EXPECT_TRUE(std::filesystem::exists("oracles/" + file)) << file;
}

}  // namespace
}  // namespace stampede
