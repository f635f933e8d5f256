// A crash: what was in the process is gone, exactly that, and nothing else.

#include <gmock/gmock.h>

#include "harness/engine/testing.h"

namespace stampede {
namespace {

using testing::run;
using testing::run_all;
using testing::scenario_of;

std::uint64_t count(const Window& window, Outcome outcome) {
  return window.reads.outcomes[static_cast<std::size_t>(outcome)];
}

TEST(Crash, RequestsInFlightAndMeanwhileAreErrors) {
  // A read every 10 ms, loads of 25 ms, no cache: at 5 s the reads of 4.98 and 4.99 s are in flight.
  const CellResult result = run(
      "name: crash\nduration: 10s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
      "store: {latency: 25ms}\ntimeline: [{at: 5s, for: 1s, name: crash, process: crash}]\nstrategies: [no-cache]\n");
  EXPECT_EQ(count(result.measured, Outcome::kError), 2u + 100u);
  EXPECT_EQ(count(result.measured, Outcome::kLoad), 1000u - 102u);
  EXPECT_EQ(result.measured.store.abandoned, 2u);
  EXPECT_EQ(result.measured.store.abandoned_time, 50 * kMillisecond);
  EXPECT_EQ(result.measured.store.calls, 900u) << "nothing is called while the process is down";
}

TEST(Crash, QueuedCallsLeaveAndThoseInServiceAreServed) {
  const CellResult result =
      run("name: crash\nduration: 10s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
          "store: {latency: 1s, concurrency: 1}\ntimeline: [{at: 5005ms, name: crash, process: crash}]\n"
          "strategies: [no-cache]\n");
  EXPECT_EQ(result.measured.store.cancelled, 501u - 5u - 1u);
  EXPECT_EQ(result.measured.store.abandoned, 501u - 5u);
  EXPECT_EQ(result.measured.store.abandoned_time, kSecond);
}

TEST(Crash, CallsGivenUpInOneWindowLeaveTheQueueInAnother) {
  // One server is busy for the first second; the nine calls behind it time out, and leave when the process crashes.
  const CellResult result =
      run("name: crash\nduration: 2s\nworkload: {arrivals: {constant: {interval: 100ms}}, keys: {single: {}}}\n"
          "store: {latency: 1s, concurrency: 1, timeout: 10ms}\n"
          "timeline: [{at: 950ms, name: crash, process: crash}]\nstrategies: [no-cache]\n");
  ASSERT_EQ(result.phases.size(), 3u);
  const Window::Store& before = result.phases[0].window.store;
  EXPECT_EQ(before.abandoned, 10u);
  EXPECT_EQ(before.cancelled, 0u);
  EXPECT_EQ(result.measured.store.cancelled, 9u);
  EXPECT_EQ(result.measured.store.abandoned, 20u);
}

TEST(Crash, TheCacheIsGoneUnlessItIsShared) {
  const auto after_crash = [](const std::string& shared) {
    return run(
        "name: crash\nduration: 10s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
        "cache: {shared: " +
        shared +
        "}\nstore: {latency: 5ms}\ntimeline: [{at: 5s, name: crash, process: crash}]\n"
        "strategies: [cache-aside]\n");
  };
  EXPECT_EQ(count(after_crash("false").measured, Outcome::kLoad), 2u);
  EXPECT_EQ(count(after_crash("true").measured, Outcome::kLoad), 1u);
}

TEST(Crash, LocksAreGone) {
  // The leader's call takes 2 s; the crash takes the flight with it, so the next reader leads anew.
  const CellResult result =
      run("name: crash\nduration: 10s\nworkload: {arrivals: {constant: {interval: 100ms}}, keys: {single: {}}}\n"
          "store: {latency: 2s}\ntimeline: [{at: 950ms, name: crash, process: crash}]\nstrategies: [locked]\n");
  EXPECT_EQ(count(result.measured, Outcome::kError), 10u);
  EXPECT_EQ(count(result.measured, Outcome::kLoad), 1u);
  EXPECT_EQ(count(result.measured, Outcome::kWait), 19u);
  EXPECT_EQ(result.measured.stampede.redundant_loads, 1u) << "the call of the dead leader is still in the store";
}

// A write of its own key every 10 ms; flushes every 100 ms take 25 ms.
CellResult run_behind(const std::string& crash_at, const std::string& strategy = "write-behind") {
  return run(
      "name: crash\nduration: 2s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {uniform: {count: "
      "5M}}, operations: {write: 1}}\nstore: {latency: 25ms}\ntimeline: [{at: " +
      crash_at + ", name: crash, process: crash}]\nstrategies: [" + strategy + "]\n");
}

TEST(Crash, LosesExactlyTheWritesAcknowledgedSinceTheLastFlush) {
  // The flush at 1000 ms has taken those of 900 to 990 (at one instant the tick was scheduled first).
  EXPECT_EQ(run_behind("1095ms").measured.writes.lost, 10u) << "1000 to 1090";
  EXPECT_EQ(run_behind("1055ms").measured.writes.lost, 6u) << "1000 to 1050";
}

TEST(Crash, WhatTheStoreIsWritingIsNotLost) {
  // At 1015 ms the batch of the flush at 1000 ms is in service.
  const Window::Writes writes = run_behind("1015ms").measured.writes;
  EXPECT_EQ(writes.lost, 2u) << "1000 and 1010";
  EXPECT_EQ(writes.acknowledged, 200u);
  EXPECT_EQ(writes.committed, 198u);
}

TEST(Crash, WhoWritesBeforeAcknowledgingLosesNothing) {
  for (const std::string strategy : {"no-cache", "cache-aside", "write-through"}) {
    const Window::Writes writes = run_behind("1095ms", strategy).measured.writes;
    EXPECT_EQ(writes.lost, 0u) << strategy;
    EXPECT_EQ(writes.failed, 3u) << strategy << ": those in flight, one at the very instant of its commit";
    EXPECT_EQ(writes.acknowledged, writes.committed) << strategy;
  }
}

TEST(Crash, AfterItTheBufferIsFlushedOnAClockOfItsOwn) {
  const CellResult result = run_behind("1050ms");
  EXPECT_EQ(result.measured.writes.lost, 5u);
  EXPECT_EQ(result.measured.writes.pending, 0u);
  EXPECT_LE(result.measured.writes.durable_lag.max(), 125 * kMillisecond);
}

TEST(Crash, ClientsThatWaitForAnswersGoOnAfterTheError) {
  const CellResult result = run(
      "name: crash\nduration: 10s\nworkload: {arrivals: {closed: {clients: 4, think: 100ms}}, keys: {single: {}}}\n"
      "store: {latency: 10s}\ntimeline: [{at: 3s, for: 1s, name: crash, process: crash}]\nstrategies: [no-cache]\n");
  EXPECT_EQ(count(result.measured, Outcome::kError), 4u + 4u * 9u) << "those in flight, then one each 100 ms";
  EXPECT_EQ(count(result.measured, Outcome::kLoad), 4u);
}

TEST(Crash, TwoThatOverlapKeepTheProcessDownUntilBothAreOver) {
  const CellResult result =
      run("name: crash\nduration: 10s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
          "store: {latency: 5ms}\ntimeline: [{at: 2s, for: 3s, name: a, process: crash}, {at: 4s, for: 2s, name: b, "
          "process: crash}]\nstrategies: [no-cache]\n");
  EXPECT_EQ(count(result.measured, Outcome::kError), 400u);
}

TEST(Crash, AtTheVeryStartAndBeyondTheEndIsNoTrouble) {
  const CellResult result = run(
      "name: crash\nduration: 10s\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}, operations: "
      "{read: 1, write: 1}}\nstore: {latency: 5ms}\ntimeline: [{at: 0s, for: 1s, name: a, process: crash}, {at: 9s, "
      "for: 1h, name: b, process: crash}]\nstrategies: [write-behind]\n");
  EXPECT_EQ(result.measured.requests.failed, 200u);
  EXPECT_EQ(result.measured.writes.pending, 0u);
}

// Every write is either in the store or counted: against an account kept by hand, for random crashes and strategies.
TEST(Crash, EveryAcknowledgedWriteIsAccountedFor) {
  for (int seed = 1; seed <= 20; ++seed) {
    const Scenario scenario = scenario_of(
        "name: crash\nseed: " + std::to_string(seed) +
        "\nduration: 20s\nworkload: {arrivals: {poisson: {rate: 500/s}}, keys: {zipf: {count: 50}}, operations: {read: "
        "1, write: 1}}\nstore: {latency: {exponential: {mean: 20ms}}, concurrency: 8, error_rate: 5%, timeout: 60ms, "
        "retries: {max: 1}}\n"
        "timeline: [{at: 5s, for: 500ms, process: crash}, {at: 10s, process: crash}, {at: 15s, process: crash}]\n"
        "strategies: [cache-aside, write-through, locked, write-behind, {name: tight, preset: write-behind, "
        "max_pending: "
        "5, on_full: write-through}]\n");
    const std::vector<CellResult> results = run_all(scenario);
    for (const CellResult& result : results) {
      const Window::Writes& writes = result.measured.writes;
      EXPECT_EQ(writes.acknowledged, writes.committed + writes.coalesced + writes.lost + writes.pending);
      EXPECT_EQ(writes.pending, 0u);
    }
    EXPECT_GT(results[3].measured.writes.lost, 0u);
  }
}

}  // namespace
}  // namespace stampede
