#include "harness/metrics/write_ledger.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <map>

#include "harness/base/random.h"

namespace stampede {
namespace {

using ::testing::Optional;

constexpr Key kWrittenKey = 7;

// A ledger and the history it looks into, as the harness keeps them.
struct LedgerWorld {
  Windows windows{2};
  CommitHistory history;
  WriteLedger ledger{windows, history};
  std::map<Key, std::uint64_t> versions;

  WriteNumber issue(Instant now, Key key = kWrittenKey) { return ledger.issue(key, now); }
  void commit(WriteNumber write, Instant now, Key key = kWrittenKey) {
    history.commit(key, now);
    ledger.commit(write, Version::committed(++versions[key]), now);
  }
  const Window::Writes& settled() {
    ledger.settle();
    return windows[0].writes;
  }
  const Window::Writes& gauged(Instant now) {
    ledger.take_gauges(windows[0], now);
    return windows[0].writes;
  }
};

TEST(WriteLedger, AWriteStoredBeforeItIsAcknowledgedIsCommittedWithoutLag) {
  LedgerWorld world;
  const WriteNumber write = world.issue(0);
  world.commit(write, 10);
  world.ledger.acknowledge(write, 12);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.acknowledged, 1u);
  EXPECT_EQ(writes.committed, 1u);
  EXPECT_EQ(writes.durable_lag.max(), 0);
  EXPECT_EQ(world.gauged(20).uncommitted.peak, 0);
}

TEST(WriteLedger, AFailedWriteIsNeitherAcknowledgedNorLost) {
  LedgerWorld world;
  world.ledger.fail(world.issue(0));
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.failed, 1u);
  EXPECT_EQ(writes.acknowledged, 0u);
  EXPECT_EQ(writes.lost, 0u);
}

TEST(WriteLedger, ABufferedWriteIsPendingUntilItIsStored) {
  LedgerWorld world;
  const WriteNumber write = world.issue(0);
  world.ledger.acknowledge(write, 10);
  world.commit(write, 30);
  const Window::Writes& writes = world.gauged(50);
  EXPECT_EQ(writes.uncommitted.area, 20);
  EXPECT_EQ(writes.dirty_keys.area, 20);
  EXPECT_EQ(writes.durable_lag.max(), 20);
  EXPECT_EQ(world.settled().committed, 1u);
}

TEST(WriteLedger, WritesReplacedByALaterOneBeforeTheyWereStoredAreCoalesced) {
  LedgerWorld world;
  for (Instant now : {0, 10, 20}) world.ledger.acknowledge(world.issue(now), now);
  world.commit(2, 30);
  const Window::Writes& writes = world.gauged(50);
  EXPECT_EQ(writes.uncommitted.area, 30 + 20 + 10);
  EXPECT_EQ(writes.uncommitted.peak, 3);
  EXPECT_EQ(writes.dirty_keys.area, 30);
  EXPECT_EQ(writes.dirty_keys.peak, 1);
  world.settled();
  EXPECT_EQ(writes.coalesced, 2u);
  EXPECT_EQ(writes.lost, 0u);
}

TEST(WriteLedger, AnAcknowledgedWriteIsLostIfTheStoreStillHoldsTheInitialValue) {
  LedgerWorld world;
  world.ledger.acknowledge(world.issue(0), 0);
  EXPECT_EQ(world.settled().lost, 1u);
}

TEST(WriteLedger, AnAcknowledgedWriteIsLostIfTheStoreHoldsAWriteAcknowledgedBeforeItWasIssued) {
  LedgerWorld world;
  world.ledger.acknowledge(world.issue(0), 5);
  world.ledger.acknowledge(world.issue(10), 15);
  world.commit(1, 20);
  world.commit(0, 30);  // the store took them in the wrong order
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.lost, 1u);
  EXPECT_EQ(writes.committed, 1u);
}

TEST(WriteLedger, OfTwoWritesInFlightAtOnceTheStoreMayKeepEither) {
  LedgerWorld world;
  world.issue(0);
  world.issue(1);
  world.commit(1, 20);
  world.commit(0, 30);
  world.ledger.acknowledge(0, 31);
  world.ledger.acknowledge(1, 32);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.lost, 0u);
  EXPECT_EQ(writes.committed, 2u);
}

