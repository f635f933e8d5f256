#include "harness/cli/record.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

namespace stampede {

namespace {

constexpr std::string_view kNothingMeasured = "nothing was measured";
constexpr const char* kNoResult = "no result was written";

// Messages about a trace name their place and say what to do.
RunFailure failure_in(const CellResult& cell) {
  const std::string& message = *cell.failure;
  const bool has_place = message.find(": error: ") != std::string::npos;
  const std::string shown = has_place ? message : "error: " + message;
  if (cell.io_failure) return {ExitCode::kIo, shown, kNoResult};
  if (!message.starts_with(kNothingMeasured)) return {ExitCode::kUsage, shown, kNoResult};
  return {ExitCode::kInvalidRun, shown, "make 'duration' longer, 'warmup' shorter or the requests more frequent"};
}

std::string host_name() {
  std::array<char, 256> name = {};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string compiler() {
#ifdef __clang__
  return std::string("clang ") + __clang_version__;
#else
  return std::string("g++ ") + __VERSION__;
#endif
}

std::string now_utc() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm fields = {};
  ::gmtime_r(&now, &fields);
  std::array<char, 32> text = {};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &fields);
  return text.data();
}

CellRecord record_of(CellResult cell) {
  CellRecord record;
  record.strategy = std::move(cell.strategy);
  record.seed = cell.seed;
  record.digest = std::move(cell.digest);
  record.complete = !cell.interrupted;
  record.warnings = std::move(cell.warnings);
  if (cell.interrupted) record.warnings.push_back("interrupted before the end of the scenario");
  record.wall_seconds = cell.wall_seconds;
  record.requests_per_second = cell.wall_seconds > 0 ? static_cast<double>(cell.requests) / cell.wall_seconds : 0;
  record.servers = cell.servers;
  record.window = std::move(cell.measured);
  record.phases = std::move(cell.phases);
  record.series = std::move(cell.series);
  record.episodes = std::move(cell.episodes);
  return record;
}

}  // namespace

std::optional<RunFailure> failure_of(const std::vector<CellResult>& cells) {
  std::optional<RunFailure> worst;
  for (const CellResult& cell : cells) {
    if (!cell.failure) continue;
    const RunFailure failure = failure_in(cell);
    if (!worst || (failure.code != worst->code && worse_of(failure.code, worst->code) == failure.code)) worst = failure;
  }
  return worst;
}

Result record_of(const Scenario& scenario, std::vector<CellResult> cells, int jobs, const ScenarioOrigin& origin,
                 const std::optional<Shard>& shard) {
  Result result;
  result.tool_version = STAMPEDE_VERSION;
  result.scenario_name = scenario.name;
  result.scenario_digest = scenario.digest;
  result.data_digest = scenario.data_digest;
  result.scenario_json = scenario.effective;
  result.clock = scenario.clock == ClockKind::kVirtual ? "virtual" : "real";
  result.seed = scenario.seed;
  result.environment = {.host = host_name(),
                        .compiler = compiler(),
                        .build_type = STAMPEDE_BUILD_TYPE,
                        .jobs = jobs,
                        .date = now_utc(),
                        .scenario_file = origin.file,
                        .settings = origin.settings,
                        .gate_lines = {}};
  for (const GateLine& line : scenario.gate) {
    result.environment.gate_lines.push_back(static_cast<std::uint64_t>(line.place.line));
  }
  result.shard = shard;
  for (CellResult& cell : cells) result.cells.push_back(record_of(std::move(cell)));
  const std::size_t all = scenario.strategies.size() * static_cast<std::size_t>(scenario.repetitions);
  result.complete =
      result.cells.size() == part_of(shard).among(all) && std::ranges::all_of(result.cells, &CellRecord::complete);
  return result;
}

MatrixPart part_of(const std::optional<Shard>& shard) {
  return shard ? MatrixPart{.first = shard->index - 1, .stride = shard->of} : MatrixPart{};
}

}  // namespace stampede
