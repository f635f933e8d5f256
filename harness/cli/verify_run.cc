#include "harness/cli/verify_run.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "harness/base/diagnostics.h"
#include "harness/base/units.h"
#include "harness/engine/matrix.h"
#include "harness/engine/world.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"
#include "harness/scenario/load.h"

namespace stampede {

namespace {

// The first file that is needed and not there.
const std::string* missing_file(const OracleRun& run) {
  const auto missing =
      std::ranges::find_if(run.needs, [](const std::string& file) { return !std::filesystem::exists(file); });
  return missing == run.needs.end() ? nullptr : &*missing;
}

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

RunFailure unusable(const LoadedScenario& loaded) {
  std::string message = render_diagnostics(loaded.diagnostics);
  if (message.ends_with('\n')) message.pop_back();
  return {loaded.io_error ? ExitCode::kIo : ExitCode::kUsage, std::move(message), "correct the table or its scenario"};
}

// Leaves only those that the cases ask for.
void select_strategies(Scenario& scenario, const OracleRun& run) {
  const std::string first = scenario.strategies.front().name;
  std::erase_if(scenario.strategies, [&](const StrategySpec& spec) {
    return std::ranges::none_of(run.cases, [&](const OracleCase& oracle) {
      return spec.name == (oracle.strategy.empty() ? first : oracle.strategy);
    });
  });
}

// Through the text of the result file, so that the judge sees what every reader of a result sees.
Result read_back(const Result& result) {
  auto read = read_result("result", result_text(result));
  const auto* problem = std::get_if<ResultProblem>(&read);
  STAMPEDE_CHECK(problem == nullptr);
  return std::get<Result>(std::move(read));
}

}  // namespace

std::variant<std::monostate, std::vector<Finding>, RunFailure> verify_run(const VerifyContext& context,
                                                                          const OracleRun& run) {
  if (const std::string* file = missing_file(run)) {
    return not_tried(run, "needs " + file_name(*file) + "; name its folder with --traces");
  }
  std::vector<std::string> settings = run.settings;
  LoadedScenario loaded = load_scenario(run.scenario, context.catalogue, settings);
  if (!loaded.scenario) return unusable(loaded);
  const bool shortened = context.quick && run.can_be_shortened() && loaded.scenario->duration != kNever;
  if (shortened) {
    settings.push_back("duration=" + format_duration(loaded.scenario->duration / kShortening));
    loaded = load_scenario(run.scenario, context.catalogue, settings);
    if (!loaded.scenario) return unusable(loaded);
  }
  Scenario& scenario = *loaded.scenario;
  select_strategies(scenario, run);

  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const CellInputs inputs{scenario, context.builtins.strategies, context.builtins.evictions, keys};
  MatrixOptions matrix;
  matrix.stop = &context.stop;
  std::vector<CellResult> cells = run_matrix(inputs, matrix);
  if (const std::optional<RunFailure> failure = failure_of(cells)) return *failure;
  if (context.stop) return std::monostate{};
  const Result result = read_back(record_of(scenario, std::move(cells), 1));
  return judge(run, result, shortened ? std::sqrt(static_cast<double>(kShortening)) : 1);
}

}  // namespace stampede
