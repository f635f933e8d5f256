// Regressions: fills that replace a newer version by an older one.

#include "harness/engine/testing.h"

namespace stampede {
namespace {

using testing::run;

Window::Cache cache_of(const std::string& strategy, const std::string& cache, const std::string& store) {
  return run("name: regressions\nduration: 2000s\n"
             "workload: {arrivals: {poisson: {rate: 20/s}}, keys: {single: {}}, operations: {read: 3, write: 1}}\n"
             "cache: " +
             cache + "\nstore: " + store + "\nstrategies: [" + strategy + "]\n")
      .measured.cache;
}

// Two writers in a row change places if the first one's put takes longer than the gap and the second one's put
// together: at write rate w and puts that take m on average, with probability w m / (2 (1 + w m)).
TEST(Regressions, OfWritersWhosePutsOvertakeEachOtherAreAsFrequentAsTheyMustBe) {
  const CellResult result = run(R"(
name: inversions
duration: 20000s
workload: {arrivals: {poisson: {rate: 5/s}}, keys: {single: {}}, operations: {write: 1}}
cache: {latency: {exponential: {mean: 10ms}}}
store: {latency: 0s}
strategies: [write-through]
)");
  const double regressions = static_cast<double>(result.measured.cache.regressions);
  EXPECT_NEAR(regressions / static_cast<double>(result.measured.writes.acknowledged), 0.02381, 0.0025);
}

TEST(Regressions, CountLateLoadsThatReplaceWhatAWriterPut) {
  const Window::Cache cache = cache_of("write-through", "{ttl: 1s}", "{latency: 100ms, write_latency: 1ms}");
  EXPECT_GT(cache.regressions, 0u);
  EXPECT_LE(cache.regressions, cache.late_fills);
}

TEST(Regressions, AreNotLateFillsIntoAnEmptyPlace) {
  const Window::Cache cache = cache_of("locked", "{ttl: 1s}", "{latency: 100ms, write_latency: 1ms}");
  EXPECT_GT(cache.late_fills, 0u);
  EXPECT_EQ(cache.regressions, 0u);
}

TEST(Regressions, AreNotMadeByASequenceOfWritesHoweverTheyAreStored) {
  for (const char* strategy : {"write-through", "write-through: {cache: parallel}", "write-behind"}) {
    const Window::Cache cache = cache_of(strategy, "{}", "{latency: 0s, write_latency: 1ms}");
    EXPECT_GT(cache.fills, 9000u);
    EXPECT_EQ(cache.regressions, 0u) << strategy;
  }
}

TEST(Regressions, OfWritesNotYetStoredGoByTheOrderInWhichTheyWereIssued) {
  const Window::Cache cache = cache_of("write-through: {cache: parallel}", "{latency: {exponential: {mean: 10ms}}}",
                                       "{latency: 0s, write_latency: 500ms}");
  EXPECT_GT(cache.regressions, 0u);
}

}  // namespace
}  // namespace stampede
