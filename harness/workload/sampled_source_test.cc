#include "harness/workload/sampled_source.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <vector>

#include "harness/workload/open_loop.h"

namespace stampede {
namespace {

std::unique_ptr<RequestSource> whole(Key keys) {
  return make_open_loop(ArrivalPattern::kPoisson, Rate::per_second(1000), 1,
                        Traffic(1, KeyDistribution::uniform(keys), {.read = 9, .write = 1}));
}

std::vector<Request> first_requests(std::size_t count, std::unique_ptr<RequestSource> source) {
  std::vector<Request> requests(count);
  for (Request& request : requests) EXPECT_TRUE(source->next(request));
  return requests;
}

std::set<Key> keys_of(const std::vector<Request>& requests) {
  std::set<Key> keys;
  for (const Request& request : requests) keys.insert(request.key);
  return keys;
}

std::set<Key> keys_of_share(Share share, std::uint64_t seed = 1) {
  return keys_of(first_requests(10'000, make_sampled(whole(100), share, seed, kNever)));
}

TEST(SampledSource, HoldsAllRequestsOfTheSampledKeysAndNoOthers) {
  const std::vector<Request> sample = first_requests(10'000, make_sampled(whole(100), Share::percent(30), 1, kNever));
  const std::set<Key> keys = keys_of(sample);
  std::vector<Request> expected = first_requests(static_cast<std::size_t>(sample.back().number) + 1, whole(100));
  std::erase_if(expected, [&](const Request& request) { return !keys.contains(request.key); });
  EXPECT_EQ(sample, expected) << "with their numbers, instants and operations";
}

TEST(SampledSource, HoldsTheShareOfTheKeys) {
  // Binomial with mean 3000 and standard deviation 46.
  const auto keys = keys_of(first_requests(200'000, make_sampled(whole(10'000), Share::percent(30), 1, kNever)));
  EXPECT_NEAR(static_cast<double>(keys.size()), 3000, 5 * 46);
}

TEST(SampledSource, OfALargerShareHoldsASmallerOne) {
  const std::set<Key> small = keys_of_share(Share::percent(20));
  const std::set<Key> large = keys_of_share(Share::percent(40));
  EXPECT_LT(small.size(), large.size());
  EXPECT_TRUE(std::ranges::includes(large, small));
}

TEST(SampledSource, OfAnotherSeedHoldsOtherKeys) {
  EXPECT_NE(keys_of_share(Share::percent(30), 1), keys_of_share(Share::percent(30), 2));
}

TEST(SampledSource, WhoseKeysNobodyAsksForStillReachesTheEnd) {
  const Traffic traffic(1, KeyDistribution::single(), {});
  const auto source = make_sampled(make_open_loop(ArrivalPattern::kConstant, Rate::every(kSecond), 1, traffic),
                                   Share{1}, 1, 100 * kSecond);
  Request request;
  ASSERT_TRUE(source->next(request));
  EXPECT_EQ(request.intended, 100 * kSecond);
}

TEST(SampledSource, EndsWithTheWhole) {
  const Traffic traffic(1, KeyDistribution::single(), {});
  constexpr Duration kCentury = 36'500 * kDay;
  const auto source =
      make_sampled(make_open_loop(ArrivalPattern::kConstant, Rate::every(kCentury), 1, traffic), Share{1}, 1, kNever);
  Request request;
  EXPECT_FALSE(source->next(request));
  EXPECT_FALSE(source->next(request));
}

}  // namespace
}  // namespace stampede
