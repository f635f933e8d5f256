#include "harness/base/math.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "harness/base/log_centres.h"
#include "harness/base/random.h"

namespace stampede {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kSmallest = std::numeric_limits<double>::denorm_min();
constexpr double kLargest = std::numeric_limits<double>::max();

// How far `value` is from `exact`, in units of the last place of the double nearest to it.
double error_in_ulp(double value, long double exact) {
  const double nearest = std::fabs(static_cast<double>(exact));
  const double ulp = std::max(std::nextafter(nearest, kInfinity) - nearest, kSmallest);
  return static_cast<double>(std::fabs(static_cast<long double>(value) - exact) / ulp);
}

template <class Function, class Reference>
double worst_error(const std::vector<double>& points, Function function, Reference reference) {
  double worst = 0;
  for (const double x : points) {
    worst = std::max(worst, error_in_ulp(function(x), reference(static_cast<long double>(x))));
  }
  return worst;
}

long double reference_log(long double x) {
  return std::log(x);
}
long double reference_exp(long double x) {
  return std::exp(x);
}

// Bit patterns of positive finite numbers, each as likely: every binade from the subnormal ones to the largest.
std::vector<double> points_of_every_magnitude(int count) {
  const RandomStream random(1, "magnitudes");
  std::vector<double> points = {kSmallest, std::numeric_limits<double>::min(), kLargest};
  for (int i = 0; i < count; ++i) points.push_back(std::bit_cast<double>(below(random.at(i), 0x7ff0000000000000u)));
  return points;
}

// 2^-60 .. 1 on either side of 1.
std::vector<double> points_near_one(int count) {
  const RandomStream random(1, "near one");
  std::vector<double> points;
  for (int i = 0; i < count; ++i) {
    const double distance = std::ldexp(unit_above_zero(random.at(i)), -(i / 2 % 60));
    points.push_back(i % 2 == 0 ? 1 + distance : 1 - distance / 2);
  }
  return points;
}

std::vector<double> points_between(double low, double high, int count) {
  const RandomStream random(1, "between");
  std::vector<double> points;
  for (int i = 0; i < count; ++i) points.push_back(low + (high - low) * unit_below_one(random.at(i)));
  return points;
}

// A digest of the bits of f at the points: equal digests, equal functions.
template <class Function>
std::uint64_t digest(const std::vector<double>& points, Function function) {
  std::uint64_t digest = 0;
  for (const double x : points) digest = mix64(digest ^ std::bit_cast<std::uint64_t>(function(x)));
  return digest;
}

TEST(NaturalLog, IsAccurateAtEveryMagnitude) {
  EXPECT_LT(worst_error(points_of_every_magnitude(1'000'000), natural_log, reference_log), 1.2);
}

TEST(NaturalLog, KeepsItsRelativeAccuracyNextToOne) {
  EXPECT_LT(worst_error(points_near_one(1'000'000), natural_log, reference_log), 1.2);
}

TEST(NaturalLog, IsAccurateOnTheUnitInterval) {
  EXPECT_LT(worst_error(points_between(0x1p-53, 1, 1'000'000), natural_log, reference_log), 1.2);
}

TEST(NaturalLog, OfOneIsExactlyZero) {
  EXPECT_EQ(natural_log(1), 0);
}

TEST(NaturalLog, OfAPowerOfTwoIsThatMultipleOfLnTwo) {
  for (int k = -1074; k <= 1023; ++k) EXPECT_LE(error_in_ulp(natural_log(std::ldexp(1, k)), k * std::log(2.0L)), 0.501);
}

TEST(NaturalLog, NeverFallsAsItsArgumentRises) {
  // Across each of the 128 boundaries between two centres.
  for (int i = 0; i < 128; ++i) {
    double x = std::bit_cast<double>(0x3fe6000000000000u + (std::uint64_t(i) << 45) + (std::uint64_t{1} << 44) - 100);
    for (int step = 0; step < 200; ++step, x = std::nextafter(x, 2)) {
      ASSERT_LE(natural_log(x), natural_log(std::nextafter(x, 2))) << x;
    }
  }
}

TEST(NaturalLog, OfWhatHasNoneIsAProgrammingMistake) {
  for (const double x : {0.0, -1.0, -kSmallest, kInfinity, std::nan("")}) {
    EXPECT_EXIT(natural_log(x), ::testing::ExitedWithCode(70), "internal error: 'x > 0 && bits < kInfinity'");
  }
}

TEST(LogCentres, HoldTheInversesAndLogarithmsOfTheirCentres) {
  for (std::size_t i = 0; i < kLogCentres.size(); ++i) {
    const LogCentre& row = kLogCentres[i];
    EXPECT_EQ(row.centre, std::bit_cast<double>(0x3fe6000000000000u + (i << 45)));
    EXPECT_EQ(row.inverse, 1 / row.centre);
    EXPECT_EQ(row.log_high * 0x1p42, std::nearbyint(row.log_high * 0x1p42));
    EXPECT_LE(std::fabs(row.log_low), 0x1p-43);
    const long double log = static_cast<long double>(row.log_high) + row.log_low;
    EXPECT_LT(std::fabs(log - std::log(static_cast<long double>(row.centre))), 0x1p-64L);
  }
}

TEST(NaturalExp, IsWithinOneUnitOfTheLastPlace) {
  EXPECT_LT(worst_error(points_between(-708, 709.7, 1'000'000), natural_exp, reference_exp), 1.0);
  EXPECT_LT(worst_error(points_between(-1, 1, 1'000'000), natural_exp, reference_exp), 1.0);
}

TEST(NaturalExp, RoundsToSubnormalNumbersAndThenToZero) {
  EXPECT_LT(worst_error(points_between(-745.13, -708, 100'000), natural_exp, reference_exp), 1.0);
  EXPECT_EQ(natural_exp(-745.13), kSmallest);
  EXPECT_EQ(natural_exp(-745.2), 0);
  EXPECT_EQ(natural_exp(-kInfinity), 0);
}

TEST(NaturalExp, OverflowsToInfinity) {
  EXPECT_LT(error_in_ulp(natural_exp(709.782712893383973096), std::exp(709.782712893383973096L)), 1.0);
  EXPECT_EQ(natural_exp(709.79), kInfinity);
  EXPECT_EQ(natural_exp(kInfinity), kInfinity);
}

TEST(NaturalExp, OfZeroIsExactlyOne) {
  EXPECT_EQ(natural_exp(0.0), 1);
  EXPECT_EQ(natural_exp(-0.0), 1);
}

TEST(Power, IsExactlyOneWhereItMustBe) {
  EXPECT_EQ(power(1, -0.99), 1);
  EXPECT_EQ(power(1, 1e300), 1);
  EXPECT_EQ(power(123456, 0), 1);
}

TEST(Power, StaysWithinItsStatedError) {
  for (const double x : points_between(1, 1e9, 10'000)) {
    for (const double y : {-3.0, -1.0, -0.99, -0.5, -1e-6, 0.3, 2.0}) {
      const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
      const double bound = (std::fabs(y * std::log(x)) + 1) * 2.5e-16;
      ASSERT_LT(std::fabs((static_cast<long double>(power(x, y)) - exact) / exact), bound) << x << "^" << y;
    }
  }
}

TEST(Power, OfALargeNegativeExponentIsZero) {
  EXPECT_EQ(power(2, -1e6), 0);
}

// Phi(z) by the complementary error function, which is accurate in both tails.
long double normal_probability_above(long double z) {
  return std::erfc(z / std::sqrt(2.0L)) / 2;
}

TEST(NormalQuantile, InvertsTheNormalDistribution) {
  for (const double p : points_between(0x1p-53, 1, 100'000)) {
    ASSERT_NEAR(static_cast<double>(normal_probability_above(-normal_quantile(p)) / p), 1, 1e-14) << p;
  }
}

TEST(NormalQuantile, IsAccurateFarOutInTheTail) {
  for (double p = 0.5; p > 1e-300; p /= 3) {
    ASSERT_NEAR(static_cast<double>(normal_probability_above(-normal_quantile(p)) / p), 1, 1e-12) << p;
  }
}

TEST(NormalQuantile, HasTheValuesOfThePublishedAlgorithm) {
  // The three checks of AS 241.
  EXPECT_NEAR(normal_quantile(0.25), -0.6744897501960817, 2e-16);
  EXPECT_NEAR(normal_quantile(0.001), -3.090232306167814, 9e-16);
  EXPECT_NEAR(normal_quantile(1e-20), -9.262340089798408, 4e-15);
}

TEST(NormalQuantile, IsSymmetricAboutOneHalf) {
  EXPECT_EQ(normal_quantile(0.5), 0);
  for (const double p : {0.25, 0.0625, 0.0009765625, 0x1p-50}) EXPECT_EQ(normal_quantile(p), -normal_quantile(1 - p));
}

TEST(NormalQuantile, OfCertaintyIsAProgrammingMistake) {
  for (const double p : {0.0, 1.0, -0.5, std::nan("")}) {
    EXPECT_EXIT(normal_quantile(p), ::testing::ExitedWithCode(70), "internal error: 'p > 0 && p < 1'");
  }
}

TEST(Bits, AreTheSameWithEveryCompilerAndProcessor) {
  EXPECT_EQ(digest(points_of_every_magnitude(100'000), natural_log), 12537012302405933895u);
  EXPECT_EQ(digest(points_near_one(100'000), natural_log), 12434855547130651231u);
  EXPECT_EQ(digest(points_between(-745, 709, 100'000), natural_exp), 15337818511993962740u);
  EXPECT_EQ(digest(points_between(1, 1e9, 100'000), [](double x) { return power(x, -0.99); }), 18203128743587619254u);
  EXPECT_EQ(digest(points_between(0x1p-53, 1, 100'000), normal_quantile), 4936955767392441108u);
}

}  // namespace
}  // namespace stampede
