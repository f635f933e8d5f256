#include "harness/report/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/base/time.h"
#include "harness/report/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ReportVerdict verdict(const std::vector<Told>& all) {
  const Result result = result_that_tells(all);
  return verdict_on(result, pool_cells(result));
}

// "label: winners: text".
std::vector<std::string> points(const ReportVerdict& verdict) {
  std::vector<std::string> lines;
  for (const ReportVerdict::Point& point : verdict.points) {
    std::string line = point.label + ":";
    for (const std::string& winner : point.winners) line += " " + winner;
    lines.push_back(line + ": " + point.text);
  }
  return lines;
}

TEST(Verdict, NamesWhoIsBestAtWhatAndWhatItCosts) {
  const ReportVerdict told = verdict({{.strategy = "fast", .p99 = 10 * kMillisecond, .loads = 300},
                                      {.strategy = "middle", .p99 = 15 * kMillisecond, .loads = 250},
                                      {.strategy = "sparing", .p99 = 20 * kMillisecond, .loads = 200}});
  EXPECT_EQ(
      told.headline,
      "fast answers fastest; sparing loads the store least. The trade-off between the two: the p99 read latency of "
      "fast is 50 % lower than that of sparing, its load on the store 50 % higher.");
  EXPECT_THAT(
      points(told),
      ElementsAre("lowest p99 read latency: fast: 10ms; next middle with 15ms, last sparing with 20ms. The price: "
                  "store reads 30/s against 20/s (sparing).",
                  "least load on the store: sparing: 20/s; next middle with 25/s, last fast with 30/s. The price: "
                  "p99 read latency 20ms against 10ms (fast)."));
  EXPECT_THAT(told.remarks, ElementsAre("No request failed.", "No strategy had a stampede."));
}

TEST(Verdict, OneWinnerOfEverythingIsPraisedInOneBreath) {
  EXPECT_EQ(
      verdict({{.strategy = "a", .loads = 100}, {.strategy = "b", .p99 = 2 * kMillisecond, .loads = 200, .stale = 3}})
          .headline,
      "a answers fastest, loads the store least and reads the freshest values.");
}

TEST(Verdict, WhoShowsTheSameRoundedValueSharesThePlace) {
  const ReportVerdict told = verdict(
      {{.strategy = "a", .loads = 10'000}, {.strategy = "b", .loads = 10'001}, {.strategy = "c", .loads = 15'000}});
  EXPECT_THAT(points(told), ElementsAre("least load on the store: a b: 1000/s; next c with 1500/s."));
  EXPECT_EQ(told.headline, "The strategies cannot be told apart by what was measured.")
      << "two of three are no distinction";
}

TEST(Verdict, ADifferenceThatTheRepetitionsDoNotShareIsNone) {
  const auto told = [](std::uint64_t first, std::uint64_t second) {
    return points(verdict({{.strategy = "a", .loads = 1000, .seed = 1},
                           {.strategy = "a", .loads = 1000, .seed = 2},
                           {.strategy = "a", .loads = 1000, .seed = 3},
                           {.strategy = "b", .loads = first, .seed = 1},
                           {.strategy = "b", .loads = second, .seed = 2},
                           {.strategy = "b", .loads = first, .seed = 3}}));
  };
  EXPECT_THAT(told(1500, 900), IsEmpty());
  EXPECT_THAT(told(1500, 1490), ElementsAre("least load on the store: a: 100/s; next b with 150/s."));
}

TEST(Verdict, LooksFurtherOutWhereP99TellsNothingApart) {
  Result result = result_that_tells({{.strategy = "a"}, {.strategy = "b"}, {.strategy = "c"}});
  for (std::size_t i = 0; i < 3; ++i) {
    result.cells[i].window.reads.latency.record((i + 2) * kMillisecond, 25);  // of 20,025: beyond p99, within p99.9
  }
  EXPECT_THAT(points(verdict_on(result, pool_cells(result))),
              ElementsAre("lowest p99.9 read latency: a: 2ms; next b with 3ms, last c with 4ms."));
}

TEST(Verdict, WhoCachesNothingTakesNoPart) {
  const ReportVerdict told = verdict({{.strategy = "none", .fills = 0},
                                      {.strategy = "a", .loads = 100, .stale = 5},
                                      {.strategy = "b", .loads = 200, .stale = 5}});
  EXPECT_EQ(told.headline, "a loads the store least.");
  EXPECT_THAT(told.remarks, ElementsAre("No request failed.", "No strategy had a stampede.",
                                        "none caches nothing and takes no part in the contest."));
}

TEST(Verdict, OfOneStrategySaysWhatItDid) {
  EXPECT_EQ(verdict({{.strategy = "only", .p99 = 5 * kMillisecond}}).headline,
            "only: p99 read latency 5ms, 10/s store reads; there is nothing to compare it with.");
}

TEST(Verdict, FailuresAndLostWritesComeBeforeSpeed) {
  const ReportVerdict told = verdict({{.strategy = "frail", .p99 = kMillisecond, .failed = 50, .lost = 7},
                                      {.strategy = "sturdy", .p99 = 2 * kMillisecond, .failed = 5, .lost = 0}});
  EXPECT_EQ(told.points.front().label, "fewest failed requests");
  EXPECT_EQ(told.points.back().label, "safest writes");
  EXPECT_EQ(told.headline, "sturdy fails least and loses the fewest writes; frail answers fastest.");
}

TEST(Verdict, SaysWhatLimitsIt) {
  Result result = result_that_tells({{.strategy = "a"}, {.strategy = "b"}});
  result.complete = false;
  result.cells[1].window.reads.latency = Histogram();
  result.cells[1].window.reads.latency.record(5, 9'999);
  EXPECT_THAT(verdict_on(result, pool_cells(result)).remarks,
              testing::IsSupersetOf({"The run was interrupted: what is missing or cut short may change the verdict.",
                                     "b had 9999 reads: fewer than 100 of them lie beyond p99."}));
}

TEST(Verdict, OfAShardSaysThatOthersMayChangeIt) {
  Result result = result_that_tells({{.strategy = "a"}, {.strategy = "b"}});
  result.shard = Shard{.index = 2, .of = 3};
  EXPECT_THAT(verdict_on(result, pool_cells(result)).remarks,
              testing::Contains("This is shard 2 of 3: the other shards may change the verdict."));
}

TEST(Verdict, OnSeveralResultsCountsWhoWonHowOften) {
  const auto section = [](const std::string& winner, const std::string& sparing) {
    ResultSection section;
    section.verdict.points = {{"lowest p99 read latency", {winner}, ""}, {"least load on the store", {sparing}, ""}};
    return section;
  };
  const ResultSection sections[] = {section("a", "c"), section("b", "c"), section("a", "c")};
  const ReportVerdict told = verdict_on_all(sections);
  EXPECT_EQ(
      told.headline,
      "Most often with the lowest p99 read latency: a (2 of 3). Most often with the least load on the store: c (3 "
      "of 3).");
  EXPECT_THAT(points(told),
              ElementsAre("lowest p99 read latency: a: 2 of 3; b 1.", "least load on the store: c: 3 of 3."));
}

}  // namespace
}  // namespace stampede
