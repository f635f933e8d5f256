// How long a newly cached value lives.

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/cache/entry_ttl.h"

namespace stampede {
namespace {

EntryTtl entry_ttl(Duration ttl, std::int64_t jitter_percent, std::uint64_t seed = 1) {
  return EntryTtl(ttl, Share::percent(jitter_percent), RandomStream(seed, "cache.jitter"));
}

TEST(EntryTtl, WithoutJitterIsTheCaches) {
  EntryTtl ttl = entry_ttl(kSecond, 0);
  EXPECT_EQ(ttl.next({}), kSecond);
  EXPECT_EQ(ttl.next({}), kSecond);
}

TEST(EntryTtl, NeverIsNotShortened) {
  EXPECT_EQ(entry_ttl(kNever, 50).next({}), kNever);
}

TEST(EntryTtl, ATraceTellsTheTtlOfItsRecords) {
  EntryTtl ttl = entry_ttl(kSecond, 0);
  EXPECT_EQ(ttl.next({.ttl = kMinute}), kMinute);
  EXPECT_EQ(ttl.next({}), kSecond);
}

TEST(EntryTtl, IsShortenedByAUniformShareUpToTheJitter) {
  constexpr int kDraws = 100'000;
  EntryTtl ttl = entry_ttl(kSecond, 20);
  Duration shortest = kNever;
  Duration longest = 0;
  double total = 0;
  for (int i = 0; i < kDraws; ++i) {
    const Duration drawn = ttl.next({});
    shortest = std::min(shortest, drawn);
    longest = std::max(longest, drawn);
    total += static_cast<double>(drawn);
  }
  EXPECT_GE(shortest, 800 * kMillisecond);
  EXPECT_LT(shortest, 801 * kMillisecond);
  EXPECT_LE(longest, kSecond);
  EXPECT_GT(longest, 999 * kMillisecond);
  EXPECT_NEAR(total / kDraws, 0.9 * kSecond, 1.0 * kMillisecond);  // five standard deviations
}

TEST(EntryTtl, ReachesBothEndsOfItsRange) {
  EntryTtl ttl = entry_ttl(10, 20);
  std::vector<Duration> seen;
  for (int i = 0; i < 100; ++i) seen.push_back(ttl.next({}));
  EXPECT_EQ(*std::min_element(seen.begin(), seen.end()), 8);
  EXPECT_EQ(*std::max_element(seen.begin(), seen.end()), 10);
}

TEST(EntryTtl, IsDrawnFromTheSeed) {
  EXPECT_EQ(entry_ttl(kSecond, 20).next({}), entry_ttl(kSecond, 20).next({}));
  EXPECT_NE(entry_ttl(kSecond, 20, 1).next({}), entry_ttl(kSecond, 20, 2).next({}));
}

}  // namespace
}  // namespace stampede
