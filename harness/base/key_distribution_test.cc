#include "harness/base/key_distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::ExitedWithCode;

std::vector<Key> sampled_keys(const KeyDistribution& keys, std::uint64_t count) {
  const RandomStream random(1, "test");
  std::vector<Key> samples;
  for (std::uint64_t n = 0; n < count; ++n) samples.push_back(keys.sample(random.at(n)));
  return samples;
}

std::vector<std::uint64_t> hits_of(const KeyDistribution& keys, std::uint64_t draws) {
  std::vector<std::uint64_t> hits(keys.count());
  for (const Key key : sampled_keys(keys, draws)) ++hits.at(key);
  return hits;
}

std::vector<double> zipf_probabilities(std::uint64_t count, double exponent) {
  std::vector<double> probabilities(count);
  double sum = 0;
  for (std::uint64_t i = count; i-- > 0;) sum += probabilities[i] = std::pow(static_cast<double>(i + 1), -exponent);
  for (double& probability : probabilities) probability /= sum;
  return probabilities;
}

// Pearson's statistic in standard deviations from its mean, for expectations of at least a few draws each.
double chi_square_deviation(const std::vector<std::uint64_t>& hits, const std::vector<double>& probabilities,
                            double draws) {
  double statistic = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const double expected = probabilities[i] * draws;
    statistic += (static_cast<double>(hits[i]) - expected) * (static_cast<double>(hits[i]) - expected) / expected;
  }
  const double freedom = static_cast<double>(hits.size()) - 1;
  return (statistic - freedom) / std::sqrt(2 * freedom);
}

TEST(KeyDistribution, HasTheSameSamplesEverywhere) {
  EXPECT_THAT(sampled_keys(KeyDistribution::zipf(1'000'000, 0.99), 8),
              ElementsAre(5661, 6302, 98071, 18, 189227, 51, 122550, 307));
  EXPECT_THAT(sampled_keys(KeyDistribution::zipf(1000, 1), 8), ElementsAre(26, 6, 98, 434, 189, 516, 122, 5));
  EXPECT_THAT(sampled_keys(KeyDistribution::zipf(1000, 2.5), 8), ElementsAre(1, 6, 0, 0, 0, 0, 0, 0));
  EXPECT_THAT(sampled_keys(KeyDistribution::uniform(1'000'000), 8),
              ElementsAre(873855, 6301, 98071, 434189, 189227, 516049, 122550, 654444));
  EXPECT_THAT(sampled_keys(KeyDistribution::hotspot(1'000'000, Share::percent(1), Share::percent(90)), 8),
              ElementsAre(9709, 70, 1089, 4824, 2102, 5733, 1361, 7271));
}

