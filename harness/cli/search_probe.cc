#include "harness/cli/search_probe.h"

#include <algorithm>

#include "harness/engine/world.h"
#include "harness/results/result.h"

namespace stampede {

namespace {

RunFailure invalid_at(const std::string& setting, const LoadedScenario& loaded) {
  return {loaded.io_error ? ExitCode::kIo : ExitCode::kInconclusive,
          "the scenario is not valid with " + setting + ": " + loaded.diagnostics.front().message,
          "keep the search away from there with --from and --to"};
}

// Nothing has been measured, so nothing has a value.
SearchProbe without_values(std::int64_t value, const Condition& condition, std::string failure) {
  const MetricLookup nothing = [](const Metric&, std::string_view) { return MetricValue(); };
  return {.value = value, .evaluation = evaluate(condition, nothing), .failure = std::move(failure)};
}

SearchProbe judge(std::int64_t value, const Condition& condition, const Scenario& scenario,
                  std::vector<CellResult> cells, int jobs) {
  const Result result = record_of(scenario, std::move(cells), jobs);
  const PooledCells pooled = pool_cells(result).front();
  SearchProbe probe{.value = value, .evaluation = evaluate(condition, lookup_in(pooled))};
  for (const CellRecord& cell : result.cells) {
    for (const std::string& warning : cell.warnings) {
      if (std::ranges::find(probe.warnings, warning) == probe.warnings.end()) probe.warnings.push_back(warning);
    }
  }
  return probe;
}

}  // namespace

std::variant<std::monostate, SearchProbe, RunFailure> run_probe(const ProbeContext& context, std::size_t strategy,
                                                                std::int64_t value, const ProbeProgress& progress) {
  const SearchSubject& subject = context.subject;
  std::vector<std::string> settings = subject.settings;
  settings.push_back(subject.setting(value));
  LoadedScenario loaded = load_source(subject.source, context.catalogue, settings);
  if (!loaded.scenario) return invalid_at(settings.back(), loaded);
  Scenario& scenario = *loaded.scenario;
  scenario.strategies = {scenario.strategies.at(strategy)};

  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const CellInputs inputs{scenario, context.builtins.strategies, context.builtins.evictions, keys};
  MatrixOptions matrix;
  matrix.jobs = context.jobs;
  matrix.stop = &context.stop;
  matrix.on_progress = [&](const MatrixOptions::Progress& now) { progress(scenario, now); };
  std::vector<CellResult> cells = run_matrix(inputs, matrix);
  if (const std::optional<RunFailure> failure = failure_of(cells)) {
    if (failure->code != ExitCode::kInvalidRun) return *failure;
    return without_values(value, subject.condition, failure->message);
  }
  const bool complete = cells.size() == static_cast<std::size_t>(scenario.repetitions) &&
                        std::ranges::none_of(cells, &CellResult::interrupted);
  if (!complete) return std::monostate{};
  return judge(value, subject.condition, scenario, std::move(cells), context.jobs);
}

}  // namespace stampede
