#include "harness/report/dissection.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <thread>

#include "harness/base/units.h"
#include "harness/engine/cell.h"
#include "harness/engine/world.h"
#include "harness/scenario/load.h"

namespace stampede {

namespace {

// The episode takes the middle of the picture: what led to it before, what became of it after.
constexpr int kBefore = 2;  // a half
constexpr int kAfter = 1;   // a whole length of the episode

// How much longer answers are waited for, in lengths of the picture.
constexpr int kPatience = 4;

struct Repeated {
  std::vector<TraceEvent> events;
  std::optional<std::string> failure;
};

bool reads_a_trace(const Scenario& scenario) {
  return scenario.workload.trace.has_value();
}

// Scenarios in effect have relative paths: the first folder in which the scenario has its trace.
std::variant<Scenario, std::string> open(const Result& result, const DissectionOptions& options) {
  const StrategyCatalogue catalogue = catalogue_of(options.strategies, options.evictions);
  std::vector<std::string> folders = options.trace_folders;
  folders.emplace_back(".");
  for (const std::string& folder : folders) {
    LoadedScenario loaded =
        load_scenario_text(result.scenario_json, (folder.empty() ? "." : folder) + "/scenario", catalogue);
    if (!loaded.scenario) {
      return fmt::format("this program cannot run the scenario: {}", loaded.diagnostics.front().message);
    }
    if (!reads_a_trace(*loaded.scenario) || std::filesystem::exists(loaded.scenario->workload.trace->file)) {
      return std::move(*loaded.scenario);
    }
  }
  return std::string("the recorded trace of the scenario is not at hand: name its folder with --traces DIR");
}

Repeated repeat(const CellInputs& inputs, const StrategySpec& strategy, std::uint64_t seed,
                const StampedeMoment& moment) {
  const Duration warmup = inputs.scenario.warmup;
  const Instant until = moment.to + kPatience * (moment.to - moment.from);
  KeyTrace trace(moment.episode.key, after(warmup, moment.from), after(warmup, until));
  CellProgress progress;
  const CellResult result = run_cell(inputs, strategy, seed, progress, &trace);
  return {trace.events(), result.failure};
}

std::vector<Repeated> repeat_all(const CellInputs& inputs, std::uint64_t seed, const StampedeMoment& moment, int jobs) {
  const std::vector<StrategySpec>& strategies = inputs.scenario.strategies;
  std::vector<Repeated> repeated(strategies.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t i = next++; i < strategies.size(); i = next++) {
      repeated[i] = repeat(inputs, strategies[i], seed, moment);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 1; i < jobs; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  return repeated;
}

// The loads of the episode, as the event log has them.
std::uint64_t loads_in(const AnatomyLane& lane, const Episode& episode) {
  return static_cast<std::uint64_t>(std::ranges::count_if(lane.loads, [&](const AnatomyLoad& load) {
    return load.at >= episode.start && load.at < episode.start + std::max<Duration>(1, episode.length);
  }));
}

}  // namespace

std::optional<StampedeMoment> telling_stampede(const Result& result) {
  std::uint64_t largest = 0;
  for (const CellRecord& cell : result.cells) {
    for (const Episode& episode : cell.episodes) largest = std::max(largest, episode.loads);
  }
  std::optional<StampedeMoment> first;
  for (std::size_t cell = 0; cell < result.cells.size(); ++cell) {
    for (const Episode& episode : result.cells[cell].episodes) {
      const bool is_large = 3 * episode.loads >= 2 * largest;
      if (is_large && (!first || episode.start < first->episode.start))
        first = StampedeMoment{cell, episode, largest, 0, 0};
    }
  }
  if (!first) return std::nullopt;
  const Duration length = std::max<Duration>(first->episode.length, kMicrosecond);
  first->from = std::max<Instant>(0, first->episode.start - length / kBefore);
  first->to = first->episode.start + length + length * kAfter;
  return first;
}

AnatomyOrReason dissect(const Result& result, const DissectionOptions& options) {
  if (result.clock != "virtual") return std::string("only a run with the virtual clock can be repeated");
  const std::optional<StampedeMoment> moment = telling_stampede(result);
  if (!moment) return std::string("no strategy had a stampede: no key was loaded twice at the same time");
  auto opened = open(result, options);
  if (auto* reason = std::get_if<std::string>(&opened)) return std::move(*reason);
  const Scenario& scenario = std::get<Scenario>(opened);
  const CellRecord& owner = result.cells[moment->cell];
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const std::vector<Repeated> repeated =
      repeat_all({scenario, options.strategies, options.evictions, keys}, owner.seed, *moment, options.jobs);

  Anatomy anatomy;
  anatomy.key = moment->episode.key;
  anatomy.owner = owner.strategy;
  anatomy.from = moment->from;
  anatomy.to = moment->to;
  for (std::size_t i = 0; i < repeated.size(); ++i) {
    if (repeated[i].failure) return "the run could not be repeated: " + *repeated[i].failure;
    const std::string& name = scenario.strategies[i].name;
    anatomy.lanes.push_back(lane_of(name, repeated[i].events, scenario.warmup, moment->to));
    if (name == owner.strategy && loads_in(anatomy.lanes.back(), moment->episode) != moment->episode.loads) {
      return std::string("this program does not repeat the run: the result is of another version");
    }
  }
  anatomy.text = fmt::format(
      "Key {} in a stampede: {} loaded it {} times at {} (seed {}). It is the first that is at least two thirds as "
      "large "
      "as the largest, of {} loads: the earlier, the less the strategies have drifted apart.",
      anatomy.key, owner.strategy, moment->episode.loads,
      format_duration(moment->episode.start / kMillisecond * kMillisecond), owner.seed, moment->largest);
  return anatomy;
}

}  // namespace stampede
