// A policy that knows the future, in whole runs.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <fstream>

#include "harness/base/temporary_folder.h"
#include "harness/engine/testing.h"

namespace stampede {
namespace {

using testing::run;
using testing::scenario_of;

std::string yaml(const std::string& eviction, const std::string& workload, const std::string& rest = "") {
  return fmt::format(
      "name: t\nduration: 20s\nworkload: {}\ncache: {{capacity: 50, eviction: {}}}\nstore: {{latency: 0s}}\n"
      "strategies: [cache-aside]\n{}",
      workload, eviction, rest);
}

const std::string kOpenLoop = "{arrivals: {poisson: {rate: 1000/s}}, keys: {zipf: {count: 500, exponent: 0.8}}}";

TEST(Belady, IsTheCeilingOfAllThatLetNewcomersIn) {
  const std::uint64_t ceiling = run(yaml("belady", kOpenLoop)).measured.cache.hits;
  for (const char* eviction : {"lru", "fifo", "clock", "sieve", "lfu", "random"}) {
    EXPECT_LT(run(yaml(eviction, kOpenLoop)).measured.cache.hits * 11, ceiling * 10) << eviction;
  }
}

TEST(Belady, KnowsTheFutureOfEachSeed) {
  for (const std::uint64_t seed : {1, 2}) {
    const std::string rest = fmt::format("seed: {}\n", seed);
    EXPECT_GT(run(yaml("belady", kOpenLoop, rest)).measured.cache.hits,
              run(yaml("lru", kOpenLoop, rest)).measured.cache.hits * 11 / 10);
  }
}

TEST(Belady, KnowsTheFutureOfASampleOfTheKeys) {
  const std::string sample = kOpenLoop.substr(0, kOpenLoop.size() - 1) + ", sample: 60%}";
  EXPECT_GT(run(yaml("belady", sample)).measured.cache.hits, run(yaml("lru", sample)).measured.cache.hits * 11 / 10);
}

// The same requests, only closer together for a while: nothing changes for whoever counts in requests.
TEST(Belady, KnowsTheFutureOfTrafficWhoseRateChanges) {
  const std::string sprint = "timeline: [{at: 0s, for: 19s, workload: {rate: x0.5}}]\n";
  const auto slow = run(yaml("belady", kOpenLoop, sprint)).measured;
  const auto usual = run(yaml("belady", kOpenLoop, "timeline: []\n")).measured;
  ASSERT_LT(slow.reads.started, usual.reads.started * 6 / 10);
  EXPECT_NEAR(static_cast<double>(slow.cache.hits) / static_cast<double>(slow.reads.started),
              static_cast<double>(usual.cache.hits) / static_cast<double>(usual.reads.started), 0.02);
}

TEST(Belady, KnowsForEachInstanceWhatWillBeAskedOfIt) {
  for (const char* instances : {"instances: 3\n", "instances: 3\nwarmup: 1s\n"}) {
    const std::uint64_t ceiling = run(yaml("belady", kOpenLoop, instances)).measured.cache.hits;
    for (const char* eviction : {"lru", "sieve", "lfu"}) {
      EXPECT_LT(run(yaml(eviction, kOpenLoop, instances)).measured.cache.hits * 11, ceiling * 10) << eviction;
    }
  }
}

TEST(Belady, CountsReadsAsUses) {
  TemporaryFolder folder;
  const std::string file = (folder.path() / "t.csv").string();
  // When key 3 comes, key 1 is written next, and key 2 read sooner than key 1 is.
  std::ofstream(file) << "key,op\n1,get\n2,get\n3,get\n1,set\n2,get\n1,get\n3,get\n";
  const std::string trace = fmt::format(
      "{{trace: {{file: {}, format: csv, rate: 1/s, columns: {{key: key, operation: op, operations: "
      "{{read: [get], write: [set]}}}}}}}}",
      file);
  std::string text = yaml("belady", trace);
  text.replace(text.find("capacity: 50"), 12, "capacity: 2");
  EXPECT_EQ(run(text).measured.cache.hits, 2u);
}

TEST(Belady, HearsOfATraceThatCannotBeReadFromTheRunItself) {
  const CellResult result = run(yaml("belady", "{trace: {file: nowhere.bin, format: oracle-general}}"));
  ASSERT_TRUE(result.failure.has_value());
  EXPECT_TRUE(result.io_failure);
}

// The number of look-ups ranks the keys by their probabilities, and the most probable ones stay.
TEST(PerfectLfu, ComesToHoldTheMostPopularKeys) {
  constexpr const char* kWorkload =
      "{arrivals: {constant: {rate: 10000/s}}, keys: {zipf: {count: 500, exponent: 0.8}}}";
  const auto measured = run(yaml("perfect-lfu", kWorkload, "warmup: 100s\n")).measured;
  const KeyDistribution keys = KeyDistribution::zipf(500, 0.8);
  double best = 0;
  for (Key key = 0; key < 50; ++key) best += keys.probability(key);
  EXPECT_NEAR(static_cast<double>(measured.cache.hits) / static_cast<double>(measured.reads.started), best, 0.005);
}

}  // namespace
}  // namespace stampede
