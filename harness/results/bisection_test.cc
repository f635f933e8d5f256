#include "harness/results/bisection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr Share kExact = Share{0};

struct Found {
  Boundary boundary;
  std::vector<std::int64_t> probes;
};

template <typename Predicate>
Found find(const BisectionSpace& space, Predicate predicate) {
  Found found;
  found.boundary = find_boundary(space, [&](std::int64_t value) -> std::optional<bool> {
    found.probes.push_back(value);
    return predicate(value);
  });
  return found;
}

auto at_most(std::int64_t limit) {
  return [limit](std::int64_t value) { return value <= limit; };
}

auto at_least(std::int64_t limit) {
  return [limit](std::int64_t value) { return value >= limit; };
}

void expect_found(const Found& found, std::int64_t holds, std::int64_t fails) {
  EXPECT_EQ(found.boundary.kind, BoundaryKind::kFound);
  EXPECT_EQ(found.boundary.holds, holds);
  EXPECT_EQ(found.boundary.fails, fails);
  EXPECT_THAT(found.boundary.exceptions, IsEmpty());
}

TEST(Bisection, FindsEveryBoundaryOfSmallNumbersExactly) {
  for (std::int64_t limit = 1; limit <= 100; ++limit) {
    for (const std::int64_t start : {1, 7, 100}) {
      expect_found(find({.start = start, .tolerance = kExact}, at_most(limit)), limit, limit + 1);
      expect_found(find({.start = start, .lowest = true, .tolerance = kExact}, at_least(limit + 1)), limit + 1, limit);
    }
  }
}

TEST(Bisection, DoublesThenHalvesTheBracketThenChecksInside) {
  EXPECT_THAT(find({.start = 8, .tolerance = kExact}, at_most(21)).probes,
              ElementsAre(8, 16, 32, 24, 20, 22, 21, 15, 10));
}

TEST(Bisection, HalvesWhenTheStartFails) {
  EXPECT_THAT(find({.start = 8, .tolerance = kExact}, at_most(2)).probes, ElementsAre(8, 4, 2, 3, 1));
}

TEST(Bisection, StopsWithinTheTolerance) {
  const Found found = find({.start = 1'000'000, .tolerance = Share::percent(1)}, at_most(1'234'567));
  EXPECT_LE(*found.boundary.holds, 1'234'567);
  EXPECT_GT(*found.boundary.fails, 1'234'567);
  EXPECT_LE(*found.boundary.fails - *found.boundary.holds, *found.boundary.holds / 100);
  EXPECT_LT(found.probes.size(), 15u);
}

TEST(Bisection, TriesRoundValues) {
  const Found found = find({.start = 1'000'000, .tolerance = Share::percent(1)}, at_most(1'234'567));
  EXPECT_THAT(found.probes, testing::Contains(1'500'000));
  EXPECT_EQ(*found.boundary.holds % 1000, 0);
}

TEST(Bisection, ReachesTheBounds) {
  const Found above = find({.start = 8, .max = 50}, at_most(1000));
  EXPECT_EQ(above.boundary.kind, BoundaryKind::kAlwaysHolds);
  EXPECT_THAT(above.probes, ElementsAre(8, 16, 32, 50));
  EXPECT_EQ(above.boundary.holds, 50);
  EXPECT_EQ(above.boundary.fails, std::nullopt);

  const Found below = find({.start = 8, .min = 3}, at_most(2));
  EXPECT_EQ(below.boundary.kind, BoundaryKind::kNeverHolds);
  EXPECT_THAT(below.probes, ElementsAre(8, 4, 3));
  EXPECT_EQ(below.boundary.holds, std::nullopt);
  EXPECT_EQ(below.boundary.fails, 3);
}

TEST(Bisection, ReachesTheBoundsWhenItLooksForTheLowest) {
  const Found always = find({.start = 8, .min = 3, .lowest = true}, at_least(1));
  EXPECT_EQ(always.boundary.kind, BoundaryKind::kAlwaysHolds);
  EXPECT_EQ(always.boundary.holds, 3);
  const Found never = find({.start = 8, .max = 50, .lowest = true}, at_least(1000));
  EXPECT_EQ(never.boundary.kind, BoundaryKind::kNeverHolds);
  EXPECT_EQ(never.boundary.fails, 50);
}

TEST(Bisection, StartsAtABound) {
  const Found found = find({.start = 5, .min = 5, .max = 5}, at_most(5));
  EXPECT_EQ(found.boundary.kind, BoundaryKind::kAlwaysHolds);
  EXPECT_THAT(found.probes, ElementsAre(5));
}

TEST(Bisection, GivesUpAfterEightDoublings) {
  const Found found = find({.start = 1}, at_most(INT64_MAX));
  EXPECT_EQ(found.boundary.kind, BoundaryKind::kAlwaysHolds);
  EXPECT_EQ(found.boundary.holds, 256);
  EXPECT_THAT(found.probes, SizeIs(9));
}

TEST(Bisection, CopesWithTheLargestNumbers) {
  constexpr std::int64_t kLimit = INT64_MAX - 3;
  const Found found = find({.start = INT64_MAX / 3, .tolerance = kExact}, at_most(kLimit));
  expect_found(found, kLimit, kLimit + 1);
}

TEST(Bisection, NoticesAHoleInTheHoldingSide) {
  const Found found = find({.start = 100, .tolerance = kExact},
                           [](std::int64_t value) { return value <= 150 && (value < 110 || value > 115); });
  EXPECT_EQ(found.boundary.kind, BoundaryKind::kFound);
  EXPECT_EQ(found.boundary.holds, 150);
  EXPECT_EQ(found.boundary.fails, 151);
  EXPECT_THAT(found.boundary.exceptions, ElementsAre(112));
}

TEST(Bisection, StopsWhenTheProbeWantsOut) {
  int left = 3;
  const Boundary boundary = find_boundary({.start = 8}, [&](std::int64_t value) -> std::optional<bool> {
    if (left-- == 0) return std::nullopt;
    return value <= 1000;
  });
  EXPECT_EQ(boundary.kind, BoundaryKind::kStopped);
  EXPECT_EQ(boundary.holds, 32);
  EXPECT_EQ(boundary.fails, std::nullopt);
}

}  // namespace
}  // namespace stampede
