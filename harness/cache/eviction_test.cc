// Eviction policies: known miss counts, and that random replacement is fair.
//
// The counts are those of the textbooks (Belady, Nelson, Shedler: "An anomaly in space-time characteristics of certain
// programs running in a paging machine", CACM 1969; Silberschatz, Galvin, Gagne: "Operating System Concepts") and of an
// independent simulation.

#include "harness/cache/eviction.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "harness/cache/testing.h"

namespace stampede {
namespace {

using testing::CacheWorld;
using ::testing::IsEmpty;

// Each reference looks its key up and, if it is not there, puts it.
std::uint64_t misses(std::string_view eviction, std::uint64_t capacity, const std::vector<Key>& references) {
  CacheWorld world(eviction, {.entries = capacity});
  std::uint64_t misses = 0;
  for (const Key key : references) {
    if (world.get(key)) continue;
    ++misses;
    world.put(key);
    world.log().take();
  }
  return misses;
}

const std::vector<Key> kBeladysString = {1, 2, 3, 4, 1, 2, 5, 1, 2, 3, 4, 5};
const std::vector<Key> kTextbookString = {7, 0, 1, 2, 0, 3, 0, 4, 2, 3, 0, 3, 2, 1, 2, 0, 1, 7, 0, 1};

TEST(Fifo, MissesMoreWithMoreRoomOnBeladysString) {
  EXPECT_EQ(misses("fifo", 3, kBeladysString), 9u);
  EXPECT_EQ(misses("fifo", 4, kBeladysString), 10u);
}

TEST(Lru, MissesLessWithMoreRoomOnBeladysString) {
  EXPECT_EQ(misses("lru", 3, kBeladysString), 10u);
  EXPECT_EQ(misses("lru", 4, kBeladysString), 8u);
}

TEST(Fifo, Misses15TimesOnTheTextbookString) {
  EXPECT_EQ(misses("fifo", 3, kTextbookString), 15u);
}
TEST(Lru, Misses12TimesOnTheTextbookString) {
  EXPECT_EQ(misses("lru", 3, kTextbookString), 12u);
}

TEST(Lru, NeverHitsInACycleLongerThanItsCapacity) {
  std::vector<Key> cycle;
  for (Key i = 0; i < 50 * 100; ++i) cycle.push_back(i % 100);
  EXPECT_EQ(misses("lru", 80, cycle), cycle.size());
  EXPECT_EQ(misses("lru", 100, cycle), 100u);
}

TEST(NoEviction, HitsInACycleWhatCameFirst) {
  std::vector<Key> cycle;
  for (Key i = 0; i < 50 * 100; ++i) cycle.push_back(i % 100);
  EXPECT_EQ(misses("none", 80, cycle), 100u + 49 * 20);
}

// A skewed trace of 200,000 references: the product of two uniform numbers below 1024, over 1024.
std::vector<Key> skewed_references() {
  constexpr std::uint64_t kMask = 1023;
  constexpr std::uint64_t kSeed = 1;
  constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15u;
  std::vector<Key> references;
  for (std::uint64_t k = 0; k < 200'000; ++k) {
    const std::uint64_t bits = mix64(kSeed + (k + 1) * kStep);
    references.push_back(static_cast<Key>(((bits & kMask) * ((bits >> 32) & kMask)) >> 10));
  }
  return references;
}

TEST(SkewedReferences, BeginAsPublished) {
  const std::vector<Key> references = skewed_references();
  EXPECT_EQ(std::vector<Key>(references.begin(), references.begin() + 12),
            (std::vector<Key>{92, 41, 256, 171, 93, 639, 17, 285, 91, 127, 100, 76}));
}

TEST(Lru, MissesOnSkewedReferencesAsOftenAsAnIndependentSimulation) {
  EXPECT_EQ(misses("lru", 50, skewed_references()), 180'759u);
  EXPECT_EQ(misses("lru", 200, skewed_references()), 129'259u);
}

TEST(Fifo, MissesOnSkewedReferencesAsOftenAsAnIndependentSimulation) {
  EXPECT_EQ(misses("fifo", 50, skewed_references()), 181'147u);
  EXPECT_EQ(misses("fifo", 200, skewed_references()), 133'340u);
}

// How often the victim was the oldest entry, the second oldest, ..., when `evictions` newcomers meet a full cache whose
// entries are looked up at random.
std::vector<double> victims_by_age(std::size_t capacity, int evictions) {
  CacheWorld world("random", {.entries = capacity});
  std::vector<Key> by_age;
  std::vector<double> counts(capacity);
  Key newcomer = 0;
  for (; newcomer < capacity; ++newcomer) {
    world.put(newcomer);
    by_age.push_back(newcomer);
  }
  for (int i = 0; i < evictions; ++i) {
    world.get(by_age.front());  // to be used does not help
    world.put(newcomer);
    const auto victim = std::find(by_age.begin(), by_age.end(), world.log().take_victims().at(0));
    STAMPEDE_CHECK(victim != by_age.end());
    ++counts[static_cast<std::size_t>(victim - by_age.begin())];
    by_age.erase(victim);
    by_age.push_back(newcomer++);
    world.log().take();
  }
  return counts;
}

TEST(Random, EvictsTheOldAndTheNewTheUsedAndTheUnusedEquallyOften) {
  constexpr std::size_t kCapacity = 20;
  constexpr int kEvictions = 40'000;
  const double expected = double{kEvictions} / kCapacity;
  double chi_square = 0;
  for (const double count : victims_by_age(kCapacity, kEvictions)) {
    chi_square += (count - expected) * (count - expected) / expected;
  }
  EXPECT_LT(chi_square, 43.8);  // the 99.9th percentile with 19 degrees of freedom
  EXPECT_GT(chi_square, 5.4);   // the 0.1st: too even is not random either
}

TEST(Random, DrawsItsVictimsFromTheSeed) {
  const auto victims = [](std::uint64_t seed) {
    CacheWorld world("random", {.entries = 10}, seed);
    for (Key key = 0; key < 100; ++key) world.put(key);
    return world.log().take_victims();
  };
  EXPECT_EQ(victims(1), victims(1));
  EXPECT_NE(victims(1), victims(2));
}

class EveryEviction : public ::testing::TestWithParam<std::string> {};

TEST_P(EveryEviction, EvictsNobodyWhileThereIsRoom) {
  CacheWorld world(GetParam(), {.entries = 10});
  for (Key key = 0; key < 10; ++key) world.put(key);
  EXPECT_THAT(world.log().take_victims(), IsEmpty());
}

TEST_P(EveryEviction, AnEmptiedCacheFillsAgain) {
  CacheWorld world(GetParam(), {.entries = 5});
  for (int round = 0; round < 3; ++round) {
    for (Key key = 0; key < 5; ++key) EXPECT_EQ(world.put(key), PutResult::kStored);
    EXPECT_EQ(world.cache().entries(), 5u);
    for (Key key = 0; key < 5; ++key) EXPECT_TRUE(world.remove((key * 3) % 5));
    EXPECT_EQ(world.cache().entries(), 0u);
  }
}

std::vector<std::string> all_evictions() {
  std::vector<std::string> names;
  for (const EvictionRow& row : builtin_evictions()) names.push_back(row.name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Every, EveryEviction, ::testing::ValuesIn(all_evictions()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace stampede
