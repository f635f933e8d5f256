#include "harness/workload/traffic.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <set>

namespace stampede {
namespace {

TEST(Traffic, KeysAndOperationsAreDrawsOfTheirOwnStreams) {
  const auto zipf = KeyDistribution::zipf(1000, 0.9);
  const Traffic traffic(5, zipf, {.read = 1, .write = 1});
  const RandomStream keys(5, "keys");
  const RandomStream operations(5, "operations");
  for (RequestNumber n = 0; n < 1000; ++n) {
    EXPECT_EQ(traffic.key(n), zipf.sample(keys.at(n)));
    EXPECT_EQ(traffic.operation(n), below(operations.at(n), 2) == 0 ? Operation::kRead : Operation::kWrite);
  }
  EXPECT_EQ(traffic.key_count(), 1000u);
}

TEST(Traffic, OperationsComeInTheSharesOfTheirWeights) {
  constexpr std::uint64_t kCount = 1'000'000;
  const Traffic traffic(1, KeyDistribution::single(), {.read = 90, .write = 9, .remove = 1});
  std::array<int, 3> counts{};
  for (RequestNumber n = 0; n < kCount; ++n) ++counts[static_cast<std::size_t>(traffic.operation(n))];
  const std::array<double, 3> shares = {0.9, 0.09, 0.01};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(counts[i], shares[i] * kCount, 4 * std::sqrt(shares[i] * (1 - shares[i]) * kCount));
  }
}

TEST(Traffic, WeightsMayBeCountedInAnyUnit) {
  const KeyDistribution keys = KeyDistribution::uniform(10);
  const Traffic whole(1, keys, {95, 5, 0});
  const Traffic billionths(1, keys, {95'000'000'000, 5'000'000'000, 0});
  for (RequestNumber n = 0; n < 10'000; ++n) ASSERT_EQ(whole.operation(n), billionths.operation(n));
}

TEST(Traffic, AnOperationOfWeightZeroNeverComes) {
  for (const OperationMix mix : {OperationMix{1, 0, 0}, OperationMix{0, 1, 0}, OperationMix{0, 0, 4'294'967'295}}) {
    const Traffic traffic(1, KeyDistribution::single(), mix);
    const Operation only = mix.read > 0 ? Operation::kRead : mix.write > 0 ? Operation::kWrite : Operation::kDelete;
    for (RequestNumber n = 0; n < 1000; ++n) ASSERT_EQ(traffic.operation(n), only);
  }
}

TEST(TrafficDeathTest, SomeOperationMustHaveAWeight) {
  EXPECT_DEATH(Traffic(1, KeyDistribution::single(), {0, 0, 0}), "total_weight_ > 0");
}

}  // namespace
}  // namespace stampede