TEST(KeyDistribution, HasTheSameMillionSamplesEverywhere) {
  for (const auto& [exponent, expected] : std::vector<std::pair<double, std::uint64_t>>{
           {0.5, 3219634718230184534u}, {0.99, 16037126205415945333u}, {2, 3946658332800971858u}}) {
    std::uint64_t digest = 0;
    for (const Key key : sampled_keys(KeyDistribution::zipf(100'000, exponent), 1'000'000))
      digest = mix64(digest ^ key);
    EXPECT_EQ(digest, expected) << exponent;
  }
}

TEST(Zipf, HasTheProbabilitiesOfAnyExponent) {
  for (const double exponent : {1e-6, 0.3, 0.99, 1.0, 1.2, 3.0, 50.0}) {
    const KeyDistribution keys = KeyDistribution::zipf(1000, exponent);
    const std::vector<double> expected = zipf_probabilities(1000, exponent);
    for (Key key = 0; key < 1000; ++key) ASSERT_NEAR(keys.probability(key), expected[key], 0x1p-32) << key;
  }
}

TEST(Zipf, DrawsKeysByTheirProbabilities) {
  for (const double exponent : {0.5, 0.99, 1.0, 1.3}) {
    const auto hits = hits_of(KeyDistribution::zipf(1000, exponent), 1'000'000);
    EXPECT_LT(std::fabs(chi_square_deviation(hits, zipf_probabilities(1000, exponent), 1'000'000)), 4) << exponent;
  }
}

// The oracle table, gen.zipf.top1.p and gen.zipf.top10.p: 1000 keys, exponent 0.99, a million draws.
TEST(Zipf, HasTheHotKeysOfTheOracleTable) {
  const KeyDistribution keys = KeyDistribution::zipf(1000, 0.99);
  const auto hits = hits_of(keys, 1'000'000);
  double top10_hits = 0;
  double top10 = 0;
  for (Key key = 0; key < 10; ++key) {
    top10_hits += static_cast<double>(hits[key]) / 1e6;
    top10 += keys.probability(key);
  }
  EXPECT_NEAR(static_cast<double>(hits[0]) / 1e6, 0.129383627, 0.00156);
  EXPECT_NEAR(top10_hits, 0.3824719122, 0.00194);
  EXPECT_NEAR(keys.probability(0), 0.129383627, 1e-9);
  EXPECT_NEAR(top10, 0.3824719122, 1e-9);
}

TEST(Zipf, OfExponentZeroIsUniform) {
  EXPECT_EQ(sampled_keys(KeyDistribution::zipf(1000, 0), 1000), sampled_keys(KeyDistribution::uniform(1000), 1000));
}

TEST(Zipf, OfAHugeExponentIsTheHottestKeyAlone) {
  EXPECT_EQ(KeyDistribution::zipf(1000, 1e6).probability(0), 1);
}

TEST(Zipf, OfOneKeyIsThatKey) {
  EXPECT_THAT(sampled_keys(KeyDistribution::zipf(1, 0.99), 3), ElementsAre(0, 0, 0));
}

TEST(Uniform, ReachesItsFirstAndItsLastKey) {
  const KeyDistribution keys = KeyDistribution::uniform(kMaxKeys);
  EXPECT_EQ(keys.count(), kMaxKeys);
  EXPECT_EQ(keys.sample(0), 0u);
  EXPECT_EQ(keys.sample(kHighestDraw), kMaxKeys - 1);
}

TEST(Uniform, DrawsEveryKeyEqually) {
  const auto hits = hits_of(KeyDistribution::uniform(1000), 1'000'000);
  EXPECT_LT(std::fabs(chi_square_deviation(hits, std::vector<double>(1000, 0.001), 1'000'000)), 4);
}

TEST(Hotspot, GivesTheHotKeysTheirShareOfTheTraffic) {
  const KeyDistribution keys = KeyDistribution::hotspot(1000, Share::percent(5), Share::percent(90));
  std::vector<double> expected(1000, 0.1 / 950);
  for (Key key = 0; key < 50; ++key) expected[key] = 0.9 / 50;
  for (Key key = 0; key < 1000; ++key) EXPECT_NEAR(keys.probability(key), expected[key], 1e-15);
  EXPECT_LT(std::fabs(chi_square_deviation(hits_of(keys, 1'000'000), expected, 1'000'000)), 4);
}

TEST(Hotspot, ReachesTheFirstAndLastKeyOfBothSides) {
  const KeyDistribution keys = KeyDistribution::hotspot(kMaxKeys, Share::percent(50), Share::percent(50));
  EXPECT_EQ(keys.sample(0), 0u);
  EXPECT_EQ(keys.sample(kHighestDraw / 2), kMaxKeys / 2 - 1);
  EXPECT_EQ(keys.sample(kHighestDraw / 2 + 1), kMaxKeys / 2);
  EXPECT_EQ(keys.sample(kHighestDraw), kMaxKeys - 1);
}

TEST(Hotspot, RoundsTheNumberOfHotKeysUp) {
  EXPECT_NEAR(KeyDistribution::hotspot(150, Share::percent(1), Share::percent(80)).probability(1), 0.4, 1e-15);
  EXPECT_NEAR(KeyDistribution::hotspot(150, Share{}, Share::percent(80)).probability(0), 0.8, 1e-15);
}

TEST(Hotspot, OfAllKeysIsUniformWhateverTheTraffic) {
  const auto uniform = sampled_keys(KeyDistribution::uniform(1000), 1000);
  EXPECT_EQ(sampled_keys(KeyDistribution::hotspot(1000, Share::whole(), Share::percent(90)), 1000), uniform);
  EXPECT_THAT(sampled_keys(KeyDistribution::hotspot(1, Share::percent(1), Share::percent(90)), 2), ElementsAre(0, 0));
}

TEST(Hotspot, WithNoTrafficOrAllTrafficLeavesOneSideOut) {
  for (const Key key : sampled_keys(KeyDistribution::hotspot(100, Share::percent(10), Share{}), 10'000))
    ASSERT_GE(key, 10u);
  for (const Key key : sampled_keys(KeyDistribution::hotspot(100, Share::percent(10), Share::whole()), 10'000)) {
    ASSERT_LT(key, 10u);
  }
}

TEST(SingleKey, IsKeyZero) {
  EXPECT_EQ(KeyDistribution::single().count(), 1u);
  EXPECT_EQ(KeyDistribution::single().sample(kHighestDraw), 0u);
}

TEST(KeyDistribution, OfImpossibleParametersIsAProgrammingMistake) {
  EXPECT_EXIT(KeyDistribution::uniform(0), ExitedWithCode(70), "is_count\\(count\\)");
  EXPECT_EXIT(KeyDistribution::uniform(kMaxKeys + 1), ExitedWithCode(70), "is_count\\(count\\)");
  EXPECT_EXIT(KeyDistribution::zipf(10, -1), ExitedWithCode(70), "exponent >= 0");
  EXPECT_EXIT(KeyDistribution::zipf(10, std::nan("")), ExitedWithCode(70), "exponent >= 0");
  EXPECT_EXIT(KeyDistribution::hotspot(10, Share{-1}, Share{}), ExitedWithCode(70), "is_share\\(hot\\)");
  EXPECT_EXIT(KeyDistribution::hotspot(10, Share{}, Share{Share::kWhole + 1}), ExitedWithCode(70), "is_share");
}

}  // namespace
}  // namespace stampede
