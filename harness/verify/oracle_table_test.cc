#include "harness/verify/oracle_table.h"

#include <gmock/gmock.h>

#include <fstream>

#include "harness/base/temporary_folder.h"

namespace stampede {
namespace {

class Oracles : public ::testing::Test {
 protected:
  LoadedOracles load(const std::string& text) {
    std::ofstream(folder_.path() / "table.yaml") << text;
    return load_oracles((folder_.path() / "table.yaml").string());
  }
  std::vector<std::string> mistakes(const std::string& text) {
    std::vector<std::string> messages;
    for (const Diagnostic& each : load(text).diagnostics) {
      messages.push_back(std::to_string(each.line).append(": ").append(each.message));
    }
    return messages;
  }

  TemporaryFolder folder_;
};

constexpr const char* kTable = R"(version: 1
oracles:
  - scenario: queue.yaml
    set: [store.concurrency=1]
    needs: [big.csv]
    cases:
      - case: wait
        strategy: no-cache
        measure: store.queue_wait.mean
        expect: 80 * 10ms ^ 2
        tolerance: 0.1%
        kind: statistical
        law: half of M/M/1
        source: Erlang
      - {case: bounded, measure: read.count, at_most: 5, kind: verdict}
)";

TEST_F(Oracles, SayWhatAScenarioMustMeasure) {
  const LoadedOracles loaded = load(kTable);
  ASSERT_TRUE(loaded.table) << render_diagnostics(loaded.diagnostics);
  ASSERT_EQ(loaded.table->runs.size(), 1u);
  const OracleRun& run = loaded.table->runs[0];
  EXPECT_EQ(run.scenario, (folder_.path() / "queue.yaml").string());
  EXPECT_THAT(run.settings, ::testing::ElementsAre("store.concurrency=1"));
  EXPECT_THAT(run.needs, ::testing::ElementsAre((folder_.path() / "big.csv").string()));
  ASSERT_EQ(run.cases.size(), 2u);
  EXPECT_EQ(run.cases[0].name, "wait");
  EXPECT_EQ(run.cases[0].strategy, "no-cache");
  EXPECT_EQ(run.cases[0].measure.text(), "store.queue_wait.mean");
  EXPECT_NEAR(*run.cases[0].expect->value(), 0.008, 1e-12);
  EXPECT_EQ(run.cases[0].tolerance, 0.001);
  EXPECT_EQ(run.cases[0].kind, OracleKind::kStatistical);
  EXPECT_EQ(run.cases[0].law, "half of M/M/1");
  EXPECT_EQ(run.cases[0].source, "Erlang");
  EXPECT_FALSE(run.cases[1].expect);
  EXPECT_EQ(run.cases[1].at_most->text(), "5");
  EXPECT_EQ(run.cases[1].strategy, "");
}

TEST_F(Oracles, MayBeShortenedIfAllTheirToleranceIsNoise) {
  OracleRun run = load(kTable).table->runs[0];
  EXPECT_FALSE(run.can_be_shortened());
  run.cases.pop_back();
  EXPECT_TRUE(run.can_be_shortened());
}

TEST_F(Oracles, AreReadStrictly) {
  EXPECT_THAT(mistakes(R"(oracles:
  - scenario: a.yaml
    cases:
      - {case: a, measure: read.hits, expect: 1, tolerance: 0, kind: exact}
      - {case: b, measure: read.hit, expect: read.count, tolerance: 0, kind: exact}
      - {case: c, measure: read.hit, expect: 1, kind: exact}
      - {case: d, measure: read.hit, expect: 1, tolerance: 0, at_most: 2, kind: exakt}
      - {case: e, kind: exact}
)"),
              ::testing::ElementsAre(
                  "4: 'oracles[0].cases[0].measure': in the formula, at character 1: unknown metric 'read.hits'; did "
                  "you mean 'read.hit'?",
                  "5: 'oracles[0].cases[1].expect': what is expected must not depend on what was measured",
                  "6: 'oracles[0].cases[2]' needs 'tolerance' (how far it may be from that)",
                  "7: 'oracles[0].cases[3].at_most' contradicts 'expect': give one or the other",
                  "7: 'oracles[0].cases[3].kind': 'exakt' is not one of 'exact', 'deterministic', 'statistical', "
                  "'approximation', 'verdict', 'published'; did you mean 'exact'?",
                  "8: 'oracles[0].cases[4]' needs either 'expect' and 'tolerance', or 'at_most', or 'at_least'",
                  "8: 'oracles[0].cases[4]' needs 'measure' (a formula over the metrics of the result)"));
}

TEST_F(Oracles, ThatAreNotThereAreAnError) {
  const LoadedOracles loaded = load_oracles("nowhere.yaml");
  EXPECT_TRUE(loaded.io_error);
  EXPECT_FALSE(loaded.table);
}

}  // namespace
}  // namespace stampede
