#include "harness/workload/closed_loop.h"

#include <gtest/gtest.h>

#include <set>

namespace stampede {
namespace {

TEST(ClosedLoopClients, EveryRequestOfEveryClientHasANumberOfItsOwn) {
  const ClosedLoopClients clients(1, 64, Distribution());
  std::set<RequestNumber> numbers;
  for (std::uint32_t client = 0; client < clients.count(); ++client) {
    for (std::uint64_t i = 0; i < 100; ++i) numbers.insert(clients.number(client, i));
  }
  EXPECT_EQ(numbers.size(), 6400u);
  EXPECT_EQ(*numbers.begin(), 0u);
  EXPECT_EQ(*numbers.rbegin(), 6399u);
  EXPECT_EQ(clients.number(3, 2), 131u);
}

TEST(ClosedLoopClients, ThinkTimesAreDrawsOfTheirOwnStream) {
  const auto think = Distribution::exponential(10 * kMillisecond);
  const ClosedLoopClients clients(7, 4, think);
  const RandomStream draws(7, "think");
  for (RequestNumber number = 0; number < 1000; ++number) {
    EXPECT_EQ(clients.think(number), think.sample(draws.at(number)));
  }
}

TEST(ClosedLoopClientsDeathTest, ThereMustBeAClient) {
  EXPECT_DEATH(ClosedLoopClients(1, 0, Distribution()), "count > 0");
}

}  // namespace
}  // namespace stampede
