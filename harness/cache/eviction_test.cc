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
  auto future = std::make_shared<Future>();
  for (std::size_t i = 0; i < references.size(); ++i) future->add(i, references[i]);
  future->finish(true);
  CacheWorld world(eviction, {.entries = capacity}, 1, future);
  std::uint64_t misses = 0;
  for (std::size_t i = 0; i < references.size(); ++i) {
    if (world.get(references[i], i)) continue;
    ++misses;
    world.put(references[i]);
    world.log().take();
  }
  return misses;
}

// The keys evicted from a full cache of the keys 0 .. capacity-1, after `used` were looked up, by as many newcomers.
std::vector<Key> victims_after(std::string_view eviction, Key capacity, const std::vector<Key>& used) {
  CacheWorld world(eviction, {.entries = capacity});
  for (Key key = 0; key < capacity; ++key) world.put(key);
  for (const Key key : used) world.get(key);
  for (Key key = 0; key < capacity; ++key) world.put(100 + key);
  return world.log().take_victims();
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
TEST(Belady, MissesLeastOnBeladysString) {
  EXPECT_EQ(misses("belady", 3, kBeladysString), 7u);
  EXPECT_EQ(misses("belady", 4, kBeladysString), 6u);
}

TEST(Fifo, Misses15TimesOnTheTextbookString) {
  EXPECT_EQ(misses("fifo", 3, kTextbookString), 15u);
}
TEST(Lru, Misses12TimesOnTheTextbookString) {
  EXPECT_EQ(misses("lru", 3, kTextbookString), 12u);
}
TEST(Belady, Misses9TimesOnTheTextbookString) {
  EXPECT_EQ(misses("belady", 3, kTextbookString), 9u);
}

TEST(Clock, SparesWhatWasUsedOnce) {
  EXPECT_EQ(victims_after("clock", 4, {1, 1, 3}), (std::vector<Key>{0, 2, 100, 1}));
}

TEST(Sieve, MovesItsHandOverWhatWasUsedAndLeavesItInPlace) {
  // The hand passes 0, 1 and takes 2; then 3; then the newcomers 100 and 101, before it comes back to 0.
  EXPECT_EQ(victims_after("sieve", 4, {0, 1}), (std::vector<Key>{2, 3, 100, 101}));
}

TEST(Lfu, EvictsTheLeastUsedAndOfEqualOnesTheOneThatHasBeenThatLongest) {
  CacheWorld world("lfu", {.entries = 4});
  for (const Key key : {0, 1, 2, 3}) world.put(key);
  for (const Key key : {0, 0, 2, 1}) world.get(key);
  for (const Key key : {10, 11}) {
    world.put(key);
    world.get(key);
    world.get(key);
  }
  EXPECT_EQ(world.log().take_victims(), (std::vector<Key>{3, 2}));
}

TEST(Lfu, ForgetsTheCountOfWhatLeaves) {
  CacheWorld world("lfu", {.entries = 2});
  world.put(0);
  for (int i = 0; i < 9; ++i) world.get(0);
  world.remove(0);
  for (const Key key : {1, 0, 2}) world.put(key);
  EXPECT_EQ(world.log().take_victims(), (std::vector<Key>{1}));
  world.get(2);
  world.put(3);
  EXPECT_EQ(world.log().take_victims(), (std::vector<Key>{0}));
}

TEST(PerfectLfu, KeepsANewcomerOutUntilItHasBeenAskedForAsOften) {
  CacheWorld world("perfect-lfu", {.entries = 1});
  for (int i = 0; i < 3; ++i) world.get(1);
  world.put(1);
  for (int i = 0; i < 2; ++i) {
    world.get(2);
    EXPECT_EQ(world.put(2), PutResult::kRefused);
  }
  world.get(2);
  EXPECT_EQ(world.put(2), PutResult::kStored);
  EXPECT_EQ(world.log().take_victims(), (std::vector<Key>{1}));
}

TEST(PerfectLfu, TellsWhatItHoldsAfterALargeNewcomerWasRefusedHalfWay) {
  CacheWorld world("perfect-lfu", {.bytes = 2});
  for (const Key key : {1, 2}) world.put(key);
  world.get(2);
  world.log().take();
  EXPECT_EQ(world.put(3, {.size = 2}), PutResult::kRefused);
  EXPECT_THAT(world.log().take(), ::testing::ElementsAre("evicted 1", "holds 1 entries, 1 bytes"));
}

TEST(Belady, LetsEveryNewcomerIn) {
  EXPECT_EQ(misses("belady", 1, {1, 2, 1, 3, 1}), 5u);
}

TEST(Belady, EvictsOfThoseThatAreNeverReadAgainTheOneUsedLongestAgo) {
  EXPECT_EQ(victims_after("belady", 3, {1, 0}), (std::vector<Key>{2, 1, 0}));
}

TEST(Belady, SeesTheFutureFromWhereTheRequestsAre) {
  auto future = std::make_shared<Future>();
  const std::vector<Key> reads = {1, 2, 1, 3, 2, 1};
  for (std::size_t i = 0; i < reads.size(); ++i) future->add(i, reads[i]);
  future->finish(true);
  CacheWorld world("belady", {.entries = 2}, 1, future);
  world.get(1, 2);  // the requests before it never looked anything up
  world.put(1);
  world.put(2);
  world.get(3, 3);
  world.put(3);  // next: 2, then 1, and 3 never
  EXPECT_EQ(world.log().take_victims(), (std::vector<Key>{1}));
}

TEST(Lru, NeverHitsInACycleLongerThanItsCapacity) {
  std::vector<Key> cycle;
  for (Key i = 0; i < 50 * 100; ++i) cycle.push_back(i % 100);
  EXPECT_EQ(misses("lru", 80, cycle), cycle.size());
  EXPECT_EQ(misses("lru", 100, cycle), 100u);
}

TEST(Belady, HitsInACycleAllButOneOfWhatItHolds) {
  std::vector<Key> cycle;
  for (Key i = 0; i < 50 * 100; ++i) cycle.push_back(i % 100);
  EXPECT_EQ(cycle.size() - misses("belady", 80, cycle), 3920u);
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

TEST(Clock, MissesOnSkewedReferencesAsOftenAsAnIndependentSimulation) {
  EXPECT_EQ(misses("clock", 50, skewed_references()), 180'433u);
  EXPECT_EQ(misses("clock", 200, skewed_references()), 126'975u);
}

TEST(Sieve, MissesOnSkewedReferencesAsOftenAsAnIndependentSimulation) {
  EXPECT_EQ(misses("sieve", 50, skewed_references()), 169'904u);
  EXPECT_EQ(misses("sieve", 200, skewed_references()), 106'502u);
}

TEST(Lfu, MissesOnSkewedReferencesAsOftenAsAnIndependentSimulation) {
  EXPECT_EQ(misses("lfu", 50, skewed_references()), 176'888u);
  EXPECT_EQ(misses("lfu", 200, skewed_references()), 114'597u);
}

TEST(Belady, MissesOnSkewedReferencesAsOftenAsAnIndependentSimulation) {
  EXPECT_EQ(misses("belady", 50, skewed_references()), 125'166u);
  EXPECT_EQ(misses("belady", 200, skewed_references()), 64'122u);
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

INSTANTIATE_TEST_SUITE_P(Every, EveryEviction, ::testing::ValuesIn(all_evictions()), [](const auto& info) {
  std::string name = info.param;
  std::ranges::replace(name, '-', '_');
  return name;
});

}  // namespace
}  // namespace stampede
