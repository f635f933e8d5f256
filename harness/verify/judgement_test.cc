#include "harness/verify/judgement.h"

#include <gtest/gtest.h>

namespace stampede {
namespace {

Formula formula(const std::string& text) {
  return std::get<Formula>(Formula::parse(text));
}

OracleCase hits(const std::string& expect, double tolerance, OracleKind kind = OracleKind::kStatistical) {
  return {.name = "hits",
          .strategy = "",
          .measure = formula("hit_ratio"),
          .expect = formula(expect),
          .at_most = {},
          .at_least = {},
          .tolerance = tolerance,
          .kind = kind,
          .law = "",
          .source = ""};
}

// Three hits in four reads.
Result result_of(const std::string& strategy = "cache-aside") {
  Result result;
  CellRecord cell;
  cell.strategy = strategy;
  cell.window.reads.outcomes = {3, 0, 0, 1, 0, 0, 0};
  result.cells = {cell};
  return result;
}

Finding judged(const OracleCase& oracle, double widening = 1, const Result& result = result_of()) {
  OracleRun run;
  run.scenario = "folder/ttl.yaml";
  run.cases = {oracle};
  return judge(run, result, widening).at(0);
}

TEST(Judge, AllowsTheToleranceAndNoMore) {
  EXPECT_EQ(judged(hits("0.70", 0.05)).verdict, OracleVerdict::kAgrees);
  EXPECT_EQ(judged(hits("0.80", 0.05)).verdict, OracleVerdict::kAgrees);
  EXPECT_EQ(judged(hits("0.69", 0.05)).verdict, OracleVerdict::kDiffers);
  EXPECT_EQ(judged(hits("0.81", 0.05)).verdict, OracleVerdict::kDiffers);
  EXPECT_EQ(judged(hits("0.75", 0)).verdict, OracleVerdict::kAgrees);
  EXPECT_EQ(judged(hits("0.7500001", 0)).verdict, OracleVerdict::kDiffers);
}

TEST(Judge, AllowsMoreOnlyWhereItIsNoise) {
  EXPECT_EQ(judged(hits("0.65", 0.05), 3).verdict, OracleVerdict::kAgrees);
  EXPECT_DOUBLE_EQ(judged(hits("0.65", 0.05), 3).tolerance, 0.15);
  EXPECT_EQ(judged(hits("0.65", 0.05, OracleKind::kDeterministic), 3).verdict, OracleVerdict::kDiffers);
}

TEST(Judge, KnowsBounds) {
  OracleCase oracle = hits("0", 0, OracleKind::kVerdict);
  oracle.expect.reset();
  oracle.at_most = formula("0.8");
  EXPECT_EQ(judged(oracle).verdict, OracleVerdict::kAgrees);
  oracle.at_most = formula("0.7");
  EXPECT_EQ(judged(oracle).verdict, OracleVerdict::kDiffers);
  oracle.at_most.reset();
  oracle.at_least = formula("0.7");
  EXPECT_EQ(judged(oracle).verdict, OracleVerdict::kAgrees);
  oracle.at_least = formula("0.8");
  EXPECT_EQ(judged(oracle).verdict, OracleVerdict::kDiffers);
}

TEST(Judge, SaysWhatItCompared) {
  const Finding finding = judged(hits("0.7", 0.1));
  EXPECT_EQ(finding.scenario, "ttl.yaml");
  EXPECT_EQ(finding.strategy, "cache-aside");
  EXPECT_EQ(finding.expected, 0.7);
  EXPECT_EQ(finding.measured, 0.75);
}

TEST(Judge, TakesNothingForAgreement) {
  OracleCase oracle = hits("0.75", 0.1);
  oracle.measure = formula("read.latency.p99");
  EXPECT_EQ(judged(oracle).verdict, OracleVerdict::kNoValue);
  oracle = hits("0.75", 0.1);
  oracle.strategy = "locked";
  EXPECT_EQ(judged(oracle).verdict, OracleVerdict::kNoValue);
  EXPECT_EQ(judged(oracle).note, "the result has no strategy 'locked'");
  EXPECT_EQ(judged(oracle, 1, result_of("locked")).verdict, OracleVerdict::kAgrees);
}

TEST(Judge, OfARunThatCannotBeMadeKnowsNothing) {
  OracleRun run;
  run.scenario = "blocks.yaml";
  run.cases = {hits("1", 0)};
  const Finding finding = not_tried(run, "needs blocks.bin").at(0);
  EXPECT_EQ(finding.verdict, OracleVerdict::kNotTried);
  EXPECT_EQ(finding.note, "needs blocks.bin");
  EXPECT_FALSE(finding.measured);
}

}  // namespace
}  // namespace stampede
