#include "harness/base/alias_table.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "harness/base/random.h"

namespace stampede {
namespace {

using ::testing::ExitedWithCode;

AliasTable table_of(const std::vector<double>& weights) {
  return AliasTable(weights.size(), [&weights](std::uint64_t i) { return weights[i]; });
}

// Half the sum of the absolute differences between the probabilities wanted and those in the table.
double distance(const std::vector<double>& weights) {
  const AliasTable table = table_of(weights);
  double sum = 0;
  for (const double weight : weights) sum += weight;
  double distance = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    distance += std::fabs(table.probability(static_cast<std::uint32_t>(i)) - weights[i] / sum) / 2;
  }
  return distance;
}

TEST(AliasTable, HoldsTheProbabilitiesItWasGiven) {
  EXPECT_LT(distance({1}), 0x1p-32);
  EXPECT_LT(distance({3, 1}), 0x1p-32);
  EXPECT_LT(distance({8, 4, 2, 1}), 0x1p-32);
  EXPECT_LT(distance({5, 5, 5, 1, 1, 1}), 0x1p-32);
  EXPECT_LT(distance({1, 1, 1, 1, 1, 1, 1}), 0x1p-32);
}

TEST(AliasTable, GivesOutcomesOfNoWeightNoDraws) {
  const AliasTable table = table_of({2, 1, 0, 0, 0});
  EXPECT_EQ(table.probability(2), 0);
  EXPECT_EQ(table.probability(4), 0);
  EXPECT_NEAR(table.probability(0), 2.0 / 3, 0x1p-32);
}

TEST(AliasTable, AcceptsOneOutcomeWithAllTheWeight) {
  EXPECT_LT(distance({1, 0, 0, 0, 0, 0, 0, 0}), 0x1p-32);
  EXPECT_LT(distance({1e300, 1, 1e-300}), 0x1p-32);
}

TEST(AliasTable, ToleratesWeightsThatRiseByRounding) {
  const double above = std::nextafter(1.0, 2.0);
  EXPECT_LT(distance({1, 1, above, 1, above, 1, 1, above}), 0x1p-32);
}

TEST(AliasTable, AlwaysHoldsProbabilityOneInAll) {
  std::vector<double> weights;
  for (int i = 1; i <= 1000; ++i) weights.push_back(1 / std::sqrt(i));
  const AliasTable table = table_of(weights);
  double sum = 0;
  for (std::uint32_t i = 0; i < 1000; ++i) sum += table.probability(i);
  EXPECT_NEAR(sum, 1, 1e-14);
}

TEST(AliasTable, SplitsTheDrawsByItsProbabilities) {
  const AliasTable table = table_of({6, 3, 2, 1});
  const std::vector<double> expected = {6 / 12.0, 3 / 12.0, 2 / 12.0, 1 / 12.0};
  std::vector<int> hits(4);
  constexpr int kDraws = 1 << 20;  // evenly spaced, so that the split is exact up to the number of columns
  for (std::uint64_t i = 0; i < kDraws; ++i) ++hits[table.sample(i << 44)];
  for (std::size_t i = 0; i < 4; ++i) EXPECT_NEAR(hits[i], expected[i] * kDraws, 4);
}

TEST(AliasTable, SharesItsColumnsWithItsCopies) {
  AliasTable copy = table_of({1, 1});
  {
    const AliasTable original = table_of({3, 2, 1});
    copy = original;
  }
  EXPECT_EQ(copy.size(), 3u);
  EXPECT_NEAR(copy.probability(0), 0.5, 0x1p-32);
}

TEST(AliasTable, OfNothingIsAProgrammingMistake) {
  EXPECT_EXIT(table_of({}), ExitedWithCode(70), "size >= 1");
  EXPECT_EXIT(table_of({0, 0}), ExitedWithCode(70), "sum > 0");
  EXPECT_EXIT(table_of({std::numeric_limits<double>::infinity(), 1}), ExitedWithCode(70), "sum <= ");
}

}  // namespace
}  // namespace stampede
