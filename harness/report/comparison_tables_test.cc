#include "harness/report/comparison_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "harness/base/time.h"
#include "harness/report/testing.h"
#include "harness/report/topics.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;

std::vector<ReportTable> tables(const Result& result, const std::string& reference = "a") {
  const std::vector<PooledCells> pooled = pool_cells(result);
  return comparison_tables(pooled, reference);
}

const ReportTable& table(const std::vector<ReportTable>& all, const std::string& id) {
  return *std::ranges::find(all, id, &ReportTable::id);
}

std::vector<std::string> column_of(const ReportTable& table, const std::string& title) {
  const auto index =
      static_cast<std::size_t>(std::ranges::find(table.columns, title, &ReportColumn::title) - table.columns.begin());
  std::vector<std::string> texts;
  for (const ReportRow& row : table.rows) {
    const ReportCell& cell = row.cells.at(index);
    texts.push_back(row.strategy + " " + cell.text + (cell.best ? " best" : "") + " " + cell.relative + cell.spread);
  }
  return texts;
}

TEST(ComparisonTables, MarkTheBestAndMeasureTheOthersAgainstTheReference) {
  const auto all = tables(result_that_tells({{.strategy = "a", .p99 = 20 * kMillisecond, .loads = 400},
                                             {.strategy = "b", .p99 = 15 * kMillisecond, .loads = 1000},
                                             {.strategy = "c", .p99 = 21 * kMillisecond, .loads = 400}}));
  EXPECT_THAT(column_of(table(all, "latency"), "p99"), ElementsAre("a 20.0 ", "b 15.0 best -25 %", "c 21.0 +5.0 %"));
  EXPECT_EQ(table(all, "latency").columns.at(3).unit, "ms");
  EXPECT_THAT(column_of(table(all, "store"), "reads"), ElementsAre("a 40.0 ", "b 100 x2.5", "c 40.0 "));
  EXPECT_THAT(column_of(table(all, "outcomes"), "hit ratio"), ElementsAre("a 98.00 ", "b 95.00 -3.00 pp", "c 98.00 "));
}

TEST(ComparisonTables, ShowTheSpreadOverRepetitions) {
  const auto all = tables(result_that_tells({{.strategy = "a", .loads = 400, .seed = 1},
                                             {.strategy = "a", .loads = 600, .seed = 2},
                                             {.strategy = "b", .loads = 500}}));
  EXPECT_THAT(column_of(table(all, "store"), "reads"), ElementsAre("a 50.0 \u00b114.1", "b 50.0 "));
}

TEST(ComparisonTables, NameWhatIsZeroForAllInsteadOfShowingIt) {
  const auto all = tables(result_that_tells({{.strategy = "a"}, {.strategy = "b", .failed = 3}}));
  const ReportTable& outcomes = table(all, "outcomes");
  std::vector<std::string> titles;
  for (const ReportColumn& column : outcomes.columns) titles.push_back(column.title);
  EXPECT_THAT(titles, ElementsAre("completed", "failed", "goodput", "hit ratio", "loaded"));
  EXPECT_EQ(outcomes.note,
            "Zero for every strategy: dropped, waited, loaded early, expired hits, expired on error, read errors.");
  EXPECT_EQ(std::ranges::find(all, "durability", &ReportTable::id), all.end()) << "nobody wrote anything";
}

TEST(ComparisonTables, ShowOfEveryTopicWhatTheCatalogueKnows) {
  for (const Topic& topic : topics()) {
    for (const ComparisonColumn& column : topic.columns)
      EXPECT_NE(find_metric(column.metric), nullptr) << column.metric;
  }
  EXPECT_EQ(tables(result_of({cell_of_everything("a", 1), cell_of_everything("b", 1)})).size(), topics().size());
}

TEST(PhaseTables, StandInOrderOfTimeWithoutThoseInWhichNoTimePasses) {
  const Result result = result_of({cell_of_everything("a", 1), cell_of_everything("b", 1)});
  const auto phases = phase_tables(pool_cells(result), "a");
  ASSERT_EQ(phases.size(), 2U);
  EXPECT_EQ(phases[0].title, "before, 0s to 1s");
  EXPECT_EQ(phases[1].title, "after flush, 1s to 4s");
  EXPECT_THAT(column_of(phases[0].tables.at(0), "requests"), ElementsAre("a 105 ", "b 105 "));
}

TEST(ReferenceOf, IsWhatIsAskedForOrTheFirstThatHits) {
  const Result result =
      result_that_tells({{.strategy = "none", .loads = 20'000, .fills = 0}, {.strategy = "a"}, {.strategy = "b"}});
  const std::vector<PooledCells> pooled = pool_cells(result);
  EXPECT_EQ(reference_of(pooled, "b"), "b");
  EXPECT_EQ(reference_of(pooled, ""), "a");
  EXPECT_EQ(reference_of(pooled, "of another result"), "a");
}

}  // namespace
}  // namespace stampede
