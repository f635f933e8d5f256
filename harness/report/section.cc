#include "harness/report/section.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "harness/base/time.h"
#include "harness/base/units.h"
#include "harness/report/comparison_tables.h"
#include "harness/report/verdict.h"
#include "harness/report/yaml_text.h"
#include "harness/results/run_words.h"
#include "harness/results/short_number.h"

namespace stampede {

namespace {

using Json = nlohmann::ordered_json;

// A setting of the scenario in effect, as text; nothing if it has none of that path.
std::string setting(const Json& scenario, std::string_view pointer) {
  const Json::json_pointer path{std::string(pointer)};
  if (!scenario.contains(path)) return "";
  std::string text = yaml_text(scenario[path]);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// "lognormal {p50: 10ms, p99: 60ms}", "constant 5ms".
std::string distribution(const Json& scenario, std::string_view pointer) {
  std::string text = setting(scenario, pointer);
  const std::size_t colon = text.find(": ");
  return colon == std::string::npos ? text : text.erase(colon, 1);
}

std::string rate_text(std::uint64_t requests, const Window& window) {
  const double seconds = static_cast<double>(window.length) / kSecond;
  return seconds > 0 ? short_number(static_cast<double>(requests) / seconds) + "/s" : std::string("-");
}

// "1000/s", or "709/s (no-cache) to 1000/s (locked)" where strategies differ.
std::string rates(std::span<const PooledCells> pooled, std::uint64_t Window::Requests::*count) {
  const auto rate = [&](const PooledCells& each) {
    return static_cast<double>(each.window.requests.*count) / static_cast<double>(each.window.length);
  };
  const auto text = [&](const PooledCells& each) { return rate_text(each.window.requests.*count, each.window); };
  const auto [least, most] = std::ranges::minmax_element(pooled, {}, rate);
  if (text(*least) == text(*most)) return text(*most);
  return fmt::format("{} ({}) to {} ({})", text(*least), least->strategy, text(*most), most->strategy);
}

std::string seeds(std::span<const PooledCells> pooled) {
  std::uint64_t first = pooled.front().cells.front()->seed;
  std::uint64_t last = first;
  for (const PooledCells& each : pooled) {
    for (const CellRecord* cell : each.cells) {
      first = std::min(first, cell->seed);
      last = std::max(last, cell->seed);
    }
  }
  return first == last ? std::to_string(first) : fmt::format("{} to {}", first, last);
}

std::string validity(const Result& result, std::span<const PooledCells> pooled) {
  if (!result.complete) return "incomplete: the run was interrupted";
  const std::string all = result.shard ? shard_words(*result.shard) + " is complete" : "complete";
  const auto dropped =
      std::ranges::find_if(pooled, [](const PooledCells& each) { return each.window.requests.dropped > 0; });
  if (dropped == pooled.end()) return all + ": every request that was due was started";
  return fmt::format("{}, but {} dropped {} requests that were due", all, dropped->strategy,
                     dropped->window.requests.dropped);
}

std::string measured(const Json& scenario, const PooledCells& pooled) {
  const auto length = static_cast<Duration>(pooled.cells.front()->window.length);
  const std::string warmup = setting(scenario, "/warmup");
  return format_duration(length) + (warmup.empty() || warmup == "0s" ? "" : ", after a warm-up of " + warmup);
}

std::string cache_text(const Json& scenario) {
  return fmt::format("TTL {}, jitter {}, capacity {}", setting(scenario, "/cache/ttl"),
                     setting(scenario, "/cache/jitter"), setting(scenario, "/cache/capacity"));
}

std::string store_text(const Json& scenario) {
  const std::string servers = setting(scenario, "/store/concurrency");
  return fmt::format("latency {}; {}", distribution(scenario, "/store/latency"),
                     servers == "unlimited" ? "unlimited concurrency" : servers + " calls at a time");
}

std::vector<NamedText> card_of(const Result& result, const Json& scenario, std::span<const PooledCells> pooled) {
  std::size_t repetitions = 0;
  double seconds = 0;
  for (const PooledCells& each : pooled) repetitions = std::max(repetitions, each.cells.size());
  for (const CellRecord& cell : result.cells) seconds += cell.wall_seconds;
  return {{"clock", result.clock},
          {repetitions > 1 ? "seeds" : "seed", seeds(pooled)},
          {"repetitions", std::to_string(repetitions)},
          {"measured", measured(scenario, pooled.front())},
          {"offered", rates(pooled, &Window::Requests::offered)},
          {"answered", rates(pooled, &Window::Requests::completed)},
          {"cache", cache_text(scenario)},
          {"store", store_text(scenario)},
          {"validity", validity(result, pooled)},
          {"computed in", fmt::format("{}s", short_number(seconds))}};
}

std::vector<std::string> warnings_of(const Result& result) {
  std::vector<std::string> warnings;
  for (const CellRecord& cell : result.cells) {
    for (const std::string& warning : cell.warnings) {
      const std::string text = cell.strategy + ": " + warning;
      if (std::ranges::find(warnings, text) == warnings.end()) warnings.push_back(text);
    }
  }
  return warnings;
}

std::vector<NamedText> environment_of(const Result& result) {
  const RunEnvironment& where = result.environment;
  return {{"tool", "stampede " + result.tool_version},
          {"host", where.host},
          {"compiler", where.compiler},
          {"build type", where.build_type},
          {"jobs", std::to_string(where.jobs)},
          {"date", where.date},
          {"scenario digest", result.scenario_digest}};
}

}  // namespace

ResultSection section_of(const ReportInput& input, std::span<const PooledCells> pooled, const std::string& reference) {
  const Result& result = input.result;
  const Json scenario = Json::parse(result.scenario_json);
  ResultSection section;
  section.file = input.file;
  section.description = scenario.value("description", "");
  section.verdict = verdict_on(result, pooled);
  section.card = card_of(result, scenario, pooled);
  section.warnings = warnings_of(result);
  section.reference = reference_of(pooled, reference);
  section.tables = comparison_tables(pooled, section.reference);
  section.phases = phase_tables(pooled, section.reference);
  section.anatomy = input.anatomy;
  section.scenario = yaml_text(scenario);
  section.environment = environment_of(result);
  for (const CellRecord& cell : result.cells) {
    section.digests.push_back({cell.strategy, cell.seed, cell.digest, short_number(cell.requests_per_second)});
  }
  return section;
}

}  // namespace stampede
