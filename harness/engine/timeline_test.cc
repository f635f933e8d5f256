// What a timeline does to a run: faults, floods and crashes at their instants, and the phases they make.

#include <gmock/gmock.h>

#include "harness/engine/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::outcomes;
using testing::run;

// One key, a read every 10 ms during 10 s; TTL 1 s, loads of 25 ms.
CellResult run_steady(const std::string& timeline, const std::string& strategy = "cache-aside",
                      const std::string& more = "") {
  return run(
      "name: steady\nduration: 10s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
      "cache: {ttl: 1s}\nstore: {latency: 25ms}\ntimeline: [" +
      timeline + "]\nstrategies: [" + strategy + "]\n" + more);
}

std::vector<std::string> names(const CellResult& result) {
  std::vector<std::string> names;
  for (const Phase& phase : result.phases) {
    names.push_back(phase.name + " [" + std::to_string(phase.from / kMillisecond) + "," +
                    std::to_string(phase.to / kMillisecond) + ")");
  }
  return names;
}

const Window& phase(const CellResult& result, const std::string& name) {
  for (const Phase& phase : result.phases) {
    if (phase.name == name) return phase.window;
  }
  ADD_FAILURE() << "no phase " << name;
  return result.measured;
}

std::uint64_t errors(const Window& window) {
  return window.reads.outcomes[static_cast<std::size_t>(Outcome::kError)];
}

TEST(Phases, AreBeforeEachNamedActionAndAfterIt) {
  const CellResult result = run_steady(
      "{at: 2s, for: 1s, name: slow, store: {slowdown: 2}}, {at: 5s, name: flush, cache: flush}, {at: 8s, for: 5s, "
      "name: bad, store: {error_rate: 50%}}");
  EXPECT_THAT(names(result), ElementsAre("before [0,2000)", "slow [2000,3000)", "after slow [3000,5000)",
                                         "flush [5000,5000)", "after flush [5000,8000)", "bad [8000,10000)"));
}

TEST(Phases, ThatOverlapBothCount) {
  const CellResult result = run_steady(
      "{at: 2s, for: 4s, name: slow, store: {slowdown: 2}}, {at: 3s, for: 1s, name: bad, store: {error_rate: 0%}}");
  EXPECT_THAT(names(result), ElementsAre("before [0,2000)", "slow [2000,6000)", "bad [3000,4000)",
                                         "after bad [4000,10000)", "after slow [6000,10000)"));
  EXPECT_EQ(phase(result, "slow").reads.started, 400u);
  EXPECT_EQ(phase(result, "bad").reads.started, 100u);
  EXPECT_EQ(phase(result, "after bad").reads.started, 600u);
}

TEST(Phases, WithoutATimelineThereAreNone) {
  EXPECT_TRUE(run_steady("").phases.empty());
}

TEST(Phases, ARequestBelongsToThePhaseOfItsIntendedStart) {
  // The read at 5 s finds the flushed cache and ends 25 ms later.
  const CellResult result = run_steady("{at: 5s, name: flush, cache: flush}, {at: 5010ms, name: end, cache: flush}");
  const Window& after = phase(result, "after flush");
  EXPECT_EQ(after.reads.started, 1u);
  EXPECT_EQ(after.reads.latency.max(), 25 * kMillisecond);
}

TEST(Timeline, ComesFirstAtItsInstant) {
  // At 5 s the flush precedes the read of that instant.
  const CellResult result = run_steady("{at: 5s, name: flush, cache: flush}");
  EXPECT_EQ(result.measured.cache.flushed, 1u);
  EXPECT_EQ(phase(result, "after flush").cache.hits + phase(result, "after flush").cache.misses, 500u);
  EXPECT_EQ(phase(result, "after flush").reads.latency.max(), 25 * kMillisecond);
}

TEST(Timeline, ASlowStoreMakesLongLoads) {
  const CellResult result = run_steady("{at: 2s, for: 2s, name: slow, store: {slowdown: 10}}");
  EXPECT_EQ(phase(result, "before").reads.latency.max(), 25 * kMillisecond);
  EXPECT_EQ(phase(result, "slow").reads.latency.max(), 250 * kMillisecond);
  EXPECT_EQ(phase(result, "after slow").reads.latency.max(), 25 * kMillisecond);
}

