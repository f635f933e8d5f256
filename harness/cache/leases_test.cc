// Leases: what a write does to the loads of its key.

#include "harness/cache/leases.h"

#include <gtest/gtest.h>

#include <optional>

namespace stampede {
namespace {

constexpr Key kKey = 7;

TEST(Leases, WithoutAWriteEachIsValid) {
  Leases leases;
  const Lease lease = leases.take();
  EXPECT_NE(lease, kNoLease);
  EXPECT_TRUE(leases.valid(kKey, lease));
}

TEST(Leases, AWriteVoidsThemFromItsIssueOn) {
  Leases leases;
  const Lease lease = leases.take();
  std::optional<WriteUnderWay> write(std::in_place, leases, kKey);
  EXPECT_FALSE(leases.valid(kKey, lease));
  write.reset();
  EXPECT_FALSE(leases.valid(kKey, lease)) << "for good";
}

TEST(Leases, OneTakenDuringAWriteStaysVoid) {
  Leases leases;
  std::optional<WriteUnderWay> write(std::in_place, leases, kKey);
  const Lease lease = leases.take();
  EXPECT_FALSE(leases.valid(kKey, lease));
  write.reset();
  EXPECT_FALSE(leases.valid(kKey, lease)) << "it may have seen the store before the commit";
}

TEST(Leases, OneTakenAfterAWriteIsValid) {
  Leases leases;
  std::optional<WriteUnderWay>(std::in_place, leases, kKey).reset();
  EXPECT_TRUE(leases.valid(kKey, leases.take()));
}

TEST(Leases, OfOtherKeysAreNotConcerned) {
  Leases leases;
  const Lease lease = leases.take();
  const WriteUnderWay write(leases, kKey);
  EXPECT_TRUE(leases.valid(kKey + 1, lease));
}

TEST(Leases, WritesThatOverlapVoidThemUntilTheLastHasEnded) {
  Leases leases;
  std::optional<WriteUnderWay> first(std::in_place, leases, kKey);
  std::optional<WriteUnderWay> second(std::in_place, leases, kKey);
  first.reset();
  const Lease between = leases.take();
  EXPECT_FALSE(leases.valid(kKey, between));
  second.reset();
  EXPECT_FALSE(leases.valid(kKey, between));
  EXPECT_TRUE(leases.valid(kKey, leases.take()));
}

}  // namespace
}  // namespace stampede
