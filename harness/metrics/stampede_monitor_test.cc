#include "harness/metrics/stampede_monitor.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/base/random.h"

namespace stampede {
namespace {

constexpr Key kKey = 7;

struct MonitorWorld {
  Windows windows{4};
  StampedeMonitor monitor{windows};
  Instant now = 0;

  bool start(Key key = kKey) { return monitor.started(key, now, false, std::nullopt); }
  void end(Key key = kKey, bool redundant = false, Duration service_time = 1) {
    if (redundant) monitor.served_redundantly(windows.current_index(), service_time);
    monitor.ended(key, now);
  }
  // An episode of that many loads, which all start and end together.
  void episode(Key key, Instant from, Instant to, int loads) {
    now = from;
    for (int i = 0; i < loads; ++i) start(key);
    now = to;
    for (int i = 0; i < loads; ++i) end(key);
  }
  const Window::Stampede& counts(std::uint32_t window = 0) { return windows[window].stampede; }
};

TEST(StampedeMonitor, ALoadAloneIsALoadIntervalAndNoEpisode) {
  MonitorWorld world;
  EXPECT_FALSE(world.start());
  world.end();
  EXPECT_EQ(world.counts().load_intervals, 1u);
  EXPECT_EQ(world.counts().episodes, 0u);
  EXPECT_EQ(world.counts().peak, 1u);
  EXPECT_EQ(world.counts().largest, 1u);
}

TEST(StampedeMonitor, OverlappingLoadsAreOneIntervalAndOneEpisode) {
  MonitorWorld world;
  EXPECT_FALSE(world.start());
  EXPECT_TRUE(world.start());
  world.end();
  EXPECT_TRUE(world.start());
  world.end();
  world.end();
  EXPECT_EQ(world.counts().load_intervals, 1u);
  EXPECT_EQ(world.counts().redundant_loads, 2u);
  EXPECT_EQ(world.counts().episodes, 1u);
  EXPECT_EQ(world.counts().peak, 2u) << "never more than two at once";
  EXPECT_EQ(world.counts().largest, 3u) << "but three in the interval";
}

TEST(StampedeMonitor, ALoadThatStartsWhenTheLastHasEndedOpensANewInterval) {
  MonitorWorld world;
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(world.start());
    world.end();
  }
  EXPECT_EQ(world.counts().load_intervals, 3u);
  EXPECT_EQ(world.counts().redundant_loads, 0u);
}

TEST(StampedeMonitor, LoadsOfDifferentKeysAreNeverRedundant) {
  MonitorWorld world;
  for (Key key = 0; key < 10; ++key) EXPECT_FALSE(world.start(key));
  EXPECT_EQ(world.counts().load_intervals, 10u);
}

TEST(StampedeMonitor, ARefreshTellsHowEarlyItCame) {
  MonitorWorld world;
  world.monitor.started(1, 0, true, 30);
  world.monitor.started(2, 0, true, std::nullopt);  // never expires
  world.monitor.started(2, 0, true, 50);            // opens no interval
  EXPECT_EQ(world.windows[0].store.loads_refresh, 3u);
  EXPECT_EQ(world.windows[0].store.loads_demand, 0u);
  EXPECT_EQ(world.counts().load_intervals, 2u);
  EXPECT_EQ(world.counts().load_intervals_demand, 0u);
  EXPECT_EQ(world.counts().early_gaps, 1u);
  EXPECT_EQ(world.counts().early_gap, Uint128{30});
}

TEST(StampedeMonitor, AnEpisodeBelongsToTheWindowOfItsFirstLoadAndALoadToItsOwn) {
  MonitorWorld world;
  world.start();
  world.windows.advance(1, 100);
  world.start();
  EXPECT_EQ(world.counts(0).load_intervals, 1u);
  EXPECT_EQ(world.counts(0).episodes, 1u);
  EXPECT_EQ(world.counts(0).largest, 2u);
  EXPECT_EQ(world.counts(0).redundant_loads, 0u);
  EXPECT_EQ(world.counts(1).load_intervals, 0u);
  EXPECT_EQ(world.counts(1).redundant_loads, 1u);
}

TEST(StampedeMonitor, TheSizeOfAnEpisodeIsTheNumberOfItsLoads) {
  MonitorWorld world;
  world.episode(1, 0, 10, 5);
  world.episode(2, 20, 30, 1);  // none
  world.start();
  world.start();
  world.windows.advance(1, 100);
  world.start();  // belongs to the episode, which belongs to the first window
  for (int i = 0; i < 3; ++i) world.end();
  Histogram sizes;
  sizes.record(5);
  sizes.record(3);
  EXPECT_EQ(world.counts(0).episode_size, sizes);
  EXPECT_EQ(world.counts(1).episode_size, Histogram());
}

TEST(StampedeMonitor, ListsTheLargestEpisodesThatBeginInTheMeasuredPart) {
  MonitorWorld world;
  world.episode(1, 0, 90, 9);  // in the warm-up
  world.windows.advance(1, 100);
  world.episode(2, 150, 170, 3);
  world.windows.advance(2, 200);
  world.episode(1, 250, 260, 2);
  world.now = 290;
  world.start(3);
  world.start(3);
  world.windows.advance(3, 300);
  world.episode(4, 310, 320, 9);  // in the drain
  world.now = 330;
  world.end(3);
  world.end(3);
  EXPECT_EQ(world.monitor.largest_episodes(),
            (std::vector<Episode>{{2, 150, 20, 3}, {1, 250, 10, 2}, {3, 290, 40, 2}}));
}

TEST(StampedeMonitor, OfManyEpisodesListsAHundred) {
  MonitorWorld world;
  world.windows.advance(1, 1);
  for (Instant i = 1; i <= 150; ++i) world.episode(kKey, 10 * i, 10 * i + 5, i % 3 == 0 ? 2 : 3);
  const std::vector<Episode> listed = world.monitor.largest_episodes();
  ASSERT_EQ(listed.size(), 100u);
  EXPECT_EQ(listed.front(), (Episode{kKey, 10, 5, 3}));
  EXPECT_EQ(listed.back(), (Episode{kKey, 1490, 5, 3}));
}

TEST(StampedeMonitor, OnlyRedundantLoadsWasteTheStoresTime) {
  MonitorWorld world;
  world.start();
  world.start();
  world.end(kKey, false, 40);
  world.end(kKey, true, 50);
  EXPECT_EQ(world.counts().excess_store_time, 50);
}

// One load of a random history; steps are its order in time.
struct Load {
  Key key;
  bool refresh;
  Duration gap;
  std::uint32_t window;
  int started;
  int ended;
  Duration service_time;

