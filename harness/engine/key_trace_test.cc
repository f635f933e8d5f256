// The life of one key, event by event.

#include "harness/engine/key_trace.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include "harness/engine/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;

constexpr const char* kTwoReaders =
    "name: two-readers\nduration: 30ms\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}\n"
    "store: {latency: 15ms}\nstrategies: [cache-aside, locked]\n";

std::vector<std::string> traced(const std::string& text, std::size_t strategy, KeyTrace& trace) {
  const Scenario scenario = testing::scenario_of(text);
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  CellProgress progress;
  run_cell({scenario, builtin_strategies(), builtin_evictions(), keys}, scenario.strategies[strategy], 1, progress,
           &trace);
  std::vector<std::string> lines;
  for (const TraceEvent& event : trace.events()) {
    const std::string who = event.request == kNoRequest ? "" : fmt::format("r{} ", event.request);
    const std::string load = event.load == 0 ? "" : fmt::format(" #{}", event.load);
    const char* blank = event.detail.empty() ? "" : " ";
    lines.push_back(fmt::format("{}: {}{}{}{}{}", event.at / kMillisecond, who, event.what, blank, event.detail, load));
  }
  return lines;
}

TEST(KeyTrace, ShowsWhoLoadsAndWhoGetsWhatAndWhen) {
  KeyTrace trace(0, 0, kSecond);
  EXPECT_THAT(
      traced(kTwoReaders, 0, trace),
      ElementsAre("0: r0 read", "0: r0 lookup miss", "0: r0 load demand #1", "0: r0 call served #1", "10: r1 read",
                  "10: r1 lookup miss", "10: r1 load demand, redundant #2", "10: r1 call served #2",
                  "15: r0 service ends #1", "15: r0 fill v0 #1", "15: load ends #1", "15: r0 answer load v0 #1",
                  "20: r2 read", "20: r2 lookup hit v0", "20: r2 answer hit v0 #1", "25: r1 service ends #2",
                  "25: r1 fill v0 #2", "25: load ends #2", "25: r1 answer load v0 #2"));
}

TEST(KeyTrace, ShowsWhoWaits) {
  KeyTrace trace(0, 0, kSecond);
  EXPECT_THAT(traced(kTwoReaders, 1, trace),
              ElementsAre("0: r0 read", "0: r0 lookup miss", "0: r0 load demand #1", "0: r0 call served #1",
                          "10: r1 read", "10: r1 lookup miss", "15: r0 service ends #1", "15: r0 fill v0 #1",
                          "15: load ends #1", "15: r0 answer load v0 #1", "15: r1 answer wait v0 #1", "20: r2 read",
                          "20: r2 lookup hit v0", "20: r2 answer hit v0 #1"));
}

TEST(KeyTrace, SeesNothingOfOtherKeysOrTimes) {
  KeyTrace other_key(1, 0, kSecond);
  EXPECT_TRUE(traced(kTwoReaders, 0, other_key).empty());
  KeyTrace other_time(0, 11 * kMillisecond, 15 * kMillisecond);
  EXPECT_TRUE(traced(kTwoReaders, 0, other_time).empty());
}

TEST(KeyTrace, FollowsAWriteToTheStore) {
  KeyTrace trace(0, 0, kSecond);
  EXPECT_THAT(traced("name: write\nduration: 5ms\nworkload: {arrivals: {constant: {interval: 10ms}}, keys: {single: "
                     "{}}, operations: {write: 1}}\nstore: {latency: 15ms}\nstrategies: [cache-aside]\n",
                     0, trace),
              ElementsAre("0: r0 write w0", "15: commit w0 as v1", "15: r0 answer w0 acknowledged"));
}

TEST(KeyTrace, ChangesNothingAboutTheRun) {
  const Scenario scenario = testing::scenario_of(kTwoReaders);
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const CellInputs inputs{scenario, builtin_strategies(), builtin_evictions(), keys};
  CellProgress progress;
  KeyTrace trace(0, 0, kSecond);
  EXPECT_EQ(run_cell(inputs, scenario.strategies[0], 1, progress, &trace).digest,
            run_cell(inputs, scenario.strategies[0], 1, progress).digest);
}

}  // namespace
}  // namespace stampede
