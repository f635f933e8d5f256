#include "harness/metrics/episode.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/base/random.h"

namespace stampede {
namespace {

std::vector<Episode> largest(std::size_t most, const std::vector<Episode>& all) {
  LargestEpisodes kept(most);
  for (const Episode& episode : all) kept.add(episode);
  return kept.list();
}

TEST(LargestEpisodes, AreListedInOrderOfTime) {
  EXPECT_EQ(largest(3, {{1, 500, 10, 2}, {2, 100, 10, 9}, {3, 300, 10, 4}}),
            (std::vector<Episode>{{2, 100, 10, 9}, {3, 300, 10, 4}, {1, 500, 10, 2}}));
  EXPECT_EQ(largest(3, {}), std::vector<Episode>());
}

TEST(LargestEpisodes, TheSmallestGoesWhenALargerOneComes) {
  EXPECT_EQ(largest(2, {{1, 100, 10, 5}, {1, 200, 10, 2}, {1, 300, 10, 3}, {1, 400, 10, 2}}),
            (std::vector<Episode>{{1, 100, 10, 5}, {1, 300, 10, 3}}));
}

TEST(LargestEpisodes, OfEquallyLargeOnesTheEarlierStay) {
  EXPECT_EQ(largest(2, {{1, 300, 10, 5}, {1, 100, 10, 5}, {1, 200, 10, 5}}),
            (std::vector<Episode>{{1, 100, 10, 5}, {1, 200, 10, 5}}));
}

TEST(LargestEpisodes, OfThoseOfOneInstantTheSmallerKeysStay) {
  EXPECT_EQ(largest(2, {{9, 100, 10, 5}, {3, 100, 10, 5}, {7, 100, 10, 5}}),
            (std::vector<Episode>{{3, 100, 10, 5}, {7, 100, 10, 5}}));
}

TEST(LargestEpisodes, AreThoseThatSortingFinds) {
  RandomSequence random(RandomStream(1, "episodes"));
  std::vector<Episode> all;
  for (int i = 0; i < 2000; ++i) {
    all.push_back({.key = static_cast<Key>(below(random.next(), 5)),
                   .start = static_cast<Instant>(below(random.next(), 300)),
                   .length = static_cast<Duration>(below(random.next(), 10)),
                   .loads = 2 + below(random.next(), 20)});
  }
  std::vector<Episode> expected = all;
  std::ranges::sort(expected, [](const Episode& a, const Episode& b) {
    return std::tuple(-static_cast<std::int64_t>(a.loads), a.start, a.key, a.length) <
           std::tuple(-static_cast<std::int64_t>(b.loads), b.start, b.key, b.length);
  });
  expected.resize(100);
  std::ranges::sort(expected, [](const Episode& a, const Episode& b) {
    return std::tuple(a.start, a.key, a.length) < std::tuple(b.start, b.key, b.length);
  });
  EXPECT_EQ(largest(100, all), expected);
}

}  // namespace
}  // namespace stampede
