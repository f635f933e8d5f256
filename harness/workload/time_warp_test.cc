// The rate of a workload may change; its requests do not.

#include "harness/workload/time_warp.h"

#include <gtest/gtest.h>

#include "harness/base/random.h"
#include "harness/workload/open_loop.h"

namespace stampede {
namespace {

constexpr double kMs = 1e6;

TEST(TimeWarp, TwiceTheSpeedHalvesTheDistances) {
  TimeWarp warp({{0, 1, 1}, {100, 2, 2}, {200, 1, 1}});
  EXPECT_EQ(warp.warp(50), 50);
  EXPECT_EQ(warp.warp(100), 100);
  EXPECT_EQ(warp.warp(150), 125);
  EXPECT_EQ(warp.warp(299), 199);
  EXPECT_EQ(warp.warp(300), 200);
  EXPECT_EQ(warp.warp(350), 250);
}

TEST(TimeWarp, NothingComesWhileTheSpeedIsZero) {
  TimeWarp warp({{0, 1, 1}, {100, 0, 0}, {200, 1, 1}});
  EXPECT_EQ(warp.warp(99), 99);
  EXPECT_EQ(warp.warp(100), 200);
  EXPECT_EQ(warp.warp(101), 201);
}

TEST(TimeWarp, ARampChangesTheSpeedEvenly) {
  TimeWarp warp({{0, 0, 2}, {1000, 2, 2}});  // after x of the ramp x^2 / 1000 has passed
  EXPECT_EQ(warp.warp(0), 0);
  EXPECT_EQ(warp.warp(10), 100);
  EXPECT_EQ(warp.warp(250), 500);
  EXPECT_EQ(warp.warp(1000), 1000);
  EXPECT_EQ(warp.warp(1010), 1005);
}

TEST(TimeWarp, ARampDownToAStandstillEndsWhereItShould) {
  TimeWarp warp({{0, 2, 0}, {1000, 1, 1}});
  EXPECT_EQ(warp.warp(750), 500);
  EXPECT_EQ(warp.warp(1000), 1000);
}

TEST(TimeWarp, BeyondTheRangeOfInstantsNothingComes) {
  TimeWarp warp({{0, 1, 1}});
  EXPECT_EQ(warp.warp(kNever), kNever);
  TimeWarp slow({{0, 0.001, 0.001}});
  EXPECT_EQ(slow.warp(kNever / 10), kNever);
}

// Against the definition: usual time is the integral of the speed.
TEST(TimeWarp, AgreesWithTheSpeedAddedUpNanosecondByNanosecond) {
  RandomSequence random(RandomStream(1, "pieces"));
  for (int round = 0; round < 20; ++round) {
    std::vector<SpeedPiece> pieces;
    for (Instant from = 0; from < 3000; from += 1 + static_cast<Instant>(below(random.next(), 500))) {
      const auto speed = [&] { return static_cast<double>(below(random.next(), 40)) / 10; };
      pieces.push_back({from, speed(), speed()});
    }
    pieces.back().speed_from = pieces.back().speed_to = 1;
    TimeWarp warp(pieces);
    double usual = 0;
    std::size_t piece = 0;
    Instant asked = 0;
    for (Instant now = 0; now < pieces.back().from; ++now) {
      while (piece + 1 < pieces.size() && now >= pieces[piece + 1].from) ++piece;
      const auto length = static_cast<double>(pieces[piece + 1].from - pieces[piece].from);
      const double slope = (pieces[piece].speed_to - pieces[piece].speed_from) / length;
      const double x = static_cast<double>(now - pieces[piece].from) + 0.5;
      const double next = usual + pieces[piece].speed_from + slope * x;
      for (; static_cast<double>(asked) < next - 1e-6; ++asked) {
        if (static_cast<double>(asked) <= usual + 1e-6) continue;
        EXPECT_EQ(warp.warp(asked), now) << "round " << round;
      }
      usual = next;
    }
  }
}

TEST(WarpedSource, KeysAndOperationsStayAndOnlyInstantsMove) {
  const KeyDistribution keys = KeyDistribution::uniform(100);
  const auto make = [&] {
    return make_open_loop(ArrivalPattern::kPoisson, Rate::per_second(1000), 7,
                          Traffic(7, keys, {.read = 3, .write = 1}));
  };
  const auto usual = make();
  const auto warped = make_warped(make(), TimeWarp({{0, 1, 1}, {static_cast<Instant>(100 * kMs), 3, 3}}));
  Request one, other;
  for (int i = 0; i < 1000; ++i) {
    ASSERT_TRUE(usual->next(one) && warped->next(other));
    const double expected = static_cast<double>(one.intended) <= 100 * kMs
                                ? static_cast<double>(one.intended)
                                : 100 * kMs + (static_cast<double>(one.intended) - 100 * kMs) / 3;
    EXPECT_NEAR(static_cast<double>(other.intended), expected, 1);
    other.intended = one.intended;
    EXPECT_EQ(one, other);
  }
}

}  // namespace
}  // namespace stampede
