#include "harness/gate/signed_rank.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <vector>

#include "harness/base/random.h"

namespace stampede {
namespace {

constexpr double kUnbounded = std::numeric_limits<double>::infinity();

SignedRankTest tested(const std::vector<double>& differences) {
  return signed_rank_test(differences);
}

Shift shift(const std::vector<double>& differences, double alpha = 0.05) {
  return shift_of(differences, alpha);
}

// Differences 1 .. n whose positive ones have ranks that sum to `sum`.
std::vector<double> with_sum(int n, int sum) {
  std::vector<double> differences;
  for (int rank = n; rank >= 1; --rank) {
    const bool taken = rank <= sum;
    sum -= taken ? rank : 0;
    differences.push_back(taken ? rank : -rank);
  }
  return differences;
}

// The largest sum that is rejected at the level.
std::optional<int> critical_value(int n, double alpha) {
  std::optional<int> critical;
  for (int sum = 0; tested(with_sum(n, sum)).p_below <= alpha; ++sum) critical = sum;
  return critical;
}

TEST(SignedRank, HasTheCriticalValuesOfTheTables) {
  // R. L. McCornack, "Extended tables of the Wilcoxon matched pair signed rank statistic", JASA 60, 1965: one-sided.
  struct Row {
    int n;
    std::optional<int> at_5, at_2_5, at_1;
  };
  const std::vector<Row> table = {{5, 0, {}, {}},   {6, 2, 0, {}},    {7, 3, 2, 0},     {8, 5, 3, 1},
                                  {9, 8, 5, 3},     {10, 10, 8, 5},   {11, 13, 10, 7},  {12, 17, 13, 9},
                                  {13, 21, 17, 12}, {14, 25, 21, 15}, {15, 30, 25, 19}, {16, 35, 29, 23},
                                  {17, 41, 34, 27}, {18, 47, 40, 32}, {19, 53, 46, 37}, {20, 60, 52, 43}};
  for (const Row& row : table) {
    EXPECT_EQ(critical_value(row.n, 0.05), row.at_5) << row.n;
    EXPECT_EQ(critical_value(row.n, 0.025), row.at_2_5) << row.n;
    EXPECT_EQ(critical_value(row.n, 0.01), row.at_1) << row.n;
  }
}

TEST(SignedRank, OfDarwinsMaize) {
  // C. Darwin, 1876, cross- minus self-fertilised, in eighths of an inch: the example of R. A. Fisher, "The design of
  // experiments", 1935. The exact two-sided p is 0.04126.
  const SignedRankTest maize = tested({49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48});
  EXPECT_EQ(maize.count, 15U);
  EXPECT_EQ(maize.p_above, 676.0 / 32768);
  EXPECT_NEAR(2 * maize.p_above, 0.04126, 0.000005);
}

TEST(SignedRank, OfTheDepressionScale) {
  // Hollander and Wolfe, 1973, page 29: nine patients before and after a tranquilliser; W+ = 40, p = 0.01953, the
  // estimate 0.46, and the interval from 0.01 to 0.786 of 96.1 %.
  const std::vector<double> before = {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
  const std::vector<double> after = {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};
  std::vector<double> differences;
  std::ranges::transform(before, after, std::back_inserter(differences), std::minus<>());
  EXPECT_EQ(tested(differences).p_above, 10.0 / 512);
  EXPECT_NEAR(shift(differences).estimate, 0.46, 1e-12);
  EXPECT_NEAR(shift(differences).low, 0.01, 1e-12);
  EXPECT_NEAR(shift(differences).high, 0.786, 1e-12);
}

TEST(SignedRank, IsNeverBelowOneOfAllChoicesOfSigns) {
  EXPECT_EQ(tested({1, 2, 3, 4, 5}).p_above, 1.0 / 32);
  EXPECT_EQ(tested({1, 2, 3, 4, 5}).p_below, 1);
  EXPECT_EQ(tested({-1, -2, -3, -4, -5}).p_below, 1.0 / 32);
  EXPECT_EQ(tested({7, 7, 7, 7, 7}).p_above, 1.0 / 32);
}

TEST(SignedRank, OfNothingKnowsNothing) {
  for (const std::vector<double>& differences : {std::vector<double>{}, {0, 0, 0}}) {
    EXPECT_EQ(tested(differences).count, 0U);
    EXPECT_EQ(tested(differences).p_above, 1);
    EXPECT_EQ(tested(differences).p_below, 1);
  }
}

TEST(SignedRank, DropsZeros) {
  EXPECT_EQ(tested({0, 1, 0, 2, 3}).count, 3U);
  EXPECT_EQ(tested({0, 1, 0, 2, 3}).p_above, 1.0 / 8);
}

TEST(SignedRank, TakesAThousandPairs) {
  std::vector<double> differences(1000);
  std::iota(differences.begin(), differences.end(), 1.0);
  EXPECT_EQ(tested(differences).p_above, std::ldexp(1.0, -1000));
  for (std::size_t i = 0; i < differences.size(); i += 2) differences[i] = -differences[i];
  const SignedRankTest mixed = tested(differences);
  EXPECT_NEAR(mixed.p_above + mixed.p_below, 1, 1e-4);  // what was seen counts on both sides
  EXPECT_NEAR(mixed.p_above, 0.4891, 0.0001);           // of the normal curve: 250 above the mean of 250250
  EXPECT_NEAR(shift(differences).estimate, 0.5, 0.5);
}

// Twice the sum of the mean ranks of the positive ones: each rank is the number that are smaller and half of the others
// of its size, and half for itself.
int doubled_sum(const std::vector<double>& differences) {
  int sum = 0;
  for (const double mine : differences) {
    if (mine <= 0) continue;
    sum += 1;
    for (const double other : differences) {
      if (other == 0) continue;
      sum += std::abs(other) < std::abs(mine) ? 2 : std::abs(other) == std::abs(mine) ? 1 : 0;
    }
  }
  return sum;
}

// By the definition: of all choices of signs, the share whose sum is as large; and as small.
SignedRankTest by_enumeration(const std::vector<double>& differences) {
  std::vector<double> kept;
  std::ranges::copy_if(differences, std::back_inserter(kept), [](double difference) { return difference != 0; });
  const int seen = doubled_sum(kept);
  const unsigned choices = 1U << kept.size();
  unsigned above = 0;
  unsigned below = 0;
  for (unsigned choice = 0; choice < choices; ++choice) {
    std::vector<double> flipped = kept;
    for (std::size_t i = 0; i < kept.size(); ++i) flipped[i] = std::abs(kept[i]) * ((choice >> i & 1) != 0 ? 1 : -1);
    const int sum = doubled_sum(flipped);
    above += sum >= seen ? 1 : 0;
    below += sum <= seen ? 1 : 0;
  }
  return {kept.size(), above / static_cast<double>(choices), below / static_cast<double>(choices)};
}

// Small whole numbers: many ties, some zeros.
std::vector<double> random_differences(RandomSequence& random, std::size_t count, std::uint64_t range) {
  std::vector<double> differences(count);
  for (double& difference : differences) {
    difference = static_cast<double>(stampede::below(random.next(), range)) - static_cast<double>(range / 3);
  }
  return differences;
}

TEST(SignedRank, IsTheShareOfAllChoicesOfSigns) {
  RandomSequence random(RandomStream(1, "signed-rank"));
  for (std::size_t round = 0; round < 120; ++round) {
    const auto differences = random_differences(random, 1 + round % 9, round % 2 == 0 ? 7 : 1000);
    const SignedRankTest expected = by_enumeration(differences);
    const SignedRankTest test = tested(differences);
    EXPECT_EQ(test.count, expected.count);
    EXPECT_EQ(test.p_above, expected.p_above);
    EXPECT_EQ(test.p_below, expected.p_below);
  }
}

TEST(Shift, NeedsSixDifferencesToBeBoundedAtFivePercent) {
  EXPECT_EQ(shift({1, 2, 3, 4, 5}).estimate, 3);
  EXPECT_EQ(shift({1, 2, 3, 4, 5}).low, -kUnbounded);
  EXPECT_EQ(shift({1, 2, 3, 4, 5}).high, kUnbounded);
  EXPECT_EQ(shift({1, 2, 3, 4, 5, 6}).low, 1);
  EXPECT_EQ(shift({1, 2, 3, 4, 5, 6}).high, 6);
  EXPECT_EQ(shift({4}).estimate, 4);
}

TEST(Shift, CountsZeros) {
  EXPECT_EQ(shift({0, 0, 0, 0, 0, 0, 8}).estimate, 0);
}

TEST(Shift, OfEqualDifferencesIsThatDifference) {
  const Shift equal = shift({3, 3, 3, 3, 3, 3, 3});
  EXPECT_EQ(equal.estimate, 3);
  EXPECT_EQ(equal.low, 3);
  EXPECT_EQ(equal.high, 3);
}

// Whether the two-sided test rejects the shift.
bool rejected(std::vector<double> differences, double theta, double alpha) {
  for (double& difference : differences) difference -= theta;
  const SignedRankTest test = by_enumeration(differences);
  return std::min(test.p_above, test.p_below) <= alpha / 2;
}

TEST(Shift, HasTheShiftsThatTheTestDoesNotReject) {
  RandomSequence random(RandomStream(1, "shift"));
  for (std::size_t round = 0; round < 30; ++round) {
    // No two Walsh averages are equal, nor less than a half apart; shifts in quarters lie on none, but near all.
    const std::size_t count = 3 + round % 6;
    std::vector<double> differences(count);
    for (std::size_t i = 0; i < count; ++i) {
      const double size = std::ldexp(1.0, static_cast<int>(i)) + static_cast<double>(i);
      differences[i] = stampede::below(random.next(), 3) == 0 ? -size : size;
    }
    const double alpha = round % 2 == 0 ? 0.05 : 0.3;
    const Shift interval = shift(differences, alpha);
    for (double theta = -140.125; theta < 141; theta += 0.25) {
      EXPECT_EQ(rejected(differences, theta, alpha), theta < interval.low || theta > interval.high) << theta;
    }
  }
}

}  // namespace
}  // namespace stampede
