// Proportional early expiry: draw by draw, and its load rates in the mean.

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "harness/base/rounds_testing.h"
#include "harness/engine/testing.h"
#include "strategies/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using testing::StrategyWorld;

class ProportionalEarly : public testing::StrategyTest {};

// The share of readers that reload early when each reads its own key once, `age_ms` after its fill; the TTL is 100 ms.
double share_of_early_loads(const std::string& strategy, std::int64_t age_ms, const std::string& load = "10ms") {
  const auto readers = static_cast<Key>(scaled(20'000));
  StrategyWorld world({.strategy = strategy, .store = "{latency: " + load + "}"});
  for (Key key = 0; key < readers; ++key) world.read_at(0, key);
  for (Key key = 0; key < readers; ++key) world.read_at(10 + age_ms, key);
  world.finish();
  const auto early = std::count_if(world.reads().begin(), world.reads().end(), [](const std::string& read) {
    return read.find("early_load") != std::string::npos;
  });
  return static_cast<double>(early) / readers;
}

TEST_F(ProportionalEarly, UniformReloadsWithTheShareOfTheTtlThatIsOver) {
  const double tolerance = five_deviations(scaled(20'000));
  for (const std::int64_t age_ms : {5, 30, 80, 99}) {
    const double age = static_cast<double>(age_ms) / 100;
    EXPECT_NEAR(share_of_early_loads("proportional-early", age_ms), age, tolerance);
    EXPECT_NEAR(share_of_early_loads("proportional-early: {beta: 0.5}", age_ms), std::max(0.0, 1 - (1 - age) / 0.5),
                tolerance);
    EXPECT_NEAR(share_of_early_loads("proportional-early: {beta: 2}", age_ms), 1 - (1 - age) / 2, tolerance);
  }
}

TEST_F(ProportionalEarly, ExponentialReloadsWithProbabilityOneMinusExpOfMinusBetaAgeOverTtl) {
  const double tolerance = five_deviations(scaled(20'000));
  for (const std::int64_t age_ms : {5, 30, 80, 99}) {
    const double age = static_cast<double>(age_ms) / 100;
    EXPECT_NEAR(share_of_early_loads("proportional-early: {rule: exponential}", age_ms), 1 - std::exp(-age), tolerance);
    EXPECT_NEAR(share_of_early_loads("proportional-early: {rule: exponential, beta: 3}", age_ms),
                1 - std::exp(-3 * age), tolerance);
  }
}

TEST_F(ProportionalEarly, TheLoadTimeDoesNotMatterWhereasXFetchLivesByIt) {
  const double tolerance = five_deviations(scaled(20'000));
  EXPECT_NEAR(share_of_early_loads("proportional-early", 60, "1ns"), 0.7, tolerance);  // filled 10 ms earlier
  EXPECT_EQ(share_of_early_loads("xfetch", 60, "1ns"), 0.0);
}

TEST_F(ProportionalEarly, WithBeta0IsPlainExpiry) {
  for (const char* rule : {"uniform", "exponential"}) {
    EXPECT_EQ(share_of_early_loads(fmt::format("proportional-early: {{beta: 0, rule: {}}}", rule), 99), 0.0);
  }
}

TEST_F(ProportionalEarly, TheVolunteerWaitsUnlessTheRefreshIsInTheBackground) {
  const std::string always = "proportional-early: {beta: 1000, refresh: ";
  StrategyWorld waiting({.strategy = always + "inline}"});
  StrategyWorld background({.strategy = always + "background}"});
  for (StrategyWorld* world : {&waiting, &background}) {
    for (const int ms : {0, 100}) world->read_at(ms);
    world->finish();
    EXPECT_THAT(world->loads(), ElementsAre("0: r0 loads 7", "100: r1 loads 7"));
  }
  EXPECT_EQ(waiting.reads().back(), "r1 [100,110] early_load v0");
  EXPECT_EQ(background.reads().back(), "r1 [100,100] hit v0");
}

TEST_F(ProportionalEarly, WithoutATtlNobodyVolunteers) {
  StrategyWorld world({.strategy = "proportional-early: {beta: 1000}", .cache = "{}"});
  for (const int ms : {0, 20, 1'000'000}) world.read_at(ms);
  world.finish();
  EXPECT_THAT(world.loads(), ElementsAre("0: r0 loads 7"));
}

TEST(ProportionalEarlyRun, APopularKeyIsLoadedAboutEverySqrtOfPiTtlOverTwiceTheRate) {
  const CellResult result = testing::run(R"(
name: flawed
duration: 2000s
workload: {arrivals: {poisson: {rate: 100/s}}, keys: {single: {}}}
cache: {ttl: 60s}
store: {latency: 0s}
strategies: [proportional-early]
)");
  const double loads_per_second = static_cast<double>(testing::loads(result)) / 2000;
  EXPECT_NEAR(loads_per_second, 1 / std::sqrt(3.14159265 * 60 / (2 * 100)), 0.06) << "a plain TTL: 1 in 60 s";
}

}  // namespace
}  // namespace stampede