  bool in_flight_at(int step) const { return started <= step && step < ended; }
};

constexpr std::uint32_t kWindows = 3;
constexpr int kSteps = 1500;

// Starts and ends loads of a few keys at random, in three windows, and tells the monitor.
std::vector<Load> random_loads(std::uint64_t seed, Windows& windows) {
  StampedeMonitor monitor(windows);
  RandomSequence random(RandomStream(seed, "history"));
  std::vector<Load> loads;
  std::vector<bool> redundant;
  std::vector<std::size_t> in_flight;
  for (int step = 0; step < kSteps || !in_flight.empty(); ++step) {
    if (step == kSteps / 3 || step == kSteps * 2 / 3) windows.advance(windows.current_index() + 1, step);
    const bool start = step < kSteps && (in_flight.empty() || below(random.next(), 100) < 48);
    if (start) {
      const Load load{.key = static_cast<Key>(below(random.next(), 5)),
                      .refresh = below(random.next(), 3) == 0,
                      .gap = static_cast<Duration>(below(random.next(), 1000)),
                      .window = windows.current_index(),
                      .started = step,
                      .ended = 0,
                      .service_time = static_cast<Duration>(below(random.next(), 1000))};
      in_flight.push_back(loads.size());
      loads.push_back(load);
      redundant.push_back(monitor.started(load.key, step, load.refresh, load.gap));
    } else {
      const auto place = in_flight.begin() + static_cast<std::ptrdiff_t>(below(random.next(), in_flight.size()));
      Load& load = loads[*place];
      load.ended = step;
      if (redundant[*place]) monitor.served_redundantly(load.window, load.service_time);
      monitor.ended(load.key, step);
      in_flight.erase(place);
    }
  }
  return loads;
}

// The same counts from the whole history, by the words of the definitions.
std::vector<Window> counts_by_definition(const std::vector<Load>& loads) {
  std::vector<Window> windows(kWindows);
  const auto in_flight_at = [&](Key key, int step) {
    return std::count_if(loads.begin(), loads.end(),
                         [&](const Load& load) { return load.key == key && load.in_flight_at(step); });
  };
  for (const Load& load : loads) {
    Window& window = windows[load.window];
    ++(load.refresh ? window.store.loads_refresh : window.store.loads_demand);
    if (in_flight_at(load.key, load.started - 1) > 0 && in_flight_at(load.key, load.started) > 1) {
      ++window.stampede.redundant_loads;
      window.stampede.excess_store_time += load.service_time;
      continue;
    }
    Window::Stampede& counts = window.stampede;
    ++counts.load_intervals;
    counts.load_intervals_demand += !load.refresh;
    counts.early_gaps += load.refresh;
    if (load.refresh) counts.early_gap += static_cast<Uint128>(load.gap);
    std::uint64_t size = 0;
    for (int step = load.started; in_flight_at(load.key, step) > 0; ++step) {
      counts.peak = std::max(counts.peak, static_cast<std::uint64_t>(in_flight_at(load.key, step)));
      size += static_cast<std::uint64_t>(std::count_if(
          loads.begin(), loads.end(), [&](const Load& each) { return each.key == load.key && each.started == step; }));
    }
    counts.episodes += size > 1;
    if (size > 1) counts.episode_size.record(static_cast<std::int64_t>(size));
    counts.largest = std::max(counts.largest, size);
  }
  return windows;
}

TEST(StampedeMonitor, AgreesWithTheDefinitionsOnRandomHistories) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    Windows windows(kWindows);
    const std::vector<Window> expected = counts_by_definition(random_loads(seed, windows));
    for (std::uint32_t i = 0; i < kWindows; ++i) {
      const Window::Stampede& counts = windows[i].stampede;
      const Window::Stampede& definition = expected[i].stampede;
      EXPECT_EQ(windows[i].store.loads_demand, expected[i].store.loads_demand);
      EXPECT_EQ(windows[i].store.loads_refresh, expected[i].store.loads_refresh);
      EXPECT_EQ(counts.load_intervals, definition.load_intervals);
      EXPECT_EQ(counts.load_intervals_demand, definition.load_intervals_demand);
      EXPECT_EQ(counts.redundant_loads, definition.redundant_loads);
      EXPECT_EQ(counts.episodes, definition.episodes);
      EXPECT_EQ(counts.peak, definition.peak);
      EXPECT_EQ(counts.largest, definition.largest);
      EXPECT_EQ(counts.episode_size, definition.episode_size);
      EXPECT_EQ(counts.early_gaps, definition.early_gaps);
      EXPECT_EQ(counts.early_gap, definition.early_gap);
      EXPECT_EQ(counts.excess_store_time, definition.excess_store_time);
      EXPECT_EQ(windows[i].store.loads_demand + windows[i].store.loads_refresh,
                counts.load_intervals + counts.redundant_loads);
      EXPECT_GT(counts.episodes, 10u) << "the history is worth counting";
    }
  }
}

}  // namespace
}  // namespace stampede
