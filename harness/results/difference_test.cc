#include "harness/results/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/results/difference_text.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using Verdict = DifferenceVerdict;

// A strategy with a cell for each seed, counted from 1, whose reads took that many milliseconds.
std::vector<CellRecord> cells_of(const std::vector<std::int64_t>& milliseconds, std::uint64_t first_seed = 1) {
  std::vector<CellRecord> cells;
  for (const std::int64_t latency : milliseconds) {
    CellRecord& cell = cells.emplace_back();
    cell.strategy = "lru";
    cell.seed = first_seed++;
    cell.servers = 4;
    cell.window.length = kSecond;
    cell.window.end = kSecond;
    cell.window.reads.latency.record(latency * kMillisecond);
    cell.window.reads.outcomes[0] = 1;
    cell.phases = {{"outage", 0, kSecond, cell.window}};
  }
  return cells;
}

struct Pair {
  Result base;
  Result other;

  Pair(std::vector<CellRecord> base_cells, std::vector<CellRecord> other_cells)
      : base(result_of(std::move(base_cells))), other(result_of(std::move(other_cells))) {}

  DifferenceTable table(const std::string& metric, const std::string& phase = "all") const {
    const std::vector<PooledCells> bases = pool_cells(base);
    const std::vector<PooledCells> others = pool_cells(other);
    const Subject subjects[] = {{"before", &bases[0]}, {"after", &others[0]}};
    const Metric* const metrics[] = {find_metric(metric)};
    return differences(subjects, phase, metrics);
  }
  Difference difference(const std::string& metric) const { return table(metric).rows[0].differences[0]; }
  Verdict verdict(const std::string& metric = "read.latency.mean") const { return difference(metric).verdict; }
};

TEST(Difference, IsTheOtherMinusTheBaseAndTheirRatio) {
  const Pair pair(cells_of({50}), cells_of({40}));
  const Difference difference = pair.difference("read.latency.mean");
  EXPECT_EQ(difference.difference, -10e6);
  EXPECT_EQ(difference.ratio, 0.8);
  EXPECT_EQ(difference.verdict, Verdict::kBetter);
}

TEST(Difference, TheDirectionOfTheMetricSaysWhatIsBetter) {
  std::vector<CellRecord> fewer_hits = cells_of({50});
  fewer_hits[0].window.reads.outcomes[1] = 1;
  fewer_hits[0].window.cache.fills = 1;
  const Pair pair(cells_of({50}), fewer_hits);
  EXPECT_EQ(pair.verdict("hit_ratio"), Verdict::kWorse);
  EXPECT_EQ(pair.verdict("cache.fills"), Verdict::kChanged) << "neither more nor fewer are better";
  EXPECT_EQ(pair.verdict("read.latency.p99"), Verdict::kEqual);
}

TEST(Difference, OfNumbersThatAreTheSameIsNone) {
  const Pair pair(cells_of({50, 60}), cells_of({50, 60}));
  EXPECT_EQ(pair.difference("read.latency.mean").difference, 0);
  EXPECT_EQ(pair.difference("read.latency.mean").ratio, 1);
  EXPECT_EQ(pair.verdict(), Verdict::kEqual);
  EXPECT_EQ(pair.difference("stale.reads").ratio, std::nullopt) << "0 / 0";
  EXPECT_EQ(pair.verdict("stale.reads"), Verdict::kEqual);
  EXPECT_EQ(pair.verdict("stale.age.p99"), Verdict::kEqual) << "both have none";
}

TEST(Difference, AValueThatOnlyOneHasIsAChange) {
  std::vector<CellRecord> stale = cells_of({50});
  stale[0].window.reads.stale_age.record(7);
  const Pair pair(cells_of({50}), stale);
  const Difference difference = pair.difference("stale.age.p99");
  EXPECT_EQ(difference.verdict, Verdict::kChanged);
  EXPECT_EQ(difference.difference, std::nullopt);
  EXPECT_EQ(difference.ratio, std::nullopt);
}

TEST(Difference, OfASingleRepetitionIsExact) {
  EXPECT_EQ(Pair(cells_of({1000}), cells_of({1001})).verdict(), Verdict::kWorse);
}

TEST(Difference, IsCoveredByTheSpreadOfItsPairs) {
  // 1, 2, 3: mean 2, standard deviation 1, half of the interval 4.303 / sqrt(3) = 2.48. Of 9, 10, 11 it is as wide.
  EXPECT_EQ(Pair(cells_of({50, 50, 50}), cells_of({51, 52, 53})).verdict(), Verdict::kWithinSpread);
  EXPECT_EQ(Pair(cells_of({50, 50, 50}), cells_of({59, 60, 61})).verdict(), Verdict::kWorse);
  EXPECT_EQ(Pair(cells_of({50, 50, 50}), cells_of({41, 40, 39})).verdict(), Verdict::kBetter);
}

TEST(Difference, PairsBySeedSeeWhatTheSpreadOfTheSeedsHides) {
  const std::vector<std::int64_t> before = {10, 500, 90, 1000};
  const std::vector<std::int64_t> after = {11, 501, 91, 1001};
  EXPECT_EQ(Pair(cells_of(before), cells_of(after)).verdict(), Verdict::kWorse);
  const Pair unpaired(cells_of(before), cells_of(after, 100));
  EXPECT_FALSE(unpaired.table("read.latency.mean").paired);
  EXPECT_EQ(unpaired.verdict(), Verdict::kWithinSpread);
  EXPECT_EQ(Pair(cells_of({50, 51, 52, 53}), cells_of({90, 91, 92, 93}, 100)).verdict(), Verdict::kWorse);
}