TEST(Crash, LosesWhatWasAcknowledgedAndNotStored) {
  LedgerWorld world;
  const WriteNumber stored = world.issue(0, 1);
  const WriteNumber buffered = world.issue(1, 2);
  const WriteNumber unanswered = world.issue(2, 3);
  for (const WriteNumber write : {stored, buffered}) world.ledger.acknowledge(write, 3);
  world.commit(stored, 5, 1);
  world.ledger.crash({}, 10);
  world.ledger.fail(unanswered);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.lost, 1u);
  EXPECT_EQ(writes.committed, 1u);
  EXPECT_EQ(writes.failed, 1u);
  EXPECT_EQ(world.gauged(20).uncommitted.mean(), (2.0 * 2 + 1.0 * 5) / 20) << "none waits to be stored after the crash";
}

TEST(Crash, CountsEveryWriteThatWasCoalescedInTheBuffer) {
  LedgerWorld world;
  for (int i = 0; i < 3; ++i) world.ledger.acknowledge(world.issue(i), i);
  world.ledger.crash({}, 10);
  EXPECT_EQ(world.settled().lost, 3u);
}

TEST(Crash, WhatTheStoreIsAtWorkOnIsNotLostNorWhatThatReplaces) {
  LedgerWorld world;
  const WriteNumber coalesced = world.issue(0);
  const WriteNumber in_service = world.issue(1);
  const WriteNumber later = world.issue(6);  // after the flush had begun
  world.ledger.acknowledge(coalesced, 0);
  world.ledger.acknowledge(in_service, 1);
  world.ledger.acknowledge(later, 6);
  world.ledger.crash(std::array{in_service}, 10);
  world.commit(in_service, 12);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.lost, 1u) << "the one issued after the others had been acknowledged";
  EXPECT_EQ(writes.committed, 1u);
  EXPECT_EQ(writes.coalesced, 1u);
}

TEST(Crash, AWriteIsLostOnlyOnceAndStaysLostWhenALaterOneIsStored) {
  LedgerWorld world;
  world.ledger.acknowledge(world.issue(0), 0);
  world.ledger.crash({}, 10);
  world.ledger.crash({}, 11);
  const WriteNumber later = world.issue(20);
  world.commit(later, 30);
  world.ledger.acknowledge(later, 31);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.lost, 1u);
  EXPECT_EQ(writes.committed, 1u);
}

TEST(Crash, AValueThatWasLostIsSupersededByTheNextCommit) {
  LedgerWorld world;
  const WriteNumber lost = world.issue(0);
  world.ledger.acknowledge(lost, 0);
  world.ledger.crash({}, 10);
  EXPECT_EQ(world.ledger.superseded_at(lost), std::nullopt) << "a shared cache may still serve it";
  world.commit(world.issue(20), 30);
  EXPECT_THAT(world.ledger.superseded_at(lost), Optional(30));
}

TEST(Crash, AWriteOvertakenByOneAcknowledgedAfterItWasIssuedIsNotLost) {
  LedgerWorld world;
  const WriteNumber first = world.issue(0);
  const WriteNumber second = world.issue(1);
  world.commit(first, 3);
  world.ledger.acknowledge(second, 4);
  world.ledger.acknowledge(first, 5);  // at the same time as the second: either may count as the later one
  world.ledger.crash({}, 10);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.lost, 0u);
  EXPECT_EQ(writes.coalesced, 1u);
}

TEST(WriteLedger, ARetryThatIsCommittedOnceMoreHasOneDurableLag) {
  LedgerWorld world;
  const WriteNumber write = world.issue(0);
  world.ledger.acknowledge(write, 1);
  world.commit(write, 5);
  world.commit(write, 9);
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.durable_lag.count(), 1u);
  EXPECT_EQ(writes.committed, 1u);
}

