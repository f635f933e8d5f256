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

// What led to the episode comes before it, what became of it after: in lengths of the episode.
constexpr int kBefore = 1;
constexpr int kAfter = 1;

// More requests than this, of all keys, would not be told apart. Episodes of an overload may last for hours; of those
// the beginning is shown.
constexpr std::uint64_t kMostRequestsInAPicture = 3000;

// How much longer than the picture is watched, before and after it: answers come later, and whoever does not load the
// key in the picture may do so soon.
constexpr int kWatched = 20;

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
  const Duration more = kWatched * (moment.to - moment.from);
  KeyTrace trace(moment.episode.key, std::max<Instant>(0, warmup + moment.from - more),
                 after(warmup, moment.to + more));
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

// Whether the event log has the episode: all its loads, or those that begin while it is shown.
bool is_found(const AnatomyLane& lane, const StampedeMoment& moment) {
  const Episode& episode = moment.episode;
  const auto in_episode = [&](const AnatomyLoad& load) {
    return load.at >= episode.start && load.at <= episode.start + episode.length;
  };
  const auto loads = static_cast<std::uint64_t>(std::ranges::count_if(lane.loads, in_episode));
  const bool begins = std::ranges::find(lane.loads, episode.start, &AnatomyLoad::at) != lane.loads.end();
  return begins && (loads == episode.loads || moment.to <= episode.start + episode.length);
}

// How long it takes until so many requests are due.
Duration time_of_requests(const Result& result, std::uint64_t requests) {
  const Window& window = result.cells.front().window;
  const std::uint64_t offered = std::max<std::uint64_t>(1, window.requests.offered);
  return static_cast<Duration>(window.length / static_cast<Int128>(offered) * static_cast<Int128>(requests));
}

// An episode of a strategy without a cache is an everyday event.
bool has_cache(const CellRecord& cell) {
  return cell.window.cache.fills > 0;
}

}  // namespace

std::optional<StampedeMoment> telling_stampede(const Result& result) {
  const bool any_cache = std::ranges::any_of(result.cells, has_cache);
  std::uint64_t largest = 0;
  for (const CellRecord& cell : result.cells) {
    if (any_cache && !has_cache(cell)) continue;
    for (const Episode& episode : cell.episodes) largest = std::max(largest, episode.loads);
  }
  std::optional<StampedeMoment> first;
  for (std::size_t i = 0; i < result.cells.size(); ++i) {
    if (any_cache && !has_cache(result.cells[i])) continue;
    for (const Episode& episode : result.cells[i].episodes) {
      const bool is_large = 3 * episode.loads >= 2 * largest;
      if (is_large && (!first || episode.start < first->episode.start))
        first = StampedeMoment{i, episode, largest, 0, 0};
    }
  }
  if (!first) return std::nullopt;
  const Duration longest = time_of_requests(result, kMostRequestsInAPicture);
  const Duration length =
      std::clamp<Duration>(first->episode.length, kMicrosecond, std::max(kMicrosecond, longest / 3));
  first->from = std::max<Instant>(0, first->episode.start - kBefore * length);
  first->to = first->episode.start + length + kAfter * length;
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
    anatomy.lanes.push_back(lane_of(name, repeated[i].events, scenario.warmup, moment->from, moment->to));
    if (name == owner.strategy && !is_found(anatomy.lanes.back(), *moment)) {
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
