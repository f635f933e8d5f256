#include "harness/results/markdown.h"

#include <gtest/gtest.h>

#include "harness/results/testing.h"

namespace stampede {
namespace {

TEST(Markdown, HasARowForEachStrategyAndPhaseWithTheBestInBold) {
  CellRecord better = cell_of_everything("locked", 7);
  better.window.reads.outcomes[0] = 55;
  better.window.writes.lost = 0;
  const Result result = result_of({cell_of_everything("lru", 7), cell_of_everything("lru", 8), better});
  EXPECT_EQ(markdown_table(result),
            R"(### example

virtual clock, 2 repetitions pooled, seeds from 7

| strategy | hit % | p50, ns | p99, ns | p99.9, ns | store reads/s | stampede episodes | redundant loads | stale reads | lost writes |
|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
| lru | 44.44 | 500 | 990 | 999 | 151 | 806 | 808 | 102 | 410 |
| locked | **68.75** | 500 | 990 | 999 | 151 | **403** | **404** | **51** | **0** |

#### before, 0s to 1s

| strategy | hit % | p50, ns | p99, ns | failed requests | store reads/s |
|---|--:|--:|--:|--:|--:|
| lru | 44.44 | 500 | 990 | 210 | 151 |
| locked | 44.44 | 500 | 990 | **105** | 151 |

#### after flush, 1s to 4s

| strategy | hit % | p50, ns | p99, ns | failed requests | store reads/s |
|---|--:|--:|--:|--:|--:|
| lru | 44.44 | 500 | 990 | 210 | 151 |
| locked | 44.44 | 500 | 990 | **105** | 151 |
)");
}

TEST(Markdown, WithoutATimelineHasNoPhases) {
  Result result = result_of({cell_of_everything("lru", 7)});
  result.cells[0].phases.clear();
  EXPECT_EQ(markdown_table(result).find("####"), std::string::npos);
}

TEST(Markdown, ObeysNoName) {
  Result result = result_of({cell_of_everything("a|b*c_<b>", 7)});
  result.complete = false;
  const std::string text = markdown_table(result);
  EXPECT_NE(text.find("\n| a\\|b\\*c\\_&lt;b&gt; |"), std::string::npos) << text;
  EXPECT_NE(text.find("\nvirtual clock, seed 7; **incomplete: interrupted before the end**\n"), std::string::npos);
}

}  // namespace
}  // namespace stampede