TEST(WriteLedger, CountsBelongToTheWindowInWhichTheWriteWasIssued) {
  LedgerWorld world;
  const WriteNumber write = world.issue(0);
  world.windows.advance(1, 10);
  world.ledger.acknowledge(write, 20);
  world.commit(write, 30);
  world.ledger.settle();
  EXPECT_EQ(world.windows[0].writes.acknowledged, 1u);
  EXPECT_EQ(world.windows[0].writes.committed, 1u);
  EXPECT_EQ(world.windows[0].writes.durable_lag.count(), 1u);
  EXPECT_EQ(world.windows[1].writes.acknowledged, 0u);
}

TEST(WriteLedger, AValueNotYetStoredIsSupersededByTheCommitOfALaterWrite) {
  LedgerWorld world;
  const WriteNumber first = world.issue(0);
  world.ledger.acknowledge(first, 0);
  const WriteNumber second = world.issue(10);
  world.ledger.acknowledge(second, 10);
  EXPECT_EQ(world.ledger.superseded_at(first), std::nullopt) << "commits alone decide, not acknowledgements";
  world.commit(second, 30);
  EXPECT_THAT(world.ledger.superseded_at(first), Optional(30));
  EXPECT_EQ(world.ledger.superseded_at(second), std::nullopt);
  const WriteNumber third = world.issue(40);
  world.commit(third, 50);
  EXPECT_THAT(world.ledger.superseded_at(second), Optional(50));
  EXPECT_THAT(world.ledger.superseded_at(first), Optional(30)) << "its first superseding commit";
}

TEST(WriteLedger, AValueIsSupersededByACommitEvenBeforeItsOwnWriteIsAcknowledged) {
  LedgerWorld world;
  const WriteNumber slow = world.issue(0);  // its acknowledgement waits for a remote cache
  const WriteNumber quick = world.issue(10);
  world.ledger.acknowledge(quick, 10);
  world.commit(quick, 20);
  EXPECT_THAT(world.ledger.superseded_at(slow), Optional(20));
  world.ledger.acknowledge(slow, 30);
  EXPECT_THAT(world.ledger.superseded_at(slow), Optional(20));
  EXPECT_EQ(world.gauged(50).uncommitted.area, 10) << "the slow one was never acknowledged and uncommitted";
  EXPECT_EQ(world.settled().coalesced, 1u);
}

// What happened to one write of a random history. Instants are distinct: one thing happens at a time.
struct Fate {
  Key key;
  Instant issued;
  Instant acknowledged = kNever;
  Instant committed = kNever;
  bool failed = false;
};

// Random writes to three keys, acknowledged or failed before or after they are committed, or never committed.
std::vector<Fate> random_writes(std::uint64_t seed, LedgerWorld& world, Instant end) {
  RandomSequence random(RandomStream(seed, "history"));
  std::vector<Fate> fates;
  for (Instant now = 0; now < end; ++now) {
    const std::uint64_t what = below(random.next(), 10);
    if (fates.empty() || what < 3) {
      const Key key = static_cast<Key>(below(random.next(), 3));
      world.issue(now, key);
      fates.push_back({key, now});
      continue;
    }
    const std::size_t recent = fates.size() - std::min<std::size_t>(fates.size(), 8);
    const WriteNumber write = recent + below(random.next(), fates.size() - recent);
    Fate& fate = fates[write];
    const bool answered = fate.failed || fate.acknowledged != kNever;
    if (what < 6 && !answered) {
      world.ledger.acknowledge(write, now);
      fate.acknowledged = now;
    } else if (what == 6 && !answered && fate.committed == kNever) {
      world.ledger.fail(write);
      fate.failed = true;
    } else if (what > 6 && fate.committed == kNever) {
      world.commit(write, now, fate.key);
      fate.committed = now;
    }
  }
  return fates;
}

// The first commit, up to `now`, of a write to the key of `write` that counts as later.
template <typename IsLater>
Instant first_commit(const std::vector<Fate>& fates, WriteNumber write, Instant now, IsLater is_later) {
  Instant first = kNever;
  for (WriteNumber other = 0; other < fates.size(); ++other) {
    const Fate& fate = fates[other];
    if (fate.key == fates[write].key && fate.committed <= now && is_later(other))
      first = std::min(first, fate.committed);
  }
  return first;
}

Instant replaced_at(const std::vector<Fate>& fates, WriteNumber write, Instant now) {
  return first_commit(fates, write, now, [&](WriteNumber other) { return other > write; });
}