TEST(Timeline, AFailingStoreMakesErrorsUntilTheKeyIsCachedAgain) {
  const CellResult result = run_steady("{at: 2500ms, for: 2s, name: bad, store: {error_rate: 100%}}");
  EXPECT_EQ(errors(phase(result, "before")), 0u);
  EXPECT_GT(errors(phase(result, "bad")), 100u);
  EXPECT_EQ(errors(phase(result, "after bad")), 0u);
  EXPECT_EQ(result.measured.requests.failed, errors(result.measured));
}

TEST(Timeline, ADownStoreRejectsAtOnce) {
  const CellResult result = run_steady("{at: 2500ms, for: 2s, name: down, store: down}");
  const Window& down = phase(result, "down");
  EXPECT_EQ(down.store.rejected, errors(down));
  EXPECT_GT(errors(down), 100u);
  EXPECT_EQ(errors(phase(result, "after down")), 0u);
}

TEST(Timeline, ReadersOfAStalledStoreWaitUntilItsEnd) {
  const CellResult result = run_steady("{at: 2500ms, for: 2s, name: stall, store: stall}");
  // Three readers load at each expiry; the last fills are at 45, 1095 and 2145 ms. The next reader comes at 3150 ms.
  EXPECT_EQ(result.measured.reads.latency.max(), (4500 - 3150 + 25) * kMillisecond);
  EXPECT_EQ(errors(result.measured), 0u);
  EXPECT_GT(phase(result, "stall").store.in_flight.peak, 100);
}

TEST(Timeline, WithoutItsCacheTheServiceGoesOnWithTheStoreAlone) {
  const CellResult result = run_steady("{at: 2500ms, for: 1s, name: outage, cache: {down: {failure_latency: 3ms}}}");
  const Window& outage = phase(result, "outage");
  EXPECT_EQ(outage.reads.started, 100u);
  EXPECT_EQ(outage.reads.outcomes[static_cast<std::size_t>(Outcome::kLoad)], 100u);
  EXPECT_EQ(outage.reads.latency.max(), (3 + 25 + 3) * kMillisecond) << "lookup and fill both fail in their time";
  EXPECT_EQ(errors(result.measured), 0u);
  EXPECT_GT(outage.cache.errors, 190u);
  EXPECT_EQ(phase(result, "before").cache.errors, 0u);
  EXPECT_EQ(phase(result, "after outage").reads.latency.max(), 25 * kMillisecond);
}

TEST(Timeline, TheRateRisesAndFallsWithItsActions) {
  const CellResult result = run_steady(
      "{at: 2s, for: 2s, name: burst, workload: {rate: x3}}, {at: 5s, for: 1s, name: fixed, workload: {rate: 50/s}}, "
      "{at: 7s, for: 2s, name: ramp, workload: {rate: {from: x1, to: 300/s}}}");
  EXPECT_EQ(phase(result, "before").requests.offered, 200u);
  EXPECT_EQ(phase(result, "burst").requests.offered, 600u);
  EXPECT_EQ(phase(result, "after burst").requests.offered, 100u);
  EXPECT_EQ(phase(result, "fixed").requests.offered, 50u);
  EXPECT_EQ(phase(result, "after fixed").requests.offered, 100u);
  EXPECT_EQ(phase(result, "ramp").requests.offered, 400u);
  EXPECT_EQ(phase(result, "after ramp").requests.offered, 100u);
}

TEST(Timeline, TheRateOfRenewalsIsThatOfTheirMeanGap) {
  const CellResult result =
      run("name: t\nduration: 30s\nworkload: {arrivals: {renewal: {gap: {erlang: {shape: 100, mean: 10ms}}}}, keys: "
          "single}\n"
          "store: {latency: 0s}\nstrategies: [no-cache]\n"
          "timeline: [{at: 10s, for: 10s, name: fixed, workload: {rate: 500/s}}, "
          "{at: 20s, for: 10s, name: twice, workload: {rate: x2}}]\n");
  // Five standard deviations of a sum of that many gaps, each of a tenth of the mean.
  EXPECT_NEAR(static_cast<double>(phase(result, "before").requests.offered), 1000, 5 * 3.2);
  EXPECT_NEAR(static_cast<double>(phase(result, "fixed").requests.offered), 5000, 5 * 7.1);
  EXPECT_NEAR(static_cast<double>(phase(result, "twice").requests.offered), 2000, 5 * 4.5);
}

