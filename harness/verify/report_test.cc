#include "harness/verify/report.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace stampede {
namespace {

Finding finding(const std::string& name, OracleVerdict verdict, std::optional<double> measured) {
  Finding finding;
  finding.oracle.name = name;
  finding.oracle.measure = std::get<Formula>(Formula::parse("store.reads / 2"));
  finding.oracle.kind = OracleKind::kStatistical;
  finding.oracle.law = "a | b";
  finding.scenario = "lock.yaml";
  finding.strategy = "locked";
  finding.expected = 0.5;
  finding.measured = measured;
  finding.tolerance = 0.0125;
  finding.verdict = verdict;
  return finding;
}

std::vector<Finding> examples() {
  std::vector<Finding> findings = {
      finding("lock.rate", OracleVerdict::kAgrees, 0.501234567), finding("lock.rate", OracleVerdict::kDiffers, 0.6),
      finding("lock.waiters", OracleVerdict::kAgrees, 20), finding("trace", OracleVerdict::kNotTried, std::nullopt)};
  findings[2].tolerance = 0;
  findings[2].oracle.at_most = findings[2].oracle.measure;
  findings[3].note = "needs a.bin; name its folder with --traces";
  return findings;
}

TEST(VerifyReport, IsATableWithASummary) {
  EXPECT_EQ(findings_table(examples()),
            "case                          expected     measured  tolerance  verdict\n"
            "lock.rate store.reads / 2          0.5    0.5012346     0.0125  ok\n"
            "lock.rate store.reads / 2          0.5          0.6     0.0125  FAIL\n"
            "  locked: store.reads / 2\n"
            "  must be a | b\n"
            "lock.waiters                    <= 0.5           20      exact  ok\n"
            "trace                              0.5            -     0.0125  not tried\n"
            "\n"
            "lock.yaml: needs a.bin; name its folder with --traces\n"
            "3 cases, 4 numbers: 1 ok, 1 failed, 1 not tried\n");
}

TEST(VerifyReport, IsMarkdown) {
  EXPECT_EQ(findings_markdown(std::vector{examples()[0]}),
            "| case | measure | law | expected | measured | tolerance | verdict |\n"
            "|---|---|---|--:|--:|--:|---|\n"
            "| `lock.rate` | `store.reads / 2` | a \\| b | 0.5 | 0.5012346 | 0.0125 | ok |\n"
            "\n"
            "1 cases, 1 numbers: 1 ok, 0 failed\n");
}

TEST(VerifyReport, IsJsonForPrograms) {
  const nlohmann::json document = nlohmann::json::parse(findings_json(examples()));
  EXPECT_EQ(document["schema"], "stampede.verify/1");
  EXPECT_EQ(document["agrees"], false);
  ASSERT_EQ(document["findings"].size(), 4u);
  EXPECT_EQ(document["findings"][0]["case"], "lock.rate");
  EXPECT_EQ(document["findings"][0]["measured"], 0.501234567);
  EXPECT_EQ(document["findings"][0]["relation"], "equal");
  EXPECT_EQ(document["findings"][2]["relation"], "at_most");
  EXPECT_TRUE(document["findings"][3]["measured"].is_null());
  EXPECT_EQ(document["findings"][3]["verdict"], "not tried");
}

TEST(VerifyReport, AgreesOnlyIfSomethingWasTried) {
  EXPECT_FALSE(all_agree(examples()));
  EXPECT_TRUE(all_agree(std::vector{examples()[0], examples()[3]}));
  EXPECT_FALSE(all_agree(std::vector{examples()[3]}));
  EXPECT_FALSE(all_agree(std::vector{finding("a", OracleVerdict::kNoValue, std::nullopt)}));
  EXPECT_FALSE(all_agree({}));
}

}  // namespace
}  // namespace stampede
