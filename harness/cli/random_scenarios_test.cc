// Laws that hold for every scenario, whatever it says: it runs with all books balanced, twice it gives the same, every
// strategy gets the same traffic, and its result is written and read back the same.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "harness/base/rounds_testing.h"
#include "harness/base/temporary_folder.h"
#include "harness/cli/record.h"
#include "harness/engine/catalogue.h"
#include "harness/engine/matrix.h"
#include "harness/engine/world.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"
#include "harness/scenario/load.h"
#include "harness/scenario/scenario_generator_testing.h"
#include "strategies/builtins.h"

namespace stampede {
namespace {

constexpr unsigned kLongestRun = 120;  // seconds; they take milliseconds

// What of a result does not depend on when and where it was made.
std::string steady_text(const std::vector<CellResult>& cells, const Scenario& scenario) {
  Result result = record_of(scenario, cells, 1);
  result.environment = {};
  for (CellRecord& cell : result.cells) cell.wall_seconds = cell.requests_per_second = 0;
  return result_text(result);
}

std::string breach_of_reading_back(Result result) {
  result.scenario_json = nlohmann::ordered_json::parse(result.scenario_json).dump();  // blanks are not kept
  const auto read = read_result("result.json", result_text(result));
  if (const auto* problem = std::get_if<ResultProblem>(&read)) return problem->message;
  return std::get<Result>(read) == result ? "" : "the result is read back as another one";
}

// Open loops do not wait for anybody.
std::string breach_of_same_traffic(const Scenario& scenario, const std::vector<CellResult>& cells) {
  if (!std::holds_alternative<OpenLoop>(scenario.workload.arrivals)) return "";
  for (const CellResult& cell : cells) {
    for (const CellResult& other : cells) {
      if (cell.seed == other.seed && cell.measured.requests.offered != other.measured.requests.offered) {
        return "'" + cell.strategy + "' and '" + other.strategy + "' got different traffic";
      }
    }
  }
  return "";
}

// Which law the scenario breaks, or "".
std::string breach_of(const Scenario& scenario) {
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  const CellInputs inputs{scenario, builtin_strategies(), builtin_evictions(), keys};
  const std::vector<CellResult> cells = run_matrix(inputs, {});
  const std::vector<CellResult> again = run_matrix(inputs, {.jobs = 2, .on_progress = {}});
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].failure != again[i].failure) return "it fails only sometimes";
    if (cells[i].digest != again[i].digest) return "the same cell has different digests";
  }
  if (steady_text(cells, scenario) != steady_text(again, scenario)) return "the same scenario has different results";
  if (failure_of(cells)) return "";
  if (std::string breach = breach_of_same_traffic(scenario, cells); !breach.empty()) return breach;
  return breach_of_reading_back(record_of(scenario, cells, 1));
}

// Broken books and what never ends stop the process, so each scenario has one of its own.
void expect_no_breach(const Scenario& scenario, const std::string& yaml) {
  const ::pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    ::alarm(kLongestRun);
    const std::string breach = breach_of(scenario);
    if (!breach.empty()) std::fprintf(stderr, "%s\n", breach.c_str());
    ::_exit(breach.empty() ? 0 : 1);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0) << "exit code " << WEXITSTATUS(status) << ", signal " << WTERMSIG(status) << ", of\n" << yaml;
}

class RandomScenarios : public ::testing::Test {
 protected:
  RandomScenarios() {
    std::ofstream(files_.durations) << "0s\n1ms\n1ms\n30ms\n";
    std::ofstream(files_.sizes) << "1B\n1KiB\n100KiB\n";
  }

  TemporaryFolder folder_;
  EmpiricalFiles files_{(folder_.path() / "durations").string(), (folder_.path() / "sizes").string()};
  StrategyCatalogue catalogue_ = catalogue_of(builtin_strategies(), builtin_evictions());
  ScenarioGenerator generator_{catalogue_, files_};
};

TEST_F(RandomScenarios, RunTheSameTwiceAndAreReadBack) {
  std::uint64_t accepted = 0;
  const auto all = rounds(100);
  for (const std::uint64_t number : all) {
    SCOPED_TRACE(to_repeat(number));
    const std::string yaml = generator_.scenario(number);
    const LoadedScenario loaded = load_scenario_text(yaml, "random.yaml", catalogue_);
    if (!loaded.scenario) continue;
    ++accepted;
    expect_no_breach(*loaded.scenario, yaml);
  }
  RecordProperty("accepted", static_cast<int>(accepted));
  if (are_many(all.size())) {
    EXPECT_GE(accepted * 100, all.size() * 60) << accepted << " of " << all.size() << " make sense";
  }
}

}  // namespace
}  // namespace stampede
