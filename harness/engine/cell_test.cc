// Exact facts about whole cells: counted by hand, or by an independent event simulation, and the laws that hold for
// every scenario.

#include "harness/engine/cell.h"

#include "harness/engine/testing.h"

namespace stampede {
namespace {

using testing::loads;
using testing::outcomes;
using testing::run;
using testing::run_all;
using testing::scenario_of;

// One key, a request every 7 ms, 10,000 of them; TTL 100 ms, loads of 25 ms. No two events coincide.
CellResult run_every_7ms(const std::string& strategy, const std::string& store = "{latency: 25ms}") {
  return run(R"(
name: every-7ms
duration: 70s
workload: {arrivals: {constant: {interval: 7ms}}, keys: {single: {}}}
cache: {ttl: 100ms}
store: )" + store +
             R"(
strategies: [)" +
             strategy + "]\n");
}

std::int64_t total_latency(const CellResult& result) {
  return static_cast<std::int64_t>(result.measured.reads.latency.sum());
}

TEST(Cell, UnguardedKeyLoadsFourTimesPerExpiry) {
  const CellResult result = run_every_7ms("cache-aside");
  EXPECT_EQ(result.measured.requests.offered, 10'000u);
  EXPECT_EQ(outcomes(result, Outcome::kHit), 8092u);
  EXPECT_EQ(outcomes(result, Outcome::kLoad), 1908u);
  EXPECT_EQ(loads(result), 1908u);
  EXPECT_EQ(outcomes(result, Outcome::kWait), 0u);
  EXPECT_EQ(result.measured.stampede.load_intervals, 477u);
  EXPECT_EQ(result.measured.stampede.episodes, 477u);
  EXPECT_EQ(result.measured.stampede.peak, 4u);
  EXPECT_EQ(result.measured.store.in_flight.peak, 4);
  EXPECT_EQ(result.measured.store.queued.peak, 0);
  EXPECT_EQ(total_latency(result), 47'700 * kMillisecond);
  EXPECT_EQ(result.measured.reads.latency.max(), 25 * kMillisecond);
}

TEST(Cell, LockedKeyLoadsOncePerExpiryAndThreeReadersWait) {
  const CellResult result = run_every_7ms("locked");
  EXPECT_EQ(outcomes(result, Outcome::kHit), 7776u);
  EXPECT_EQ(outcomes(result, Outcome::kLoad), 556u);
  EXPECT_EQ(loads(result), 556u);
  EXPECT_EQ(outcomes(result, Outcome::kWait), 1668u);
  EXPECT_EQ(result.measured.stampede.load_intervals, 556u);
  EXPECT_EQ(result.measured.stampede.episodes, 0u);
  EXPECT_EQ(result.measured.stampede.peak, 1u);
  EXPECT_EQ(total_latency(result), 32'248 * kMillisecond);
  EXPECT_EQ(result.measured.reads.latency.max(), 25 * kMillisecond);
}

TEST(Cell, RefreshAheadUnderALockLeavesOneWaiterPerExpiry) {
  const CellResult result = run_every_7ms("{name: x, freshness: {refresh-ahead: {threshold: 75%}}, guard: lock}");
  EXPECT_EQ(outcomes(result, Outcome::kHit), 9330u);
  EXPECT_EQ(loads(result), 667u);
  EXPECT_EQ(outcomes(result, Outcome::kLoad), 1u);
  EXPECT_EQ(outcomes(result, Outcome::kWait), 669u);
  EXPECT_EQ(result.measured.stampede.load_intervals, 667u);
  EXPECT_EQ(result.measured.stampede.peak, 1u);
  EXPECT_EQ(total_latency(result), 2'722 * kMillisecond);
  EXPECT_EQ(result.measured.reads.latency.max(), 25 * kMillisecond);
}

TEST(Cell, TwoServersMakeTheHerdQueue) {
  const CellResult result = run_every_7ms("cache-aside", "{latency: 25ms, concurrency: 2}");
  EXPECT_EQ(outcomes(result, Outcome::kHit), 8260u);
  EXPECT_EQ(loads(result), 1740u);
  EXPECT_EQ(result.measured.stampede.load_intervals, 435u);
  EXPECT_EQ(result.measured.store.in_flight.peak, 4);
  EXPECT_EQ(result.measured.store.queued.peak, 2);
  EXPECT_EQ(total_latency(result), 53'070 * kMillisecond);
  EXPECT_EQ(result.measured.reads.latency.max(), 36 * kMillisecond);
}

TEST(Cell, BurstDrainsInRoundsOfTheServers) {
  const CellResult result = run(R"(
name: burst
duration: 1h1s
workload: {arrivals: {closed: {clients: 100, think: 1h}}, keys: {uniform: {count: 1M}}}
store: {latency: 10ms, concurrency: 8}
strategies: [no-cache]
)");
  EXPECT_EQ(result.measured.reads.latency.count(), 100u);
  EXPECT_EQ(total_latency(result), 6'760 * kMillisecond);
  EXPECT_EQ(result.measured.reads.latency.max(), 130 * kMillisecond);
}

// A world in which everything happens: expiry, eviction, writes, deletions, errors, rejections, a remote cache.
constexpr std::string_view kBusyWorld = R"(
name: busy
duration: 20s
warmup: 2s
workload:
  arrivals: {poisson: {rate: 2000/s}}
  keys: {zipf: {count: 2k, exponent: 0.9}}
  operations: {read: 90, write: 8, delete: 2}
  value_size: {uniform: {min: 100B, max: 2KiB}}
cache: {capacity: 500KiB, ttl: 2s, jitter: 10%, latency: {uniform: {min: 0s, max: 2ms}}}
store:
  latency: {lognormal: {p50: 5ms, p99: 40ms}}
  concurrency: 16
  queue: 100
  snapshot: 40%
  error_rate: 3%
)";

constexpr std::string_view kEveryStrategy =
    "strategies: [no-cache, cache-aside, write-through, write-behind, refresh-ahead, xfetch, locked,"
    " {name: locked-xfetch, freshness: xfetch, guard: lock, writes: behind}]\n";

TEST(Cell, EverySeedGivesTheSameDigestTwice) {
  const Scenario scenario = scenario_of(std::string(kBusyWorld) + std::string(kEveryStrategy));
  const std::vector<CellResult> first = run_all(scenario);
  const std::vector<CellResult> second = run_all(scenario);
  ASSERT_EQ(first.size(), 8u);
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_EQ(first[i].digest, second[i].digest) << first[i].strategy;
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(first[i].digest, first[j].digest);
  }
}

TEST(Cell, AnotherSeedGivesAnotherDigest) {
  const std::string world = std::string(kBusyWorld) + "strategies: [cache-aside]\n";
  EXPECT_NE(run(world).digest, run(world + "seed: 2\n").digest);
}

TEST(Cell, AnotherStrategyBesideItChangesNothing) {
  const std::vector<CellResult> all = run_all(scenario_of(std::string(kBusyWorld) + std::string(kEveryStrategy)));
  EXPECT_EQ(run(std::string(kBusyWorld) + "strategies: [locked]\n").digest, all[6].digest);
}

// Changing what cannot matter must not change anything that happened.
struct Equivalence {
  std::string_view why;
  std::string_view one;
  std::string_view other;
};

class CellEquivalence : public ::testing::TestWithParam<Equivalence> {};

TEST_P(CellEquivalence, SameDigest) {
  const std::string world = std::string(kBusyWorld);
  const auto strategies = [](std::string_view strategy) { return "strategies: [" + std::string(strategy) + "]\n"; };
  EXPECT_EQ(run(world + strategies(GetParam().one)).digest, run(world + strategies(GetParam().other)).digest)
      << GetParam().why;
}

INSTANTIATE_TEST_SUITE_P(
    Laws, CellEquivalence,
    ::testing::Values(Equivalence{"beta 0 never volunteers", "cache-aside", "xfetch: {beta: 0}"},
                      Equivalence{"a threshold of 100% is reached at the expiry", "locked",
                                  "{name: x, freshness: {refresh-ahead: {threshold: 100%}}, guard: lock}"},
                      Equivalence{"a preset is nothing but its axes", "write-behind", "{name: x, writes: behind}"},
                      Equivalence{"more patience than any load needs", "locked", "locked: {wait: 1h}"}));

TEST(Cell, ServersBeyondTheMostInFlightAreAsGoodAsUnlimited) {
  const std::string world = R"(
name: servers
duration: 10s
workload: {arrivals: {poisson: {rate: 500/s}}, keys: {zipf: {count: 100, exponent: 1}}}
cache: {ttl: 1s}
strategies: [cache-aside]
)";
  const CellResult unlimited = run(world + "store: {latency: {exponential: {mean: 50ms}}}\n");
  const auto peak = unlimited.measured.store.in_flight.peak;
  const auto limited = [&](std::int64_t servers) {
    return run(world + "store: {latency: {exponential: {mean: 50ms}}, concurrency: " + std::to_string(servers) + "}\n");
  };
  EXPECT_EQ(limited(peak).digest, unlimited.digest);
  EXPECT_NE(limited(peak - 1).digest, unlimited.digest);
}

TEST(Cell, ScalingTimeScalesNothingElse) {
  const auto world = [](std::string_view interval, std::string_view ttl, std::string_view latency,
                        std::string_view duration) {
    return run("name: scaled\nworkload: {arrivals: {constant: {interval: " + std::string(interval) +
               "}}, keys: {zipf: {count: 50, exponent: 1}}}\nstrategies: [locked]\nduration: " + std::string(duration) +
               "\ncache: {ttl: " + std::string(ttl) + ", capacity: 20}\nstore: {latency: " + std::string(latency) +
               ", concurrency: 3}\n");
  };
  const CellResult one = world("1ms", "100ms", "15ms", "20s");
  const CellResult ten = world("10ms", "1s", "150ms", "200s");
  EXPECT_EQ(one.measured.reads.outcomes, ten.measured.reads.outcomes);
  EXPECT_EQ(one.measured.cache.evictions, ten.measured.cache.evictions);
  EXPECT_EQ(total_latency(one) * 10, total_latency(ten));
}

TEST(Cell, LittlesLawHoldsForTheStore) {
  const CellResult result = run(R"(
name: little
duration: 1000s
workload: {arrivals: {poisson: {rate: 90/s}}, keys: {uniform: {count: 1M}}}
store: {latency: {exponential: {mean: 10ms}}, concurrency: 1}
strategies: [no-cache]
)");
  const Window& window = result.measured;
  const double mean_in_flight = *window.store.in_flight.mean();
  const double arrival_rate = static_cast<double>(loads(result)) / 1000;
  EXPECT_NEAR(mean_in_flight, arrival_rate * *window.reads.latency.mean() / 1e9, 0.01 * mean_in_flight);
  EXPECT_NEAR(*window.store.busy.mean(), 0.9, 0.02);
}

TEST(Cell, ReadsAreStaleWhenALateFillBringsASupersededVersionBack) {
  // A request every 10 ms: mostly reads of one key with a slow load, and some writes.
  const CellResult result = run(R"(
name: late-fill
duration: 100s
workload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}, operations: {read: 19, write: 1}}
cache: {ttl: 1s}
store: {latency: 35ms, write_latency: 2ms}
strategies: [cache-aside]
)");
  EXPECT_GT(result.measured.cache.late_fills, 0u);
  EXPECT_GT(result.measured.reads.stale[static_cast<std::size_t>(Outcome::kHit)], 0u);
  EXPECT_EQ(result.measured.writes.lost, 0u);
}

TEST(Cell, NothingIsStaleWithoutWrites) {
  const CellResult result = run_every_7ms("cache-aside");
  EXPECT_EQ(result.measured.stale_total(), 0u);
  EXPECT_EQ(result.measured.cache.late_fills, 0u);
}

TEST(Cell, RequestsBeyondTheBoundAreDroppedAndCounted) {
  const CellResult result = run(R"(
name: bounded
duration: 1s
workload: {arrivals: {constant: {interval: 1ms}}, keys: {uniform: {count: 1M}}, max_in_flight: 5}
store: {latency: 100ms}
strategies: [no-cache]
)");
  EXPECT_EQ(result.measured.requests.offered, 1000u);
  EXPECT_EQ(result.measured.requests.started, 50u);
  EXPECT_EQ(result.measured.requests.dropped, 950u);
}

TEST(Cell, WarmUpIsNotMeasured) {
  const CellResult result = run(R"(
name: warm
warmup: 1s
duration: 1s
workload: {arrivals: {constant: {interval: 10ms}}, keys: {single: {}}}
store: {latency: 5ms}
strategies: [cache-aside]
)");
  EXPECT_EQ(result.measured.requests.offered, 100u);
  EXPECT_EQ(outcomes(result, Outcome::kHit), 100u);
  EXPECT_EQ(loads(result), 0u);
  EXPECT_EQ(result.measured.cache.entries_peak, 1u);
}

TEST(Cell, MeasuringNothingIsNotValid) {
  const CellResult result = run(R"(
name: empty
duration: 1s
workload: {arrivals: {constant: {interval: 10s}}, keys: {single: {}}}
warmup: 5s
store: {latency: 5ms}
strategies: [cache-aside]
)");
  EXPECT_EQ(result.failure.value_or(""),
            "nothing was measured: no request is intended between the end of the warm-up and the end");
}

TEST(Cell, ClientsThatNeitherThinkNorWaitAreFoundOut) {
  const CellResult result = run(R"(
name: zeno
duration: 1s
workload: {arrivals: {closed: {clients: 2, think: 0s}}, keys: {single: {}}}
store: {latency: 0s}
strategies: [no-cache]
)");
  EXPECT_EQ(result.failure.value_or(""),
            "time stands still: the clients do not think and the answers take no time; give "
            "'workload.arrivals.closed' a 'think' time or the cache a 'latency'");
}

}  // namespace
}  // namespace stampede
