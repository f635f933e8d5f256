#include "harness/base/distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "harness/base/random.h"
#include "harness/base/time.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::ExitedWithCode;

constexpr std::uint64_t kLowestDraw = 0;
std::vector<std::int64_t> samples(const Distribution& distribution, std::uint64_t count) {
  const RandomStream random(1, "test");
  std::vector<std::int64_t> samples;
  for (std::uint64_t n = 0; n < count; ++n) samples.push_back(distribution.sample(random.at(n)));
  return samples;
}

double mean_of(const std::vector<std::int64_t>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// The value of rank ceil(per_mille / 1000 x count).
std::int64_t quantile_of(std::vector<std::int64_t> values, std::size_t per_mille) {
  const std::size_t rank = (values.size() * per_mille + 999) / 1000;
  const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - 1);
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

// The Kolmogorov-Smirnov statistic, scaled by the root of the number of samples: above 1.95 once in a thousand.
template <class Cumulative>
double scaled_distance(std::vector<std::int64_t> values, Cumulative cumulative) {
  std::sort(values.begin(), values.end());
  const double count = static_cast<double>(values.size());
  double distance = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double expected = cumulative(static_cast<double>(values[i]));
    distance = std::max({distance, (static_cast<double>(i) + 1) / count - expected, expected - i / count});
  }
  return distance * std::sqrt(count);
}

std::vector<Distribution> one_of_each_family() {
  return {Distribution::constant(5 * kMillisecond),
          Distribution::uniform(100, 4096),
          Distribution::exponential(20 * kMillisecond),
          Distribution::erlang(3, 20 * kMillisecond),
          Distribution::lognormal_percentiles(20 * kMillisecond, 120 * kMillisecond),
          Distribution::lognormal_mean(20 * kMillisecond, 1),
          Distribution::empirical({30, 10, 20})};
}

TEST(Distribution, IsZeroByDefault) {
  EXPECT_EQ(Distribution(), Distribution::constant(0));
  EXPECT_TRUE(Distribution().is_zero());
  EXPECT_EQ(Distribution().sample(kHighestDraw), 0);
}

TEST(Distribution, OfAConstantIsTheConstant) {
  const Distribution five = Distribution::constant(5);
  EXPECT_THAT(samples(five, 3), ElementsAre(5, 5, 5));
  EXPECT_TRUE(five.is_constant());
  EXPECT_FALSE(five.is_zero());
  EXPECT_EQ(five.mean(), 5);
  EXPECT_EQ(five.max(), 5);
}

TEST(Distribution, WithoutSpreadIsAConstant) {
  EXPECT_EQ(Distribution::uniform(7, 7), Distribution::constant(7));
  EXPECT_EQ(Distribution::exponential(0), Distribution());
  EXPECT_EQ(Distribution::erlang(5, 0), Distribution());
  EXPECT_EQ(Distribution::lognormal_percentiles(7, 7), Distribution::constant(7));
  EXPECT_EQ(Distribution::lognormal_mean(7, 0), Distribution::constant(7));
  EXPECT_EQ(Distribution::empirical({7, 7}), Distribution::constant(7));
}

TEST(Distribution, HasTheSameSamplesEverywhere) {
  EXPECT_THAT(samples(Distribution::uniform(100, 4096), 8), ElementsAre(3592, 125, 491, 1835, 856, 2162, 589, 2715));
  EXPECT_THAT(samples(Distribution::exponential(20 * kMillisecond), 8),
              ElementsAre(41406536, 126432, 2064390, 11389925, 4195351, 14515470, 2614712, 21252060));
  EXPECT_THAT(samples(Distribution::erlang(3, 20 * kMillisecond), 8),
              ElementsAre(33215817, 2450857, 7283103, 16099598, 9948787, 18264663, 8062438, 22466919));
  EXPECT_THAT(samples(Distribution::lognormal_percentiles(20 * kMillisecond, 120 * kMillisecond), 8),
              ElementsAre(48301652, 2927772, 7390178, 17603472, 10149032, 20629596, 8170260, 27160707));
  EXPECT_THAT(samples(Distribution::lognormal_mean(20 * kMillisecond, 1), 8),
              ElementsAre(38112386, 1000947, 3330462, 10278093, 5027813, 12628729, 3793921, 18048832));
  EXPECT_THAT(samples(Distribution::empirical({50, 10, 30, 20, 40}), 8), ElementsAre(50, 10, 10, 30, 10, 30, 10, 40));
}