Instant superseded_at(const std::vector<Fate>& fates, WriteNumber write, Instant now) {
  const Instant committed = fates[write].committed;
  if (committed > now) return replaced_at(fates, write, now);
  return first_commit(fates, write, now, [&](WriteNumber other) { return fates[other].committed > committed; });
}

bool is_uncommitted(const std::vector<Fate>& fates, WriteNumber write, Instant now) {
  const Fate& fate = fates[write];
  return fate.acknowledged <= now && fate.committed > now && replaced_at(fates, write, now) > now;
}

enum class End { kLost, kCommitted, kCoalesced, kPending };

End end_of(const std::vector<Fate>& fates, WriteNumber write) {
  const Fate* in_store = nullptr;
  for (const Fate& fate : fates) {
    if (fate.key != fates[write].key || fate.committed == kNever) continue;
    if (in_store == nullptr || fate.committed > in_store->committed) in_store = &fate;
  }
  if (in_store == nullptr || in_store->acknowledged < fates[write].issued) return End::kLost;
  if (fates[write].committed != kNever) return End::kCommitted;
  return replaced_at(fates, write, kNever - 1) != kNever ? End::kCoalesced : End::kPending;
}

class WriteLedgerHistory : public ::testing::TestWithParam<std::uint64_t> {
 protected:
  static constexpr Instant kEnd = 400;
  LedgerWorld world;
  std::vector<Fate> fates = random_writes(GetParam(), world, kEnd);
};

TEST_P(WriteLedgerHistory, SettlesEachWriteByTheDefinition) {
  std::map<End, std::uint64_t> counts;
  std::uint64_t acknowledged = 0;
  for (WriteNumber write = 0; write < fates.size(); ++write) {
    if (fates[write].acknowledged == kNever) continue;
    ++acknowledged;
    ++counts[end_of(fates, write)];
  }
  const Window::Writes& writes = world.settled();
  EXPECT_EQ(writes.acknowledged, acknowledged);
  EXPECT_EQ(writes.lost, counts[End::kLost]);
  EXPECT_EQ(writes.committed, counts[End::kCommitted]);
  EXPECT_EQ(writes.coalesced, counts[End::kCoalesced]);
  EXPECT_EQ(writes.pending, counts[End::kPending]);
  EXPECT_EQ(writes.acknowledged, writes.committed + writes.coalesced + writes.lost + writes.pending);
}

TEST_P(WriteLedgerHistory, KnowsWhenEachValueWasSuperseded) {
  for (WriteNumber write = 0; write < fates.size(); ++write) {
    const Instant expected = superseded_at(fates, write, kEnd);
    EXPECT_EQ(world.ledger.superseded_at(write).value_or(kNever), expected) << "write " << write;
  }
}

TEST_P(WriteLedgerHistory, GaugesWhatIsAcknowledgedButNotStored) {
  Int128 writes = 0;
  Int128 keys = 0;
  for (Instant now = 0; now < kEnd; ++now) {
    std::map<Key, int> uncommitted;
    for (WriteNumber write = 0; write < fates.size(); ++write) {
      if (is_uncommitted(fates, write, now)) ++uncommitted[fates[write].key];
    }
    for (const auto& [key, count] : uncommitted) writes += count;
    keys += static_cast<Int128>(uncommitted.size());
  }
  EXPECT_EQ(world.gauged(kEnd).uncommitted.area, writes);
  EXPECT_EQ(world.gauged(kEnd).dirty_keys.area, keys);
}

TEST_P(WriteLedgerHistory, MeasuresTheLagOfWritesStoredAfterTheirAcknowledgement) {
  Uint128 lag = 0;
  for (const Fate& fate : fates) {
    const bool late = fate.acknowledged != kNever && fate.committed != kNever && fate.committed > fate.acknowledged;
    if (late) lag += static_cast<Uint128>(fate.committed - fate.acknowledged);
  }
  EXPECT_EQ(world.windows[0].writes.durable_lag.sum(), lag);
}

INSTANTIATE_TEST_SUITE_P(Seeds, WriteLedgerHistory, ::testing::Range<std::uint64_t>(1, 21));

}  // namespace
}  // namespace stampede
