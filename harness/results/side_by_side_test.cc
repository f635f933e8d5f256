#include "harness/results/side_by_side.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/results/testing.h"

namespace stampede {
namespace {

std::string text_of(const SideBySideRow& row) {
  std::string text = row.strategy + " " + row.metric->name + ":";
  for (const std::string& value : row.values) text += " " + value;
  return text + " " + row.difference + " " + row.ratio + " " + std::string(verdict_name(row.verdict));
}

std::vector<std::string> texts_of(const std::vector<Result>& results) {
  std::vector<std::vector<PooledCells>> pooled;
  for (const Result& result : results) pooled.push_back(pool_cells(result));
  std::vector<std::string> texts;
  for (const SideBySideRow& row : side_by_side(pooled)) texts.push_back(text_of(row));
  return texts;
}

TEST(SideBySide, ShowsTheMainMetricsThatDiffer) {
  const Result before = result_of({cell_of_everything("lru", 7), cell_of_everything("locked", 7)});
  Result after = before;
  after.cells[1].window.writes.lost = 41;
  after.cells[1].window.reads.stale[0] += 51;
  after.cells[1].window.cache.fills = 7;  // in no table
  EXPECT_THAT(texts_of({before, after}), testing::ElementsAre("locked stale.reads: 51 102 +51 x2.00 worse",
                                                              "locked writes.lost: 205 41 -164 x0.200 better"));
}

TEST(SideBySide, JudgesTheLastOfSeveral) {
  const Result first = result_of({cell_of_everything("lru", 7)});
  Result second = first;
  second.cells[0].window.writes.lost = 300;
  EXPECT_THAT(texts_of({first, second, first}), testing::ElementsAre("lru writes.lost: 205 300 205 0 x1.00 equal"));
}

TEST(SideBySide, HasOnlyStrategiesThatAllResultsHave) {
  const Result both = result_of({cell_of_everything("lru", 7), cell_of_everything("locked", 7)});
  Result one = result_of({cell_of_everything("locked", 7)});
  one.cells[0].window.writes.lost = 0;
  EXPECT_THAT(texts_of({both, one}), testing::ElementsAre("locked writes.lost: 205 0 -205 x0 better"));
}

}  // namespace
}  // namespace stampede