TEST(Difference, OnlySeedsThatAllHaveCount) {
  const Pair pair(cells_of({50, 60, 900, 900}), cells_of({50, 60}));
  const DifferenceTable table = pair.table("requests.offered");
  EXPECT_TRUE(table.paired);
  EXPECT_EQ(table.repetitions, 2u);
  EXPECT_THAT(table.with_more, ::testing::ElementsAre("before"));
  EXPECT_EQ(pair.verdict(), Verdict::kEqual);
}

TEST(Difference, NoClaimWhereFewRepetitionsHaveAValue) {
  std::vector<CellRecord> before = cells_of({50, 50, 50});
  std::vector<CellRecord> after = cells_of({50, 50, 50});
  before[1].window.reads.stale_age.record(5);
  after[1].window.reads.stale_age.record(500);
  EXPECT_EQ(Pair(before, after).verdict("stale.age.mean"), Verdict::kChanged);
}

TEST(Difference, PhasesAreComparedLikeTheWhole) {
  std::vector<CellRecord> after = cells_of({50});
  after[0].phases[0].window.reads.latency.record(90 * kMillisecond);
  const Pair pair(cells_of({50}), after);
  EXPECT_EQ(pair.table("read.latency.max", "outage").rows[0].differences[0].verdict, Verdict::kWorse);
  EXPECT_EQ(pair.verdict("read.latency.max"), Verdict::kEqual);
  const std::vector<PooledCells> pooled = pool_cells(pair.base);
  EXPECT_TRUE(has_phase(pooled[0], "all"));
  EXPECT_TRUE(has_phase(pooled[0], "outage"));
  EXPECT_FALSE(has_phase(pooled[0], "before"));
}

TEST(Difference, SaysWhetherTheMeasuredTimesAreAsLong) {
  std::vector<CellRecord> longer = cells_of({50});
  EXPECT_TRUE(Pair(cells_of({50}), longer).table("read.count").equally_long);
  longer[0].window.length *= 2;
  longer[0].window.requests.failed = 1;
  const Pair pair(cells_of({50}), longer);
  EXPECT_FALSE(pair.table("read.count").equally_long);
  EXPECT_EQ(pair.verdict("requests.failed"), Verdict::kChanged) << "there was more time to fail";
  const Pair repeated(cells_of({50, 60}), cells_of({50}, 7));
  EXPECT_FALSE(repeated.table("read.count").equally_long) << "twice as much was measured";
}

TEST(Difference, TotalsOverUnequalTimesAreNotJudged) {
  std::vector<CellRecord> before = cells_of({50});
  std::vector<CellRecord> after = cells_of({60});
  before[0].window.stampede.excess_store_time = 5;
  after[0].window.stampede.excess_store_time = 7;
  EXPECT_EQ(Pair(before, after).verdict("stampede.excess_store_time"), Verdict::kWorse);
  after[0].window.length *= 2;
  EXPECT_EQ(Pair(before, after).verdict("stampede.excess_store_time"), Verdict::kChanged);
  EXPECT_EQ(Pair(before, after).verdict("read.latency.mean"), Verdict::kWorse) << "a mean is no total";
}

TEST(Difference, TheReferenceIsTheFirstStrategyWithHits) {
  Result result = result_of({cell_of_everything("none", 7), cell_of_everything("lru", 7)});
  EXPECT_EQ(default_reference(pool_cells(result)), 0u);
  result.cells[0].window.reads.outcomes[0] = 0;
  EXPECT_EQ(default_reference(pool_cells(result)), 1u);
  result.cells[1].window.reads.outcomes[0] = 0;
  EXPECT_EQ(default_reference(pool_cells(result)), 0u);
}

TEST(Difference, TheMainMetricsAreThoseOfTheTables) {
  std::vector<std::string> names;
  for (const Metric* metric : main_metrics()) names.push_back(metric->name);
  EXPECT_THAT(names, ::testing::ElementsAre("requests.failed", "hit_ratio", "read.latency.p50", "read.latency.p99",
                                            "read.latency.p999", "store.reads_per_second", "stampede.episodes",
                                            "stampede.redundant_loads", "stale.reads", "writes.lost"));
}

TEST(DifferenceText, HasSignAndUnit) {
  EXPECT_EQ(difference_text(MetricUnit::kNanoseconds, 3.6e6), "+3.6ms");
  EXPECT_EQ(difference_text(MetricUnit::kNanoseconds, -1500.0), "-1.5us");
  EXPECT_EQ(difference_text(MetricUnit::kCount, -412.0), "-412");
  EXPECT_EQ(difference_text(MetricUnit::kRatio, 0.0125), "+1.25pp");
  EXPECT_EQ(difference_text(MetricUnit::kRatio, -0.0000001), "-<.0001pp");
  EXPECT_EQ(difference_text(MetricUnit::kPerSecond, 12.5), "+12.5/s");
  EXPECT_EQ(difference_text(MetricUnit::kNanoseconds, -97.5837e6), "-97.6ms");
  EXPECT_EQ(difference_text(MetricUnit::kNanoseconds, 1.0049e6), "+1ms");
  EXPECT_EQ(difference_text(MetricUnit::kCount, -412345.0), "-412345");
  EXPECT_EQ(difference_text(MetricUnit::kCount, 0.0), "0");
  EXPECT_EQ(difference_text(MetricUnit::kCount, std::nullopt), "-");
}

TEST(DifferenceText, RatiosHaveThreeDigits) {
  EXPECT_EQ(ratio_text(1.0712), "x1.07");
  EXPECT_EQ(ratio_text(0.91449), "x0.914");
  EXPECT_EQ(ratio_text(123.4), "x123");
  EXPECT_EQ(ratio_text(0), "x0");
  EXPECT_EQ(ratio_text(std::nullopt), "-");
}

}  // namespace
}  // namespace stampede
