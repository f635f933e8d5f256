#include "harness/results/table.h"

#include <gtest/gtest.h>

#include <sstream>

#include "harness/base/quote.h"
#include "harness/base/time.h"

namespace stampede {
namespace {

CellRecord row_cell(const std::string& strategy, std::uint64_t hits, std::uint64_t loads, Duration load_time) {
  CellRecord record;
  record.strategy = strategy;
  Window& window = record.window;
  window.length = 10 * kSecond;
  window.reads.outcomes[static_cast<std::size_t>(Outcome::kHit)] = hits;
  window.reads.outcomes[static_cast<std::size_t>(Outcome::kLoad)] = loads;
  window.reads.latency.record(0, hits);
  window.reads.latency.record(load_time, loads);
  window.store.loads_demand = loads;
  window.stampede.redundant_loads = loads / 10;
  return record;
}

Result result_of(std::vector<CellRecord> cells) {
  Result result;
  result.scenario_name = "example";
  result.clock = "virtual";
  result.seed = 7;
  result.cells = std::move(cells);
  return result;
}

TEST(Table, ComparesStrategiesAndMarksTheBest) {
  CellRecord plain = row_cell("cache-aside", 95'000, 5'000, 20 * kMillisecond);
  plain.window.reads.stale[0] = 12'345;
  plain.window.stampede.episodes = 77;
  EXPECT_EQ(comparison_table(result_of({row_cell("no-cache", 0, 100'000, 20'123'456), plain,
                                        row_cell("locked", 96'000, 4'000, 20 * kMillisecond)})),
            R"(example: virtual clock, seed 7

                   hit  read latency, ms   store stampede redundant stale   lost
strategy             %   p50   p99 p99.9 reads/s episodes     loads reads writes
no-cache             0  20.1  20.1  20.1   10000        0     10.0k     0      0
cache-aside      95.00     0  20.0  20.0     500       77       500 12.3k      0
locked          *96.00     0  20.0  20.0    *400        0      *400     0      0

* best of its column   - nothing to show
)");
}

TEST(Table, PoolsRepetitions) {
  EXPECT_EQ(comparison_table(
                result_of({row_cell("a", 10, 0, 0), row_cell("a", 0, 30, kMillisecond), row_cell("b", 10, 10, 0)})),
            R"(example: virtual clock, 2 repetitions pooled, seeds from 7

                   hit  read latency, ms   store stampede redundant stale   lost
strategy             %   p50   p99 p99.9 reads/s episodes     loads reads writes
a                25.00  1.00  1.00  1.00    1.50        0         3     0      0
b               *50.00    *0    *0    *0   *1.00        0        *1     0      0

* best of its column   - nothing to show
)");
}

TEST(Table, HasRowsForEachPhaseOfATimeline) {
  CellRecord plain = row_cell("cache-aside", 95'000, 5'000, 20 * kMillisecond);
  CellRecord locked = row_cell("locked", 96'000, 4'000, 20 * kMillisecond);
  for (CellRecord* record : {&plain, &locked}) {
    CellRecord slow = row_cell("", 50, record == &plain ? 50 : 40, kSecond);
    slow.window.requests.failed = 3;
    record->phases = {{"before", 0, 180 * kSecond, record->window},
                      {"flush", 180 * kSecond, 180 * kSecond, Window()},
                      {"after flush", 180 * kSecond, 600 * kSecond, slow.window}};
  }
  EXPECT_EQ(comparison_table(result_of({plain, locked})),
            R"(example: virtual clock, seed 7

                   hit  read latency, ms   store stampede redundant stale   lost
strategy             %   p50   p99 p99.9 reads/s episodes     loads reads writes
cache-aside      95.00     0  20.0  20.0     500        0       500     0      0
locked          *96.00     0  20.0  20.0    *400        0      *400     0      0

                   hit latency, ms   failed   store
strategy             %   p50   p99 requests reads/s

before, 0s to 3m
cache-aside      95.00     0  20.0        0     500
locked          *96.00     0  20.0        0    *400

after flush, 3m to 10m
cache-aside      50.00     0  1000        3    5.00
locked          *55.55     0  1000        3   *4.00

* best of its column   - nothing to show
)");
}

TEST(Table, ShowsADashForWhatDoesNotExistAndSaysThatARunWasCutShort) {
  Result result = result_of({row_cell("writes-only", 0, 0, 0)});
  result.complete = false;
  EXPECT_EQ(comparison_table(result), R"(example: virtual clock, seed 7
INCOMPLETE: interrupted before the end

                   hit  read latency, ms   store stampede redundant stale   lost
strategy             %   p50   p99 p99.9 reads/s episodes     loads reads writes
writes-only          -     -     -     -       0        0         0     0      0

* best of its column   - nothing to show
)");
}

TEST(Table, ChoosesTheUnitThatTheLargestLatencyNeeds) {
  const auto unit_line = [](Duration latency) {
    const std::string table = comparison_table(result_of({row_cell("a", 0, 10, latency)}));
    const std::size_t start = table.find("read latency, ") + 14;
    return table.substr(start, table.find(' ', start) - start);
  };
  EXPECT_EQ(unit_line(0), "ms");
  EXPECT_EQ(unit_line(999), "ns");
  EXPECT_EQ(unit_line(kMicrosecond), "us");
  EXPECT_EQ(unit_line(kMillisecond), "ms");
  EXPECT_EQ(unit_line(10 * kSecond), "s");
}

TEST(Table, NeverExceedsEightyColumns) {
  CellRecord wide = row_cell("a-name-that-is-much-longer-than-its-column", 123'456'789, 987'654'321, 99'999 * kSecond);
  wide.window.stampede.episodes = wide.window.writes.lost = wide.window.reads.stale[0] = UINT64_MAX / 3;
  std::istringstream table(comparison_table(result_of({wide, row_cell("b", 1, 1, 1)})));
  std::string row;
  for (std::string line; std::getline(table, line);) {
    EXPECT_LE(character_count(line), 80U) << line;
    if (line.starts_with("a-name")) row = line;
  }
  EXPECT_TRUE(row.starts_with("a-name-that-is… ")) << row;
}

TEST(Table, ColoursNothingButTheBest) {
  const std::string table =
      comparison_table(result_of({row_cell("a", 1, 3, 0), row_cell("b", 2, 2, 0)}), {.colour = true});
  EXPECT_NE(table.find("\x1b[1;32m*50.00\x1b[0m"), std::string::npos);
  EXPECT_EQ(
      comparison_table(result_of({row_cell("a", 1, 3, 0), row_cell("b", 1, 3, 0)}), {.colour = true}).find('\x1b'),
      std::string::npos);
}

}  // namespace
}  // namespace stampede
