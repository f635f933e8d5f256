#include "harness/gate/holm.h"

#include <gmock/gmock.h>

#include "harness/base/random.h"

namespace stampede {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

std::vector<double> adjusted(const std::vector<double>& p_values) {
  return holm_adjusted(p_values);
}

TEST(Holm, MultipliesTheSmallestByTheNumberOfTests) {
  const auto near = [](double value) { return DoubleNear(value, 1e-15); };
  // By hand: 4 * 0.005, 3 * 0.01, then 2 * 0.03 = 0.06, and 1 * 0.04, which may not fall below it.
  EXPECT_THAT(adjusted({0.01, 0.04, 0.03, 0.005}), ElementsAre(near(0.03), near(0.06), near(0.06), near(0.02)));
}

TEST(Holm, LeavesASingleTestAlone) {
  EXPECT_THAT(adjusted({0.03125}), ElementsAre(0.03125));
  EXPECT_THAT(adjusted({}), ElementsAre());
}

TEST(Holm, NeverGoesAboveOne) {
  EXPECT_THAT(adjusted({0.5, 0.75, 0.625}), ElementsAre(1, 1, 1));
}

TEST(Holm, GivesTiesTheSame) {
  EXPECT_THAT(adjusted({0.125, 0.125, 1}), ElementsAre(0.375, 0.375, 1));
}

// The procedure as Holm states it: go up from the smallest, stop at the first that is too large for those that are
// left.
std::vector<bool> rejected_step_by_step(const std::vector<double>& p_values, double alpha) {
  std::vector<bool> rejected(p_values.size());
  for (std::size_t left = p_values.size(); left > 0; --left) {
    std::size_t smallest = p_values.size();
    for (std::size_t i = 0; i < p_values.size(); ++i) {
      if (!rejected[i] && (smallest == p_values.size() || p_values[i] < p_values[smallest])) smallest = i;
    }
    if (static_cast<double>(left) * p_values[smallest] > alpha) break;
    rejected[smallest] = true;
  }
  return rejected;
}

TEST(Holm, RejectsWhatTheStepDownProcedureRejects) {
  RandomSequence random(RandomStream(1, "holm"));
  for (int round = 0; round < 500; ++round) {
    std::vector<double> p_values(1 + below(random.next(), 10));
    for (double& p : p_values) p = static_cast<double>(below(random.next(), 64)) / 512;  // with ties
    const std::vector<double> all = holm_adjusted(p_values);
    for (const double alpha : {0.01, 0.05, 0.3}) {
      std::vector<bool> rejected;
      for (const double p : all) rejected.push_back(p <= alpha);
      EXPECT_EQ(rejected, rejected_step_by_step(p_values, alpha));
    }
  }
}

TEST(RunsNeeded, GrowsWithTheLogarithmOfTheFamily) {
  EXPECT_EQ(runs_needed(1, 0.05), 5U);  // 1/32 = 0.031
  EXPECT_EQ(runs_needed(8, 0.05), 8U);
  EXPECT_EQ(runs_needed(60, 0.05), 11U);
  EXPECT_EQ(runs_needed(1, 0.01), 7U);
  EXPECT_EQ(runs_needed(1, 0.9), 1U);
}

TEST(RunsNeeded, MustBeBelowAlphaAndNotAtIt) {
  EXPECT_EQ(runs_needed(1, 0.0625), 5U);
  EXPECT_EQ(runs_needed(4, 0.25), 5U);
}

}  // namespace
}  // namespace stampede
