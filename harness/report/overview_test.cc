#include "harness/report/overview.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "harness/base/time.h"
#include "harness/report/testing.h"

namespace stampede {
namespace {

using ::testing::ElementsAre;

// "scenario: text/shade, -, text/shade best".
std::vector<std::string> rows_of(const OverviewMatrix& matrix) {
  std::vector<std::string> lines;
  for (const OverviewMatrix::Row& row : matrix.rows) {
    std::string line = row.title + ":";
    for (const auto& cell : row.cells) {
      line += cell ? " " + cell->text + "/" + std::to_string(cell->shade) + (cell->best ? "*" : "") : " -";
    }
    lines.push_back(line);
  }
  return lines;
}

std::vector<OverviewMatrix> overview(const std::vector<Result>& results) {
  std::vector<PooledResult> pooled;
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::string name = std::string("s").append(std::to_string(i));
    pooled.push_back({name, name, pool_cells(results[i])});
  }
  return overview_of(pooled);
}

const OverviewMatrix& matrix(const std::vector<OverviewMatrix>& all, const std::string& id) {
  return *std::ranges::find(all, id, &OverviewMatrix::id);
}

TEST(Overview, HasAColumnForEveryStrategyAndShadesEachRowByItself) {
  const std::vector<Result> results = {
      result_that_tells({{.strategy = "a", .p99 = 1 * kMillisecond},
                         {.strategy = "b", .p99 = 10 * kMillisecond},
                         {.strategy = "c", .p99 = 100 * kMillisecond}}),
      result_that_tells({{.strategy = "c", .p99 = 20 * kSecond}, {.strategy = "d", .p99 = 30 * kSecond}})};
  const auto all = overview(results);
  EXPECT_THAT(matrix(all, "p99").strategies, ElementsAre("a", "b", "c", "d"));
  EXPECT_THAT(rows_of(matrix(all, "p99")), ElementsAre("s0, ms: 1.00/0* 10.0/4 100/8 -", "s1, s: - - 20.0/0* 30.0/8"));
}

TEST(Overview, OfHitRatiosShadesWhatIsMissing) {
  const std::vector<Result> results = {result_that_tells(
      {{.strategy = "a", .loads = 20}, {.strategy = "b", .loads = 200}, {.strategy = "c", .loads = 2000}})};
  EXPECT_THAT(rows_of(matrix(overview(results), "hit-ratio")), ElementsAre("s0: 99.90/0* 99.00/4 90.00/8"));
}

TEST(Overview, ZeroIsFarBetterThanAnythingElse) {
  const std::vector<Result> results = {result_that_tells(
      {{.strategy = "a", .failed = 0}, {.strategy = "b", .failed = 1}, {.strategy = "c", .failed = 1000}})};
  EXPECT_THAT(rows_of(matrix(overview(results), "failed")), ElementsAre("s0: 0/0* 1/4 1000/8"));
}

TEST(Overview, LeavesOutWhatTellsNothingApart) {
  const std::vector<Result> results = {result_that_tells({{.strategy = "a"}, {.strategy = "b"}})};
  EXPECT_THAT(overview(results), ::testing::IsEmpty());
}

}  // namespace
}  // namespace stampede
