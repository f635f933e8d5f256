#include "harness/gate/noisy_metric.h"

#include <gmock/gmock.h>

#include <limits>

namespace stampede {
namespace {

using ::testing::DoubleNear;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// `before` is 100 ... and `after` is `before` times each factor.
NoisyMetric seconds(const std::vector<double>& factors) {
  NoisyMetric metric{.name = "seconds", .pairs = {}};
  double before = 100;
  for (const double factor : factors) {
    metric.pairs.push_back({before, before * factor});
    before += 7;
  }
  return metric;
}

// A percent of noise around a factor.
NoisyMetric around(double factor, double noise = 0.01) {
  std::vector<double> factors;
  for (const double luck : {0.1, -0.9, 0.5, -0.3, 1.0, -0.6, 0.2, 0.8, -0.1, -0.7}) {
    factors.push_back(factor * (1 + noise * luck));
  }
  return seconds(factors);
}

NoisyFinding judged(const NoisyMetric& metric, double alpha = 0.05) {
  return judge_noisy(std::vector{metric}, alpha).at(0);
}

TEST(NoisyMetric, FailsIfItIsWorseByMoreThanIsTolerated) {
  const NoisyFinding finding = judged(around(1.10));
  EXPECT_EQ(finding.metric, "seconds");
  EXPECT_EQ(finding.verdict, NoisyVerdict::kFail);
  EXPECT_EQ(finding.reason, "");
  EXPECT_EQ(finding.p_worse, 1.0 / 1024);
  EXPECT_EQ(finding.p_better, 1);
  EXPECT_NEAR(finding.relative->estimate, 0.10, 0.002);
  EXPECT_GT(finding.relative->low, 0.09);
  EXPECT_LT(finding.relative->high, 0.11);
  EXPECT_NEAR(finding.absolute->estimate, 13, 1);
}

TEST(NoisyMetric, ImprovesOnTheOtherSide) {
  const NoisyFinding finding = judged(around(0.90));
  EXPECT_EQ(finding.verdict, NoisyVerdict::kImproved);
  EXPECT_EQ(finding.p_better, 1.0 / 1024);
  EXPECT_EQ(finding.p_worse, 1);
}

TEST(NoisyMetric, PassesIfItsIntervalLiesInsideTheTolerance) {
  EXPECT_EQ(judged(around(1.00)).verdict, NoisyVerdict::kPass);
  EXPECT_EQ(judged(around(1.03)).verdict, NoisyVerdict::kPass);  // worse without doubt, but not by enough
  EXPECT_EQ(judged(around(0.97)).verdict, NoisyVerdict::kPass);
}

TEST(NoisyMetric, ThatIsMuchBetterButNotSurelySoStillPasses) {
  NoisyMetric metric = seconds({0.80, 0.81, 0.79, 0.80, 0.82, 1.04, 0.80});
  EXPECT_EQ(judged(metric, 0.01).verdict, NoisyVerdict::kPass);
}

TEST(NoisyMetric, IsInconclusiveWhileItsIntervalReachesOut) {
  const NoisyFinding finding = judged(around(1.00, 0.30));
  EXPECT_EQ(finding.verdict, NoisyVerdict::kInconclusive);
  EXPECT_EQ(finding.reason,
            "may be worse by up to 14.6%, and 5% is tolerated: measure more pairs, or on a machine with less to do");
}

TEST(NoisyMetric, IsInconclusiveIfItIsSurelyWorseButMaybeWithinTheTolerance) {
  const NoisyFinding finding = judged(around(1.04, 0.03));
  EXPECT_LT(finding.p_worse, 0.05);
  EXPECT_EQ(finding.verdict, NoisyVerdict::kInconclusive);
  EXPECT_EQ(finding.reason,
            "may be worse by up to 5.56%, and 5% is tolerated: measure more pairs, or on a machine with less to do");
}

TEST(NoisyMetric, KnowsWhichSideIsBetter) {
  NoisyMetric throughput = around(0.90);
  throughput.direction = MetricDirection::kHigherIsBetter;
  EXPECT_EQ(judged(throughput).verdict, NoisyVerdict::kFail);
  EXPECT_NEAR(judged(throughput).relative->estimate, -0.10, 0.002);  // the change stays what it is
  throughput = around(1.10);
  throughput.direction = MetricDirection::kHigherIsBetter;
  EXPECT_EQ(judged(throughput).verdict, NoisyVerdict::kImproved);
}

TEST(NoisyMetric, FailsOnlyBeyondBothFloors) {
  NoisyMetric metric = around(1.10);
  metric.absolute_floor = 20;
  EXPECT_EQ(judged(metric).verdict, NoisyVerdict::kPass);  // by 10 to 16 only
  metric.absolute_floor = 13.5;
  EXPECT_EQ(judged(metric).verdict, NoisyVerdict::kInconclusive);
  metric.absolute_floor = 5;
  EXPECT_EQ(judged(metric).verdict, NoisyVerdict::kFail);
  metric.relative_floor = 0.15;
  EXPECT_EQ(judged(metric).verdict, NoisyVerdict::kPass);
}

TEST(NoisyMetric, NeedsPairs) {
  for (const std::vector<double>& factors : {std::vector<double>{}, {2, 2, 2, 2}}) {
    const NoisyFinding finding = judged(seconds(factors));
    EXPECT_EQ(finding.verdict, NoisyVerdict::kInconclusive);
    EXPECT_EQ(finding.reason, "needs at least 5 pairs, has " + std::to_string(factors.size()));
    EXPECT_EQ(finding.relative.has_value(), !factors.empty());
  }
  EXPECT_EQ(judged(seconds({2, 2, 2, 2, 2})).verdict, NoisyVerdict::kFail);
}

TEST(NoisyMetric, NeedsMorePairsInALargerFamily) {
  const std::vector<NoisyMetric> family(60, around(1.5));  // of ten pairs
  for (const NoisyFinding& finding : judge_noisy(family)) {
    EXPECT_EQ(finding.verdict, NoisyVerdict::kInconclusive);
    EXPECT_EQ(finding.reason, "needs at least 11 pairs, has 10");
  }
}

TEST(NoisyMetric, WithFewPairsMayFailButNotPass) {
  const NoisyFinding finding = judged(seconds({1.01, 0.99, 1.00, 1.01, 0.99}));
  EXPECT_EQ(finding.verdict, NoisyVerdict::kInconclusive);
  EXPECT_EQ(finding.reason,
            "may be worse by any amount, and 5% is tolerated: measure more pairs, or on a machine with less to do");
}

TEST(NoisyMetric, IsJudgedWithItsFamily) {
  const std::vector<NoisyFinding> findings = judge_noisy(std::vector{around(1.00), around(1.10), around(0.90)});
  EXPECT_EQ(findings[0].verdict, NoisyVerdict::kPass);
  EXPECT_EQ(findings[1].verdict, NoisyVerdict::kFail);
  EXPECT_EQ(findings[1].p_worse, 3.0 / 1024);
  EXPECT_EQ(findings[2].verdict, NoisyVerdict::kImproved);
  EXPECT_EQ(findings[2].p_better, 3.0 / 1024);
}

TEST(NoisyMetric, WithoutPairsStillCountsInItsFamily) {
  const std::vector<NoisyFinding> findings = judge_noisy(std::vector{around(1.10), seconds({})});
  EXPECT_EQ(findings[0].verdict, NoisyVerdict::kFail);
  EXPECT_EQ(findings[0].p_worse, 2.0 / 1024);
  EXPECT_EQ(findings[1].reason, "needs at least 6 pairs, has 0");
}

TEST(NoisyMetric, ThatIsSometimesZeroIsJudgedByDifferences) {
  NoisyMetric episodes{.name = "episodes", .pairs = {{4, 5}, {0, 2}, {4, 7}, {4, 8}, {5, 10}, {3, 9}}};
  const NoisyFinding finding = judged(episodes);
  EXPECT_EQ(finding.verdict, NoisyVerdict::kFail);
  EXPECT_EQ(finding.p_worse, 1.0 / 64);
  EXPECT_EQ(finding.absolute->estimate, 3.5);
  EXPECT_EQ(finding.relative->estimate, 3.5 / 4);
  EXPECT_EQ(finding.relative->low, 0.25);
  EXPECT_EQ(finding.relative->high, 1.5);
}

TEST(NoisyMetric, ThatRisesFromNothingIsInfinitelyLarger) {
  const NoisyFinding finding = judged({.name = "lost", .pairs = std::vector<NoisyPair>(6, {0, 1})});
  EXPECT_EQ(finding.verdict, NoisyVerdict::kFail);
  EXPECT_EQ(finding.relative->estimate, kInfinity);
  EXPECT_EQ(finding.absolute->estimate, 1);
}

TEST(NoisyMetric, ThatIsAlwaysZeroPasses) {
  const NoisyFinding finding = judged({.name = "lost", .pairs = std::vector<NoisyPair>(6, {0, 0})});
  EXPECT_EQ(finding.verdict, NoisyVerdict::kPass);
  EXPECT_EQ(finding.relative->estimate, 0);
  EXPECT_EQ(finding.p_worse, 1);
}

TEST(NoisyMetric, KeepsOutliers) {
  NoisyMetric metric = around(1.10);
  metric.pairs[0] = {100, 1e6};
  metric.pairs[1] = {1e6, 100};
  const NoisyFinding finding = judged(metric);
  EXPECT_EQ(finding.p_worse, 34.0 / 1024);  // both outliers share the ranks 9 and 10: 32 + 2 choices are as extreme
  EXPECT_NEAR(finding.relative->estimate, 0.10, 0.01);
}

TEST(NoisyMetricDeathTest, MustHaveABetterSideAndNumbers) {
  NoisyMetric metric = around(1.00);
  metric.direction = MetricDirection::kNeither;
  EXPECT_EXIT(judged(metric), ::testing::ExitedWithCode(70), "direction != MetricDirection::kNeither");
  metric = around(1.00);
  metric.pairs[3].after = -1;
  EXPECT_EXIT(judged(metric), ::testing::ExitedWithCode(70), "good\\(pair.before\\)");
}

TEST(NoisyVerdict, HasNames) {
  EXPECT_EQ(noisy_verdict_name(NoisyVerdict::kPass), "PASS");
  EXPECT_EQ(noisy_verdict_name(NoisyVerdict::kImproved), "IMPROVED");
  EXPECT_EQ(noisy_verdict_name(NoisyVerdict::kFail), "FAIL");
  EXPECT_EQ(noisy_verdict_name(NoisyVerdict::kInconclusive), "INCONCLUSIVE");
}

}  // namespace
}  // namespace stampede
