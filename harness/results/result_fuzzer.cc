// Any text as a result: it is refused in one line, or it is a result that is written and read back the same.
#include <fmt/format.h>

#include <cstring>

#include "harness/base/fuzz_testing.h"
#include "harness/results/csv.h"
#include "harness/results/difference.h"
#include "harness/results/difference_text.h"
#include "harness/results/json_mutation_testing.h"
#include "harness/results/markdown.h"
#include "harness/results/merge.h"
#include "harness/results/result_json.h"
#include "harness/results/result_reader.h"
#include "harness/results/scenario_changes.h"
#include "harness/results/table.h"

namespace stampede {
namespace {

constexpr ReadLimits kLimits = {.json = {.bytes = std::size_t{1} << 20, .values = 100'000},
                                .histograms = {.bytes = std::size_t{1} << 24},
                                .cells = 20};

// Nothing differs from itself, and whatever differs can be told.
void check_differences(const std::vector<PooledCells>& strategies) {
  for (const PooledCells& other : strategies) {
    const Subject subjects[] = {{"base", &strategies.front()}, {"other", &other}};
    for (const DifferenceRow& row : differences(subjects, "all", main_metrics()).rows) {
      const Difference& difference = row.differences.front();
      STAMPEDE_CHECK(&other != &strategies.front() || difference.verdict == DifferenceVerdict::kEqual);
      check_showable_line(difference_text(row.metric->unit, difference.difference));
      check_showable_line(ratio_text(difference.ratio));
    }
  }
}

// Alone it is the whole or not; twice it never is.
void check_merging(const Result& result) {
  const auto merged = merge_results({{"r.json", result}});
  if (const auto* whole = std::get_if<MergedResult>(&merged)) {
    STAMPEDE_CHECK(result.shard == (Shard{.index = 1, .of = 1}));
    STAMPEDE_CHECK(whole->result.cells.size() == result.cells.size());
  }
  for (const auto& outcome : {merged, merge_results({{"r.json", result}, {"s.json", result}})}) {
    const auto* problem = std::get_if<MergeProblem>(&outcome);
    if (problem == nullptr) continue;
    check_showable_lines(problem->message + "\n");
    check_showable_line(problem->advice);
  }
}

void check_result(const Result& result) {
  const std::string text = result_text(result);
  const auto again = read_result("r.json", text);
  STAMPEDE_CHECK(std::holds_alternative<Result>(again));
  STAMPEDE_CHECK(std::get<Result>(again) == result);
  STAMPEDE_CHECK(result_text(std::get<Result>(again)) == text);
  STAMPEDE_CHECK(find_invalid_utf8(text) == std::string::npos);
  STAMPEDE_CHECK(find_invalid_utf8(csv_rows(result)) == std::string::npos);
  check_showable_lines(comparison_table(result));
  check_showable_lines(markdown_table(result));
  check_differences(pool_cells(result));
  check_merging(result);
  for (const ScenarioChange& change : scenario_changes(result.scenario_json, R"({"seed":0})")) {
    check_showable_line(fmt::format("{}: {} {}", change.path, change.from, change.to));
  }
}

}  // namespace
}  // namespace stampede

#ifdef STAMPEDE_LIBFUZZER
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t max_size);

// libFuzzer's own changes, or one to three that keep the JSON whole.
extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t max_size,
                                               unsigned seed) {
  using Json = nlohmann::ordered_json;
  Json json = seed % 4 == 0 ? Json() : Json::parse(stampede::fuzz_input(data, size), nullptr, false);
  if (!json.is_structured()) return LLVMFuzzerMutate(data, size, max_size);
  stampede::JsonMutation mutation(seed);
  for (unsigned changes = 1 + seed / 4 % 3; changes > 0; --changes) mutation.apply(json);
  const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > max_size) return LLVMFuzzerMutate(data, size, max_size);
  std::memcpy(data, text.data(), text.size());
  return text.size();
}
#endif

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stampede;
  const auto read = read_result("r.json", fuzz_input(data, size), kLimits);
  if (const auto* result = std::get_if<Result>(&read)) {
    check_result(*result);
  } else {
    const auto& problem = std::get<ResultProblem>(read);
    check_showable_line(problem.message);
    check_showable_line(problem.advice);
    STAMPEDE_CHECK(!problem.unreadable && problem.message.starts_with("r.json:"));
  }
  return 0;
}
