#include "harness/metrics/window.h"

#include <gtest/gtest.h>

#include <set>

#include "harness/metrics/window_fields.h"

namespace stampede {
namespace {

// Merging adds up each of these.
constexpr std::uint64_t Window::Requests::*kRequestCounts[] = {&Window::Requests::offered, &Window::Requests::started,
                                                               &Window::Requests::dropped, &Window::Requests::completed,
                                                               &Window::Requests::failed};
constexpr std::uint64_t Window::Writes::*kWriteCounts[] = {
    &Window::Writes::started,   &Window::Writes::acknowledged, &Window::Writes::failed, &Window::Writes::committed,
    &Window::Writes::coalesced, &Window::Writes::lost,         &Window::Writes::pending};
constexpr std::uint64_t Window::Store::*kStoreCounts[] = {&Window::Store::loads_demand, &Window::Store::loads_refresh,
                                                          &Window::Store::keys_written, &Window::Store::write_calls,
                                                          &Window::Store::calls,        &Window::Store::errors,
                                                          &Window::Store::rejected};
constexpr std::uint64_t Window::Stampede::*kStampedeCounts[] = {
    &Window::Stampede::load_intervals, &Window::Stampede::load_intervals_demand, &Window::Stampede::episodes,
    &Window::Stampede::redundant_loads, &Window::Stampede::early_gaps};
constexpr std::uint64_t Window::Cache::*kCacheCounts[] = {
    &Window::Cache::hits,          &Window::Cache::misses,    &Window::Cache::fills,
    &Window::Cache::late_fills,    &Window::Cache::evictions, &Window::Cache::expirations,
    &Window::Cache::invalidations, &Window::Cache::errors,    &Window::Cache::fills_unused};

template <typename Part, typename Counts>
void expect_sums(Part Window::*part, const Counts& counts) {
  Window one;
  Window other;
  std::uint64_t n = 0;
  for (const auto count : counts) {
    (one.*part).*count = ++n;
    (other.*part).*count = 100 * n;
  }
  one.merge(other);
  n = 0;
  for (const auto count : counts) EXPECT_EQ((one.*part).*count, 101 * ++n);
}

TEST(Window, MergingAddsUpCounts) {
  expect_sums(&Window::requests, kRequestCounts);
  expect_sums(&Window::writes, kWriteCounts);
  expect_sums(&Window::store, kStoreCounts);
  expect_sums(&Window::stampede, kStampedeCounts);
  expect_sums(&Window::cache, kCacheCounts);
}

TEST(Window, MergingAddsUpOutcomes) {
  Window one;
  Window other;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    one.reads.outcomes[i] = i;
    other.reads.outcomes[i] = 10;
    one.reads.stale[i] = 2 * i;
    other.reads.stale[i] = 20;
  }
  one.merge(other);
  EXPECT_EQ(one.reads_total(), 21u + 70u);
  EXPECT_EQ(one.stale_total(), 42u + 140u);
  EXPECT_EQ(one.reads.outcomes[6], 16u);
  EXPECT_EQ(one.reads.stale[6], 32u);
}

TEST(Window, MergingTakesTheHigherPeak) {
  Window one;
  Window other;
  one.stampede.peak = other.stampede.largest = one.cache.entries_peak = other.cache.bytes_peak = 5;
  one.stampede.largest = other.stampede.peak = other.cache.entries_peak = one.cache.bytes_peak = 3;
  one.merge(other);
  EXPECT_EQ(one.stampede.peak, 5u);
  EXPECT_EQ(one.stampede.largest, 5u);
  EXPECT_EQ(one.cache.entries_peak, 5u);
  EXPECT_EQ(one.cache.bytes_peak, 5u);
}

TEST(Window, MergingAddsUpTimes) {
  Window one;
  Window other;
  one.reads.hit_age = 1;
  other.reads.hit_age = 10;
  one.stampede.early_gap = 2;
  other.stampede.early_gap = 20;
  one.stampede.excess_store_time = 3;
  other.stampede.excess_store_time = 30;
  one.merge(other);
  EXPECT_EQ(one.reads.hit_age, Uint128{11});
  EXPECT_EQ(one.stampede.early_gap, Uint128{22});
  EXPECT_EQ(one.stampede.excess_store_time, 33);
}

TEST(Window, MergingMergesHistogramsAndGauges) {
  constexpr Histogram Window::Reads::*kReads[] = {&Window::Reads::latency, &Window::Reads::service_latency,
                                                  &Window::Reads::stale_age};
  constexpr Histogram Window::Writes::*kWrites[] = {&Window::Writes::latency, &Window::Writes::durable_lag};
  constexpr GaugeSummary Window::Store::*kStoreGauges[] = {&Window::Store::in_flight, &Window::Store::queued,
                                                           &Window::Store::busy};
  constexpr GaugeSummary Window::Writes::*kWriteGauges[] = {&Window::Writes::uncommitted, &Window::Writes::dirty_keys};
  Window one;
  Window other;
  for (Window* window : {&one, &other}) {
    for (const auto histogram : kReads) (window->reads.*histogram).record(5);
    for (const auto histogram : kWrites) (window->writes.*histogram).record(5);
    window->store.queue_wait.record(5);
    window->stampede.episode_size.record(5);
    for (const auto gauge : kStoreGauges) (window->store.*gauge).span = 10;
    for (const auto gauge : kWriteGauges) (window->writes.*gauge).span = 10;
  }
  one.merge(other);
  for (const auto histogram : kReads) EXPECT_EQ((one.reads.*histogram).count(), 2u);
  for (const auto histogram : kWrites) EXPECT_EQ((one.writes.*histogram).count(), 2u);
  EXPECT_EQ(one.store.queue_wait.count(), 2u);
  EXPECT_EQ(one.stampede.episode_size.count(), 2u);
  for (const auto gauge : kStoreGauges) EXPECT_EQ((one.store.*gauge).span, 20);
  for (const auto gauge : kWriteGauges) EXPECT_EQ((one.writes.*gauge).span, 20);
}

TEST(Window, MergingCoversBothSpansAndAddsUpTheirLengths) {
  Window one;
  one.start = 10;
  one.end = 20;
  one.length = 10;
  Window other;
  other.start = 30;
  other.end = 35;
  other.length = 5;
  one.merge(other);
  EXPECT_EQ(one.start, 10);
  EXPECT_EQ(one.end, 35);
  EXPECT_EQ(one.length, 15);
}

void change(std::uint64_t& value) {
  ++value;
}
void change(std::int64_t& value) {
  ++value;
}
void change(Int128& value) {
  ++value;
}
void change(Uint128& value) {
  ++value;
}
void change(OutcomeCounts& value) {
  ++value.back();
}
void change(Histogram& value) {
  value.record(1);
}
void change(GaugeSummary& value) {
  ++value.area;
}

TEST(Window, IsEqualToAnotherWhenEveryFieldIs) {
  for_each_window_field([](const auto& field) {
    Window one;
    Window other;
    EXPECT_TRUE(one == other);
    change(field.of(other));
    EXPECT_FALSE(one == other) << field.name;
    change(field.of(one));
    EXPECT_TRUE(one == other) << field.name;
  });
}

TEST(Window, FieldsHaveNamesOfTheirOwn) {
  std::set<std::string_view> names;
  for_each_window_field([&names](const auto& field) { EXPECT_TRUE(names.insert(field.name).second) << field.name; });
}

TEST(Windows, FollowEachOtherFromTime0) {
  Windows windows(3);
  EXPECT_EQ(windows.size(), 3u);
  EXPECT_EQ(windows.current_index(), 0u);
  EXPECT_EQ(windows.current().start, 0);
  windows.advance(1, 100);
  EXPECT_EQ(windows.current_index(), 1u);
  EXPECT_EQ(&windows.current(), &windows[1]);
  EXPECT_EQ(windows.current().start, 100);
}

TEST(WindowsDeathTest, BeyondTheLastThereIsNone) {
  Windows windows(1);
  EXPECT_EXIT(windows.advance(1, 10), ::testing::ExitedWithCode(kExitInternalError),
              "'index > current_ && index < windows_.size\\(\\)' does not hold");
}

TEST(Window, AThousandRunsOfAYearAddUp) {
  Window run;
  run.length = 365 * kDay;
  run.store.busy = {.peak = 1, .area = run.length, .span = run.length};
  run.store.abandoned_time = static_cast<Uint128>(run.length);
  Window all;
  for (int i = 0; i < 1000; ++i) all.merge(run);
  EXPECT_TRUE(all.length == run.length * 1000);
  EXPECT_TRUE(all.store.busy.span == run.length * 1000);
  EXPECT_EQ(all.store.busy.mean(), 1.0);
  EXPECT_TRUE(all.store.abandoned_time == static_cast<Uint128>(run.length) * 1000);
}

}  // namespace
}  // namespace stampede
