#include "harness/base/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

namespace stampede {
namespace {

using ::testing::ElementsAre;

TEST(Mix64, IsTheFinaliserOfSplitMix64) {
  // SplitMix64 seeded with 0 first returns the mix of its odd constant; the value is the published one.
  EXPECT_EQ(mix64(0x9e3779b97f4a7c15u), 0xe220a8397b1dcdafu);
  EXPECT_EQ(mix64(0x9e3779b97f4a7c15u * 2), 0x6e789e6aa1b965f4u);
  EXPECT_EQ(mix64(0), 0u);
}

TEST(RandomStream, HasTheSameDrawsEverywhere) {
  const RandomStream random(1, "test");
  EXPECT_THAT((std::vector{random.at(0), random.at(1), random.at(2), random.at(3)}),
              ElementsAre(16119787846595199535u, 116245190953387905u, 1809091390688701999u, 8009384517410401336u));
  EXPECT_THAT((std::vector{random.at(0, 0), random.at(0, 1), random.at(1, 0)}),
              ElementsAre(6101691667438792164u, 121563818592963797u, 7617537576417849778u));
}

TEST(RandomStream, OfAnotherSeedOrNameIsAnother) {
  EXPECT_NE(RandomStream(1, "keys").at(0), RandomStream(2, "keys").at(0));
  EXPECT_NE(RandomStream(1, "keys").at(0), RandomStream(1, "sizes").at(0));
  EXPECT_NE(RandomStream(1, "").at(0), RandomStream(2, "").at(0));
}

TEST(RandomStream, NeverRepeatsADraw) {
  const RandomStream random(1, "test");
  std::set<std::uint64_t> draws;
  for (std::uint64_t n = 0; n < 100'000; ++n) draws.insert(random.at(n));
  EXPECT_EQ(draws.size(), 100'000u);
}

TEST(RandomStream, SetsEveryBitHalfTheTime) {
  constexpr int kDraws = 1'000'000;
  const RandomStream random(1, "test");
  std::vector<int> ones(64);
  for (std::uint64_t n = 0; n < kDraws; ++n) {
    for (int bit = 0; bit < 64; ++bit) ones[bit] += static_cast<int>(random.at(n) >> bit & 1);
  }
  // Binomial: standard deviation 500.
  for (const int count : ones) EXPECT_NEAR(count, kDraws / 2, 5 * 500);
}

// Whether two sequences of draws move together: the correlation of their uniform numbers, in standard deviations.
template <class First, class Second>
double correlation(First first, Second second) {
  constexpr std::uint64_t kDraws = 100'000;
  double sum = 0;
  for (std::uint64_t n = 0; n < kDraws; ++n) {
    sum += (unit_below_one(first(n)) - 0.5) * (unit_below_one(second(n)) - 0.5);
  }
  return std::fabs(sum) / (std::sqrt(kDraws) / 12);
}

TEST(RandomStream, IsUnrelatedToItsNeighbours) {
  const RandomStream random(1, "test");
  const auto draws = [&random](std::uint64_t n) { return random.at(n); };
  EXPECT_LT(correlation(draws, [](std::uint64_t n) { return RandomStream(2, "test").at(n); }), 4);
  EXPECT_LT(correlation(draws, [](std::uint64_t n) { return RandomStream(1, "tesu").at(n); }), 4);
  EXPECT_LT(correlation(draws, [&random](std::uint64_t n) { return random.at(n + 1); }), 4);
  EXPECT_LT(correlation(draws, [&random](std::uint64_t n) { return random.at(n, 0); }), 4);
  EXPECT_LT(correlation([&random](std::uint64_t n) { return random.at(n, 0); },
                        [&random](std::uint64_t n) { return random.at(n, 1); }),
            4);
}

TEST(RandomStream, GivesStreamsOfTheirOwnByName) {
  const RandomStream random(1, "test");
  const auto draws = [](const RandomStream& stream) { return [stream](std::uint64_t n) { return stream.at(n); }; };
  EXPECT_EQ(random.named("a").at(5), RandomStream(1, "test").named("a").at(5));
  EXPECT_LT(correlation(draws(random), draws(random.named("a"))), 4);
  EXPECT_LT(correlation(draws(random.named("a")), draws(random.named("b"))), 4);
  EXPECT_LT(correlation(draws(random.named("a")), draws(RandomStream(2, "test").named("a"))), 4);
}

TEST(RandomSequence, ReadsItsStreamInOrder) {
  const RandomStream random(1, "test");
  RandomSequence sequence(random);
  EXPECT_EQ(sequence.next(), random.at(0));
  EXPECT_EQ(sequence.next(), random.at(1));
}

TEST(UnitAboveZero, IsNeverZeroAndReachesOne) {
  EXPECT_EQ(unit_above_zero(0), 0x1p-53);
  EXPECT_EQ(unit_above_zero(kHighestDraw), 1);
}

TEST(UnitBelowOne, ReachesZeroAndIsNeverOne) {
  EXPECT_EQ(unit_below_one(0), 0);
  EXPECT_EQ(unit_below_one(kHighestDraw), 1 - 0x1p-53);
}

TEST(Below, DividesTheDrawsEvenly) {
  EXPECT_EQ(below(0, 10), 0u);
  EXPECT_EQ(below(kHighestDraw, 10), 9u);
  EXPECT_EQ(below(kHighestDraw / 2, 10), 4u);
  EXPECT_EQ(below(kHighestDraw / 2 + 1, 10), 5u);
  EXPECT_EQ(below(kHighestDraw, kHighestDraw), kHighestDraw - 1);
  EXPECT_EQ(below(kHighestDraw, 0), 0u);
}

}  // namespace
}  // namespace stampede