TEST(Timeline, OfTwoChangesOfTheRateTheOneThatBeganLastHolds) {
  const CellResult result = run_steady(
      "{at: 1s, for: 4s, name: outer, workload: {rate: x2}}, {at: 2s, for: 1s, name: inner, workload: {rate: x5}}");
  EXPECT_EQ(phase(result, "inner").requests.offered, 500u);
  EXPECT_EQ(phase(result, "outer").requests.offered, 200u + 500u + 400u);
}

TEST(Timeline, CountsFromTheStartOfTheMeasuredPart) {
  const CellResult result =
      run_steady("{at: 1s, for: 1s, name: slow, store: {slowdown: 10}}", "no-cache", "warmup: 5s\n");
  EXPECT_EQ(phase(result, "before").reads.latency.max(), 25 * kMillisecond);
  EXPECT_EQ(phase(result, "slow").reads.latency.min(), 250 * kMillisecond);
}

TEST(Timeline, WhatLastsBeyondTheEndStillEndsInItsTime) {
  const CellResult result = run_steady("{at: 9s, for: 5s, name: stall, store: stall}", "no-cache");
  EXPECT_EQ(result.measured.reads.latency.max(),
            4025 * kMillisecond + 1 * kSecond - 25 * kMillisecond + 25 * kMillisecond);
  EXPECT_EQ(errors(result.measured), 0u);
}

TEST(Series, ShowsWhenThingsHappened) {
  const CellResult result =
      run_steady("{at: 2s, for: 2s, name: bad, store: {error_rate: 100%}}", "no-cache", "intervals: 10\n");
  ASSERT_EQ(result.series.intervals.size(), 10u);
  EXPECT_EQ(result.series.interval, kSecond);
  std::vector<std::uint64_t> failed;
  for (const Interval& interval : result.series.intervals) {
    EXPECT_EQ(interval.requests, 100u);
    EXPECT_EQ(interval.calls, 100u);
    EXPECT_EQ(interval.in_flight_peak, 3u);
    failed.push_back(interval.failed);
  }
  EXPECT_THAT(failed, ElementsAre(0, 0, 100, 100, 0, 0, 0, 0, 0, 0));
}

TEST(Recovery, CountsFromTheEndOfTheDisturbance) {
  // 100 reads a second for a store that can serve 125: two seconds without it leave 200 waiting, for 8 seconds.
  const CellResult result = run(
      "name: backlog\nduration: 40s\nintervals: 400\n"
      "workload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\nstore: {latency: 8ms, concurrency: 1}\n"
      "timeline: [{at: 10s, for: 2s, name: stall, store: stall}]\nstrategies: [no-cache]\n");
  const Window::Recovery& recovery = phase(result, "stall").recovery;
  EXPECT_EQ(recovery.disturbances, 1u);
  EXPECT_EQ(recovery.never, 0u);
  EXPECT_NEAR(static_cast<double>(recovery.longest) / 1e9, 2.0 * 100 / (125 - 100), 0.2);
  EXPECT_EQ(result.measured.recovery.longest, recovery.longest);
}

TEST(Recovery, OfAnOverloadThatStaysNeverCame) {
  const CellResult result =
      run("name: overload\nduration: 40s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
          "store: {latency: 10ms, concurrency: 1}\n"
          "timeline: [{at: 10s, for: 2s, name: stall, store: stall}]\nstrategies: [no-cache]\n");
  EXPECT_EQ(phase(result, "stall").recovery.never, 1u);
  EXPECT_EQ(result.measured.recovery.never, 1u);
}

}  // namespace
}  // namespace stampede
