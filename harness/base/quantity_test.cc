#include "harness/base/quantity.h"

#include <gtest/gtest.h>

#include <cstdint>

#include "harness/base/random.h"

namespace stampede {
namespace {

TEST(Share, OfAnAmountIsRoundedDown) {
  EXPECT_EQ(Share::percent(80).of(60 * kSecond), 48 * kSecond);
  EXPECT_EQ(Share::percent(50).of(3), 1);
  EXPECT_EQ(Share::percent(0).of(1000), 0);
  EXPECT_EQ((Share{1}.of(999'999'999)), 0);
  EXPECT_EQ((Share{1}.of(1'000'000'000)), 1);
}

TEST(Share, OfTheLargestAmountDoesNotOverflow) {
  EXPECT_EQ(Share::whole().of(kNever), kNever);
  EXPECT_EQ(Share::percent(50).of(kNever), kNever / 2);
}

TEST(Share, IsTheProbabilityOfItsChance) {
  const RandomStream random(1, "test");
  int heads = 0;
  for (std::uint64_t n = 0; n < 1'000'000; ++n) heads += Share::percent(20).chance(random.at(n)) ? 1 : 0;
  EXPECT_NEAR(heads, 200'000, 5 * 400);  // binomial: standard deviation 400
}

TEST(Share, OfNothingNeverHappensAndOfAllAlways) {
  EXPECT_FALSE(Share{}.chance(0));
  EXPECT_FALSE(Share{}.chance(kHighestDraw));
  EXPECT_TRUE(Share::whole().chance(0));
  EXPECT_TRUE(Share::whole().chance(kHighestDraw));
}

TEST(Share, ThatIsLargerContainsTheChancesOfASmaller) {
  const RandomStream random(1, "test");
  for (std::uint64_t n = 0; n < 10'000; ++n) {
    ASSERT_LE(Share::percent(10).chance(random.at(n)), Share::percent(11).chance(random.at(n)));
  }
}

TEST(Share, IsOrderedBySize) {
  EXPECT_LT(Share::percent(1), Share::percent(2));
  EXPECT_EQ(Share::percent(100), Share::whole());
}

TEST(Rate, PlacesEventsAtWholeMultiplesRoundedDown) {
  const Rate three_per_second = Rate::per_second(3);
  EXPECT_EQ(three_per_second.instant_of(0), 0);
  EXPECT_EQ(three_per_second.instant_of(1), 333'333'333);
  EXPECT_EQ(three_per_second.instant_of(2), 666'666'666);
  EXPECT_EQ(three_per_second.instant_of(3), kSecond);
}

TEST(Rate, DoesNotDriftOverALongRun) {
  EXPECT_EQ(Rate::per_second(3).instant_of(3 * 86'400 * 365), 365 * kDay);
  EXPECT_EQ(Rate::every(7 * kMillisecond).instant_of(1'000'000'000), 7'000'000 * kSecond);
}

TEST(Rate, BeyondTheRangeOfInstantsIsNever) {
  EXPECT_EQ(Rate::every(kDay).instant_of(106'751), 106'751 * kDay);
  EXPECT_EQ(Rate::every(kDay).instant_of(106'752), kNever);
  EXPECT_EQ(Rate::every(kDay).instant_of(1'000'000'000), kNever);
}

TEST(Rate, KnowsItsMeanIntervalAndItsEventsPerSecond) {
  EXPECT_EQ(Rate::per_second(2000).mean_interval(), 500'000);
  EXPECT_EQ(Rate::every(7 * kMillisecond).mean_interval(), 7'000'000);
  EXPECT_EQ(Rate::per_second(2000).events_per_second(), 2000);
  EXPECT_EQ(Rate::every(10 * kMillisecond).events_per_second(), 100);
}

}  // namespace
}  // namespace stampede
