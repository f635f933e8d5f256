#include "harness/cli/baseline_input.h"

#include <algorithm>
#include <filesystem>

#include "harness/gate/baseline_json.h"
#include "harness/results/result_reader.h"

namespace stampede {

namespace {

namespace fs = std::filesystem;

ExitCode refuse_input(const ResultProblem& problem, Console& console) {
  console.err << problem.message << "\n  " << problem.advice << "\n";
  return problem.unreadable ? ExitCode::kIo : ExitCode::kUsage;
}

std::variant<BaselineInput, ExitCode> from_result(const std::string& path, const std::string& text, Console& console) {
  auto read = read_result(path, text);
  if (const auto* problem = std::get_if<ResultProblem>(&read)) return refuse_input(*problem, console);
  BaselineInput input{.path = path, .baseline = std::nullopt, .result = nullptr};
  input.result = std::make_unique<const Result>(std::get<Result>(std::move(read)));
  if (!input.result->complete || input.result->shard) {
    return fail(console, ExitCode::kInvalidRun, path + " is no baseline: it is only a part of a run",
                "name a result that is complete");
  }
  input.baseline = baseline_of(*input.result, "");
  return input;
}

}  // namespace

std::string baseline_path(const std::string& argument, const std::string& scenario) {
  std::error_code error;
  if (!fs::is_directory(argument, error)) return argument;
  return (fs::path(argument) / (scenario + ".json")).string();
}

std::variant<BaselineInput, ExitCode> read_baseline_input(const std::string& path, Console& console) {
  std::error_code error;
  if (!fs::exists(path, error)) return BaselineInput{.path = path, .baseline = std::nullopt, .result = nullptr};
  const auto text = read_result_text(path);
  if (const auto* problem = std::get_if<ResultProblem>(&text)) return refuse_input(*problem, console);
  const std::string& content = std::get<std::string>(text);
  if (!is_baseline(content)) return from_result(path, content, console);
  auto read = read_baseline(path, content);
  if (const auto* problem = std::get_if<ResultProblem>(&read)) return refuse_input(*problem, console);
  return BaselineInput{.path = path, .baseline = std::get<Baseline>(std::move(read)), .result = nullptr};
}

std::vector<std::string> baselines_in(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  if (!fs::is_directory(folder, error)) return paths;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".json") continue;
    const auto text = read_result_text(entry.path().string());
    if (std::holds_alternative<std::string>(text) && is_baseline(std::get<std::string>(text))) {
      paths.push_back(entry.path().string());
    }
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace stampede
