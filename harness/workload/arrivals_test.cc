#include "harness/workload/arrivals.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <vector>

namespace stampede {
namespace {

template <typename Arrivals>
std::vector<Instant> first(int count, Arrivals arrivals) {
  std::vector<Instant> instants;
  for (int k = 0; k < count; ++k) instants.push_back(arrivals.next());
  return instants;
}

TEST(ConstantArrivals, RequestKIsIntendedAtTheFloorOfKIntervals) {
  EXPECT_EQ(first(4, ConstantArrivals(Rate::per_second(3))),
            std::vector<Instant>({0, 333'333'333, 666'666'666, 1'000'000'000}));
  EXPECT_EQ(first(3, ConstantArrivals(Rate::every(7 * kMillisecond))),
            std::vector<Instant>({0, 7 * kMillisecond, 14 * kMillisecond}));
}

TEST(ConstantArrivals, AgreeWithTheFormulaForRatesOfAnySize) {
  const std::array<Rate, 7> rates = {Rate{2'000'000'000'000, kSecond},
                                     Rate{1'000'000'000'000'000'000, kSecond},
                                     Rate{999'999'999, kSecond},
                                     Rate{1'000'000'001, kNanosecond},
                                     Rate{9'223'372'036'854'775'807, kDay},
                                     Rate{7, kSecond},
                                     Rate{1, kSecond}};
  for (const Rate& rate : rates) {
    ConstantArrivals arrivals(rate);
    for (std::uint64_t k = 0; k < 20'000; ++k) {
      ASSERT_EQ(arrivals.next(), rate.instant_of(k)) << rate.billionths << " " << k;
    }
  }
}

TEST(ConstantArrivals, EndAtTheEndOfTime) {
  EXPECT_EQ(first(3, ConstantArrivals(Rate{1, kDay})), std::vector<Instant>({0, kNever, kNever}));
}

TEST(PoissonArrivals, AreTheSameForTheSameSeedAndOthersForAnother) {
  const Rate rate = Rate::per_second(1000);
  EXPECT_EQ(first(1000, PoissonArrivals(rate, 1)), first(1000, PoissonArrivals(rate, 1)));
  EXPECT_NE(first(1, PoissonArrivals(rate, 1)), first(1, PoissonArrivals(rate, 2)));
}

TEST(PoissonArrivals, RequestZeroComesAfterGapZero) {
  const PoissonArrivals arrivals(Rate::per_second(1000), 1);
  const double gap = arrivals.unit_gap(0);
  EXPECT_GT(gap, 0);
  EXPECT_EQ(first(1, arrivals)[0], static_cast<Instant>(gap * kMillisecond));
}

TEST(PoissonArrivals, TheFractionsOfNanosecondsAreNotLost) {
  constexpr int kCount = 1'000'000;
  PoissonArrivals arrivals(Rate::per_second(700'000'000), 1);
  Instant last = 0;
  long double units = 0;
  for (int k = 0; k < kCount; ++k) {
    units += arrivals.unit_gap(static_cast<std::uint64_t>(k));
    const Instant now = arrivals.next();
    ASSERT_GE(now, last);
    last = now;
  }
  EXPECT_NEAR(static_cast<double>(last), static_cast<double>(units / 0.7L), 1.01);
}

TEST(PoissonArrivals, AnotherRateStretchesTimeAndKeepsTheGaps) {
  PoissonArrivals slow(Rate::per_second(1000), 1);
  PoissonArrivals fast(Rate::per_second(8000), 1);
  for (int k = 0; k < 10'000; ++k) {
    const double slow_now = static_cast<double>(slow.next());
    ASSERT_NEAR(slow_now, 8 * static_cast<double>(fast.next()), 10);
  }
}

TEST(PoissonArrivals, CountsInEqualWindowsHaveAsMuchVarianceAsMean) {
  constexpr int kWindows = 100'000;
  std::vector<int> counts(kWindows);
  PoissonArrivals arrivals(Rate::per_second(5000), 3);
  constexpr Duration kWindow = kMillisecond;
  for (Instant now = arrivals.next(); now < kWindows * kWindow; now = arrivals.next()) {
    ++counts[static_cast<std::size_t>(now / kWindow)];
  }
  double mean = 0;
  for (const int count : counts) mean += count / static_cast<double>(kWindows);
  double variance = 0;
  for (const int count : counts) variance += (count - mean) * (count - mean) / kWindows;
  EXPECT_NEAR(mean, 5, 4 * std::sqrt(5.0 / kWindows));                   // 4 standard errors
  EXPECT_NEAR(variance / mean, 1, 4 * std::sqrt(2.0 / kWindows) * 1.1);  // of a chi-square, with some room
}

TEST(RenewalArrivals, ComeAfterTheGapsThatTheSeedDraws) {
  const Distribution gap = Distribution::erlang(2, 5 * kMillisecond);
  const RandomStream draws(7, "arrivals");
  RenewalArrivals arrivals(gap, 7);
  Instant expected = 0;
  for (std::uint64_t k = 0; k < 1000; ++k) {
    expected += gap.sample(draws.at(k));
    ASSERT_EQ(arrivals.next(), expected);
  }
  EXPECT_NEAR(static_cast<double>(expected), 5e9, 5 * 5e6 / std::sqrt(2) * std::sqrt(1000));
}

TEST(RenewalArrivals, EndAtTheEndOfTime) {
  const auto instants = first(3, RenewalArrivals(Distribution::constant(Distribution::kMax), 1));
  EXPECT_EQ(instants, std::vector<Instant>({Distribution::kMax, kNever, kNever}));
}

TEST(PoissonArrivals, EndAtTheEndOfTime) {
  const auto instants = first(3, PoissonArrivals(Rate{1, 1000 * kDay}, 1));
  EXPECT_EQ(instants, std::vector<Instant>({kNever, kNever, kNever}));
}

}  // namespace
}  // namespace stampede
