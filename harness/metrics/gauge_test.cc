#include "harness/metrics/gauge.h"

#include <gtest/gtest.h>

#include <vector>

#include "harness/base/random.h"

namespace stampede {
namespace {

TEST(Gauge, StartsAtLevel0AndHasNoMeanBeforeTimePasses) {
  Gauge gauge;
  EXPECT_EQ(gauge.level(), 0);
  const GaugeSummary summary = gauge.take(0);
  EXPECT_EQ(summary.peak, 0);
  EXPECT_EQ(summary.mean(), std::nullopt);
}

TEST(Gauge, AveragesItsLevelOverTime) {
  Gauge gauge;
  gauge.add(10, 4);
  gauge.add(20, -3);
  const GaugeSummary summary = gauge.take(40);
  EXPECT_EQ(summary.peak, 4);
  EXPECT_EQ(summary.area, 10 * 4 + 20 * 1);
  EXPECT_EQ(summary.span, 40);
  EXPECT_EQ(summary.mean(), 1.5);
}

TEST(Gauge, ALevelThatLastsNoTimeCountsForThePeakOnly) {
  Gauge gauge;
  gauge.set(10, 100);
  gauge.set(10, 1);
  const GaugeSummary summary = gauge.take(20);
  EXPECT_EQ(summary.peak, 100);
  EXPECT_EQ(summary.area, 10);
}

TEST(Gauge, ANewSpanBeginsAtTheLevelOfTheLast) {
  Gauge gauge;
  gauge.set(0, 7);
  gauge.set(5, 3);
  gauge.take(10);
  const GaugeSummary second = gauge.take(30);
  EXPECT_EQ(second.peak, 3);
  EXPECT_EQ(second.area, 60);
  EXPECT_EQ(second.span, 20);
}

TEST(Gauge, HoldsTheAreaOfADayAtTheHighestLevels) {
  Gauge gauge;
  gauge.set(0, std::int64_t{1} << 40);
  EXPECT_EQ(gauge.take(kDay).mean(), 0x1p40);
}

TEST(Gauge, SummariesOfParallelRunsMerge) {
  GaugeSummary one{.peak = 3, .area = 10, .span = 10};
  one.merge({.peak = 5, .area = 50, .span = 10});
  EXPECT_EQ(one.peak, 5);
  EXPECT_EQ(one.mean(), 3.0);
}

TEST(Gauge, AgreesWithASumOverEveryNanosecond) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomSequence random(RandomStream(seed, "gauge"));
    Gauge gauge;
    Instant now = 0;
    GaugeSummary naive;
    GaugeSummary taken;
    for (int step = 0; step < 500; ++step) {
      for (auto length = below(random.next(), 4); length > 0; --length, ++now) {
        naive.area += gauge.level();
        ++naive.span;
      }
      if (below(random.next(), 10) == 0) {
        taken.merge(gauge.take(now));
      } else {
        gauge.add(now, static_cast<std::int64_t>(below(random.next(), 7)) - 3);
      }
      naive.peak = std::max(naive.peak, gauge.level());
    }
    taken.merge(gauge.take(now));
    EXPECT_EQ(taken.area, naive.area);
    EXPECT_EQ(taken.span, naive.span);
    EXPECT_EQ(taken.peak, naive.peak);
  }
}

}  // namespace
}  // namespace stampede
