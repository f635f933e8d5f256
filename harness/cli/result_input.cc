#include "harness/cli/result_input.h"

#include <fmt/format.h>

#include "harness/base/quote.h"
#include "harness/base/suggest.h"
#include "harness/results/result_reader.h"
#include "harness/results/run_words.h"

namespace stampede {

std::variant<Result, ExitCode> open_result(const std::string& path, Console& console) {
  auto read = read_result_file(path);
  if (auto* result = std::get_if<Result>(&read)) return std::move(*result);
  const ResultProblem& problem = std::get<ResultProblem>(read);
  console.err << problem.message << "\n  " << problem.advice << "\n";
  return problem.unreadable ? ExitCode::kIo : ExitCode::kUsage;
}

std::variant<std::vector<ResultInput>, ExitCode> read_results(std::span<const std::string> paths, Console& console) {
  std::vector<ResultInput> results;
  for (const std::string& path : paths) {
    auto read = open_result(path, console);
    if (const auto* code = std::get_if<ExitCode>(&read)) return *code;
    auto result = std::make_unique<const Result>(std::get<Result>(std::move(read)));
    std::vector<PooledCells> pooled = pool_cells(*result);
    results.push_back({path, std::move(result), std::move(pooled)});
  }
  return results;
}

std::optional<std::string> shard_note(const std::string& name, const Result& result) {
  if (!result.shard) return std::nullopt;
  return fmt::format("{} is {}: merge the shards first for the whole", name, shard_words(*result.shard));
}

void tell_shards(std::span<const ResultInput> results, Console& console) {
  for (const ResultInput& input : results) {
    const auto note = shard_note(without_control_characters(input.path), *input.result);
    if (note) console.err << "note: " << *note << "\n";
  }
}

std::set<std::string> strategies_of(std::span<const ResultInput> results) {
  std::set<std::string> names;
  for (const ResultInput& input : results) {
    for (const PooledCells& pooled : input.pooled) names.insert(pooled.strategy);
  }
  return names;
}

std::set<std::string> phases_of(std::span<const ResultInput> results) {
  std::set<std::string> names = {"all"};
  for (const ResultInput& input : results) {
    for (const PooledCells& pooled : input.pooled) {
      for (const Phase& phase : pooled.phases) names.insert(phase.name);
    }
  }
  return names;
}

ExitCode check_known(const char* what, const std::string& name, const std::set<std::string>& known, Console& console) {
  if (known.contains(name)) return ExitCode::kOk;
  const std::vector<std::string> names(known.begin(), known.end());
  return fail(console, ExitCode::kUsage,
              fmt::format("no {} {} in the results{}", what, in_quotes(name), did_you_mean(name, names)),
              fmt::format("there are {}", fmt::join(names, ", ")));
}

}  // namespace stampede
