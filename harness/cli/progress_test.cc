#include "harness/cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace stampede {
namespace {

Scenario scenario_of(std::int64_t repetitions) {
  Scenario scenario;
  scenario.name = "example";
  scenario.repetitions = repetitions;
  scenario.warmup = 10 * kSecond;
  scenario.duration = kMinute;
  for (const char* name : {"cache-aside", "locked"}) scenario.strategies.emplace_back().name = name;
  return scenario;
}

TEST(Progress, TellsWhereTheRunIsAndHowLongItMayTake) {
  const MatrixOptions::Progress progress{
      .cells_done = 4, .cells = 6, .cell = 4, .simulated = 35'678 * kMillisecond, .requests = 9'000'000};
  EXPECT_EQ(progress_line(scenario_of(3), progress, 3),
            "locked 2/2  repetition 2/3  simulated 35s of 70s  3s  3.00M req/s  ETA 900ms");
}

TEST(Progress, LeavesOutWhatItCannotKnow) {
  Scenario scenario = scenario_of(1);
  scenario.duration = kNever;  // until the trace ends
  const MatrixOptions::Progress progress{
      .cells_done = 0, .cells = 2, .cell = 0, .simulated = 1'250 * kMillisecond, .requests = 0};
  EXPECT_EQ(progress_line(scenario, progress, 0), "cache-aside 1/2  simulated 1.2s  0s");
}

TEST(Progress, FitsTheLineOfATerminal) {
  Scenario scenario = scenario_of(1000);
  scenario.strategies[0].name = std::string(64, 'x');
  const MatrixOptions::Progress progress{
      .cells_done = 1, .cells = 2000, .cell = 999, .simulated = 30 * kDay, .requests = 1};
  EXPECT_EQ(progress_line(scenario, progress, 1e6).size(), 79U);
}

TEST(Progress, WithoutATerminalTellsEachStrategyOnceWhenAllItsCellsAreDone) {
  const Scenario scenario = scenario_of(2);
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  const auto report = make_progress(ProgressMode::kAuto, scenario, console);
  report->update({.cells_done = 1, .cells = 4, .cell = 1}, 1);
  EXPECT_EQ(err.str(), "");
  report->update({.cells_done = 2, .cells = 4, .cell = 1}, 2);  // of two at a time, the second was faster
  EXPECT_EQ(err.str(), "");
  report->update({.cells_done = 3, .cells = 4, .cell = 3}, 3);
  EXPECT_EQ(err.str(), "example: cache-aside done (1/2) after 3s\n");
  report->update({.cells_done = 4, .cells = 4, .cell = 3}, 12.34);
  EXPECT_EQ(err.str(), "example: cache-aside done (1/2) after 3s\nexample: locked done (2/2) after 12s\n");
}

TEST(Progress, OfAPartTellsItsOwnCellsAndStrategies) {
  const MatrixPart part{.first = 1, .stride = 4};  // of 6 cells: the second of the first strategy, and of the other
  EXPECT_EQ(
      progress_line(scenario_of(3), {.cells_done = 1, .cells = 2, .cell = 1, .simulated = 0, .requests = 0}, 0, part),
      "locked 2/2  repetition 3/3  simulated 0s of 70s  0s  ETA 0s");
  Scenario scenario = scenario_of(1);
  scenario.strategies.emplace_back().name = "xfetch";
  std::ostringstream out;
  std::ostringstream err;
  Console console{.out = out, .err = err};
  const auto report = make_progress(ProgressMode::kAuto, scenario, console, {.first = 1, .stride = 3});
  report->update({.cells_done = 0, .cells = 1, .cell = 0}, 1);
  EXPECT_EQ(err.str(), "");
  report->update({.cells_done = 1, .cells = 1, .cell = 0}, 2);
  EXPECT_EQ(err.str(), "example: locked done (1/1) after 2s\n");
}

}  // namespace
}  // namespace stampede
