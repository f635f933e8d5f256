#include "harness/workload/open_loop.h"

#include <gtest/gtest.h>

#include <vector>

#include "harness/workload/arrivals.h"

namespace stampede {
namespace {

constexpr std::uint64_t kSeed = 1;

Traffic mixed_traffic() {
  return Traffic(kSeed, KeyDistribution::zipf(10'000, 0.99), {.read = 95, .write = 4, .remove = 1});
}

TEST(OpenLoop, RequestsAreThoseOfTrafficAtThoseOfArrivals) {
  const Rate rate = Rate::per_second(2000);
  const Traffic traffic = mixed_traffic();
  PoissonArrivals poisson(rate, kSeed);
  const auto poisson_source = make_open_loop(ArrivalPattern::kPoisson, rate, kSeed, traffic);
  const auto constant_source = make_open_loop(ArrivalPattern::kConstant, rate, kSeed, traffic);
  for (RequestNumber n = 0; n < 1000; ++n) {
    Request request;
    ASSERT_TRUE(poisson_source->next(request));
    EXPECT_EQ(request, (Request{n, poisson.next(), traffic.key(n), traffic.operation(n), 0, 0}));
    ASSERT_TRUE(constant_source->next(request));
    EXPECT_EQ(request, (Request{n, rate.instant_of(n), traffic.key(n), traffic.operation(n), 0, 0}));
  }
  EXPECT_EQ(poisson_source->key_count(), 10'000u);
}

TEST(OpenLoop, OfRenewalsAsksWhatAnyOpenLoopAsks) {
  const Distribution gap = Distribution::uniform(1, 1000);
  RenewalArrivals arrivals(gap, kSeed);
  const Traffic traffic = mixed_traffic();
  const auto source = make_renewal_loop(gap, kSeed, traffic);
  for (RequestNumber n = 0; n < 100; ++n) {
    Request request;
    ASSERT_TRUE(source->next(request));
    EXPECT_EQ(request, (Request{n, arrivals.next(), traffic.key(n), traffic.operation(n), 0, 0}));
  }
}

TEST(OpenLoop, AnotherSeedMakesOtherRequests) {
  const auto source = make_open_loop(ArrivalPattern::kPoisson, Rate::per_second(1), 2, mixed_traffic());
  const auto other = make_open_loop(ArrivalPattern::kPoisson, Rate::per_second(1), 3, mixed_traffic());
  Request request, other_request;
  ASSERT_TRUE(source->next(request));
  ASSERT_TRUE(other->next(other_request));
  EXPECT_NE(request.intended, other_request.intended);
}

TEST(OpenLoop, EndsWhereInstantsDo) {
  constexpr Duration kCentury = 36'500 * kDay;
  const auto source = make_open_loop(ArrivalPattern::kConstant, Rate::every(kCentury), kSeed, mixed_traffic());
  std::vector<Instant> instants;
  Request request;
  while (source->next(request)) instants.push_back(request.intended);
  EXPECT_EQ(instants, std::vector<Instant>({0, kCentury, 2 * kCentury}));
  EXPECT_FALSE(source->next(request));
}

}  // namespace
}  // namespace stampede