TEST(Distribution, GivesLargerSamplesForLargerDraws) {
  for (const Distribution& distribution : one_of_each_family()) {
    std::int64_t previous = distribution.sample(kLowestDraw);
    EXPECT_GE(previous, 0);
    for (std::uint64_t step = 1; step <= 100'000; ++step) {
      const std::int64_t sample = distribution.sample(step * (kHighestDraw / 100'000));
      ASSERT_GE(sample, previous) << step;
      previous = sample;
    }
    EXPECT_GE(distribution.sample(kHighestDraw), previous);
  }
}

TEST(Distribution, NeverExceedsItsMaximum) {
  for (const Distribution& distribution : one_of_each_family()) {
    if (!distribution.max()) continue;
    EXPECT_EQ(distribution.sample(kHighestDraw), distribution.max());
  }
  EXPECT_EQ(Distribution::exponential(1).max(), std::nullopt);
  EXPECT_EQ(Distribution::erlang(2, 1).max(), std::nullopt);
  EXPECT_EQ(Distribution::lognormal_mean(1, 1).max(), std::nullopt);
}

TEST(Distribution, ClampsWhatIsTooLarge) {
  EXPECT_EQ(Distribution::exponential(1e18).sample(kHighestDraw), Distribution::kMax);
  EXPECT_EQ(Distribution::lognormal_mean(1e18, 2).sample(kHighestDraw), Distribution::kMax);
  EXPECT_EQ(Distribution::uniform(0, Distribution::kMax).sample(kHighestDraw), Distribution::kMax);
}

TEST(Distribution, HasTheMeanItDeclares) {
  constexpr std::uint64_t kSamples = 1'000'000;
  for (const Distribution& distribution : one_of_each_family()) {
    const double mean = distribution.mean();
    // Five standard errors of the widest of them, whose standard deviation is 1.31 means.
    EXPECT_NEAR(mean_of(samples(distribution, kSamples)) / mean, 1, 5 * 1.32 / std::sqrt(kSamples));
  }
}

TEST(Distribution, EqualsOneWithTheSameParametersOnly) {
  const std::vector<Distribution> families = one_of_each_family();
  const std::vector<Distribution> again = one_of_each_family();
  for (std::size_t i = 0; i < families.size(); ++i) {
    for (std::size_t j = 0; j < again.size(); ++j) EXPECT_EQ(families[i] == again[j], i == j) << i << ", " << j;
  }
  EXPECT_NE(Distribution::exponential(1), Distribution::exponential(2));
}

TEST(Uniform, HitsEveryIntegerOfItsRangeEqually) {
  std::vector<std::int64_t> hits(7);
  for (const std::int64_t sample : samples(Distribution::uniform(2, 8), 700'000)) ++hits.at(sample - 2);
  // Each is binomial with mean 100,000 and standard deviation 293.
  for (const std::int64_t count : hits) EXPECT_NEAR(count, 100'000, 5 * 293);
}

TEST(Exponential, FollowsItsDistributionFunction) {
  const auto cumulative = [](double x) { return 1 - std::exp(-x / 2e7); };
  EXPECT_LT(scaled_distance(samples(Distribution::exponential(2e7), 200'000), cumulative), 1.95);
}

TEST(Exponential, OfTheLowestAndTheHighestDrawIsFinite) {
  EXPECT_EQ(unit_exponential(kHighestDraw), 0);
  EXPECT_NEAR(unit_exponential(kLowestDraw), 53 * std::log(2), 1e-14);
  EXPECT_EQ(Distribution::exponential(1000).sample(kLowestDraw), 0);
  EXPECT_EQ(Distribution::exponential(1000).sample(kHighestDraw), 36737);
}

TEST(Erlang, FollowsItsDistributionFunction) {
  const auto cumulative = [](double x) {
    const double y = 3 * x / 2e7;
    return 1 - std::exp(-y) * (1 + y + y * y / 2);
  };
  EXPECT_LT(scaled_distance(samples(Distribution::erlang(3, 2e7), 200'000), cumulative), 1.95);
}

TEST(Erlang, OfOneIsTheExponential) {
  EXPECT_EQ(Distribution::erlang(1, 2e7), Distribution::exponential(2e7));
}

TEST(Lognormal, FollowsItsDistributionFunction) {
  const double mu = std::log(2e7) - 0.5;
  const auto cumulative = [mu](double x) { return std::erfc((mu - std::log(x)) / std::sqrt(2)) / 2; };
  EXPECT_LT(scaled_distance(samples(Distribution::lognormal_mean(2e7, 1), 200'000), cumulative), 1.95);
}

TEST(Lognormal, ByPercentilesHasThem) {
  const auto values = samples(Distribution::lognormal_percentiles(20 * kMillisecond, 120 * kMillisecond), 1'000'000);
  // Five standard deviations: sqrt(q (1 - q) / n) over the density at the quantile, relative to it.
  EXPECT_NEAR(static_cast<double>(quantile_of(values, 500)) / 20e6, 1, 0.005);
  EXPECT_NEAR(static_cast<double>(quantile_of(values, 990)) / 120e6, 1, 0.015);
}

TEST(Lognormal, KeepsTheMeanItWasGivenWhateverItsSigma) {
  EXPECT_NEAR(Distribution::lognormal_mean(2e7, 0.5).mean(), 2e7, 1e-6);
  EXPECT_NEAR(Distribution::lognormal_mean(2e7, 2).mean(), 2e7, 1e-6);
}

// The oracle table, dist.lognormal.p50.p, .p99.p and .p99.9.p: mean 20 ms, sigma 1, a million samples.
TEST(Lognormal, ByItsMeanHasTheQuantilesOfTheOracleTable) {
  const auto values = samples(Distribution::lognormal_mean(20 * kMillisecond, 1), 1'000'000);
  EXPECT_NEAR(static_cast<double>(quantile_of(values, 500)), 0.01213061319e9, 0.000121e9);
  EXPECT_NEAR(static_cast<double>(quantile_of(values, 990)), 0.1242232249e9, 0.00163e9);
  EXPECT_NEAR(static_cast<double>(quantile_of(values, 999)), 0.266657371e9, 0.0135e9);
}

// The oracle table, gen.poisson.dispersion.p: rate 100/s, 200,000 windows of 0.1 s.
TEST(UnitExponential, AsGapsMakesAPoissonProcess) {
  constexpr int kWindows = 200'000;
  const RandomStream random(1, "test");
  std::vector<int> counts(kWindows);
  double instant = 0;  // in windows: ten events each
  for (std::uint64_t n = 0;; ++n) {
    instant += unit_exponential(random.at(n)) / 10;
    if (instant >= kWindows) break;
    ++counts[static_cast<std::size_t>(instant)];
  }
  const double mean = std::accumulate(counts.begin(), counts.end(), 0.0) / kWindows;
  double squares = 0;
  for (const int count : counts) squares += (count - mean) * (count - mean);
  EXPECT_NEAR(mean, 10, 5 * std::sqrt(10.0 / kWindows));
  EXPECT_NEAR(squares / (kWindows - 1) / mean, 1, 0.0166);
}

TEST(Empirical, DrawsEachOfItsValuesEqually) {
  const Distribution distribution = Distribution::empirical({30, 10, 20, 10});
  EXPECT_EQ(distribution.mean(), 17.5);
  EXPECT_EQ(distribution.max(), 30);
  std::vector<std::int64_t> hits(31);
  for (const std::int64_t sample : samples(distribution, 400'000)) ++hits.at(sample);
  EXPECT_NEAR(hits[10], 200'000, 5 * 316);
  EXPECT_NEAR(hits[20], 100'000, 5 * 274);
  EXPECT_NEAR(hits[30], 100'000, 5 * 274);
}

TEST(Empirical, IsTheSameForTheSameValuesInAnyOrder) {
  EXPECT_EQ(Distribution::empirical({1, 2, 3}), Distribution::empirical({3, 1, 2}));
  EXPECT_NE(Distribution::empirical({1, 2, 3}), Distribution::empirical({1, 2, 4}));
}

TEST(Distribution, OfImpossibleParametersIsAProgrammingMistake) {
  EXPECT_EXIT(Distribution::constant(-1), ExitedWithCode(70), "is_value\\(value\\)");
  EXPECT_EXIT(Distribution::uniform(2, 1), ExitedWithCode(70), "min <= max");
  EXPECT_EXIT(Distribution::exponential(-1), ExitedWithCode(70), "is_value\\(mean\\)");
  EXPECT_EXIT(Distribution::exponential(std::nan("")), ExitedWithCode(70), "is_value\\(mean\\)");
  EXPECT_EXIT(Distribution::erlang(0, 1), ExitedWithCode(70), "shape >= 1");
  EXPECT_EXIT(Distribution::erlang(101, 1), ExitedWithCode(70), "kMaxErlangShape");
  EXPECT_EXIT(Distribution::lognormal_percentiles(0, 1), ExitedWithCode(70), "p50 > 0");
  EXPECT_EXIT(Distribution::lognormal_percentiles(2, 1), ExitedWithCode(70), "p50 <= p99");
  EXPECT_EXIT(Distribution::lognormal_mean(1, -1), ExitedWithCode(70), "sigma >= 0");
  EXPECT_EXIT(Distribution::empirical({}), ExitedWithCode(70), "values.empty");
  EXPECT_EXIT(Distribution::empirical({1, -1}), ExitedWithCode(70), "values.front");
}

}  // namespace
}  // namespace stampede
