#include "harness/results/merge_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "harness/base/insertion_sort.h"
#include "harness/results/run_words.h"

namespace stampede {

namespace {

using Problem = std::optional<MergeProblem>;

// "seed 7", or "seeds 7 to 9".
std::string seed_words(const CellPlan& plan) {
  if (plan.repetitions == 1) return fmt::format("seed {}", plan.seed);
  return fmt::format("seeds {} to {}", plan.seed, plan.seed + (plan.repetitions - 1));
}

// Each shard once.
Problem check_numbers(std::span<const MergeInput> inputs) {
  const std::uint64_t of = inputs.front().result.shard->of;
  std::map<std::uint64_t, std::string> names;
  for (const MergeInput& input : inputs) {
    const auto [other, is_new] = names.emplace(input.result.shard->index, input.name);
    if (is_new) continue;
    return MergeProblem{
        .message = fmt::format("{} and {} are both {}", other->second, input.name, shard_words(*input.result.shard)),
        .advice = "leave one of them out"};
  }
  if (names.size() == of) return std::nullopt;
  std::uint64_t missing = 1;
  while (names.contains(missing)) ++missing;
  const std::uint64_t others = of - names.size() - 1;
  const std::string more = others == 0   ? ""
                           : others == 1 ? ", and so is another"
                                         : fmt::format(", and so are {} others", others);
  return MergeProblem{.message = fmt::format("{} is missing{}", shard_words({missing, of}), more),
                      .advice = fmt::format("run it with --shard {}/{}, and give its result as well", missing, of)};
}

struct Part {
  const std::string* name;
  CellPlan plan;
};

Problem check_same(std::span<const Part> parts) {
  for (const Part& part : parts) {
    if (part.plan == parts.front().plan) continue;
    return MergeProblem{.message = fmt::format("{} is of a run of {}, {} of one of {}", *parts.front().name,
                                               seed_words(parts.front().plan), *part.name, seed_words(part.plan)),
                        .advice = "give the shards of one run"};
  }
  return std::nullopt;
}

// `after` begins with the seed that follows the last of `before`. REQUIRES: it does not begin before `before`.
Problem check_neighbours(const Part& before, const Part& after) {
  const std::uint64_t next = before.plan.seed + before.plan.repetitions;
  const std::uint64_t distance = after.plan.seed - before.plan.seed;
  if (distance < before.plan.repetitions) {
    return MergeProblem{
        .message = fmt::format("{} and {} both have seed {}", *before.name, *after.name, after.plan.seed),
        .advice = fmt::format("leave one of them out, or run it with other seeds: --seed {}",
                              std::max(next, after.plan.seed + after.plan.repetitions))};
  }
  if (distance == before.plan.repetitions) return std::nullopt;
  const CellPlan gap{.strategies = {}, .seed = next, .repetitions = distance - before.plan.repetitions};
  return MergeProblem{
      .message = fmt::format("{} {} missing between {} and {}", seed_words(gap), gap.repetitions == 1 ? "is" : "are",
                             *before.name, *after.name),
      .advice = fmt::format("run what is missing with --seed {} --repetitions {}, and give the result as well",
                            gap.seed, std::min(gap.repetitions, kMostRepetitions))};
}

// All seeds, which must follow one another.
std::variant<CellPlan, MergeProblem> add_up(std::vector<Part> parts) {
  insertion_sort(parts, [](const Part& part) { return part.plan.seed; });
  CellPlan all = parts.front().plan;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (Problem problem = check_neighbours(parts[i - 1], parts[i])) return std::move(*problem);
    all.repetitions += parts[i].plan.repetitions;
  }
  if (all.repetitions <= kMostRepetitions) return all;
  return MergeProblem{.message = fmt::format("together they have {} repetitions: a scenario has at most {}",
                                             all.repetitions, kMostRepetitions),
                      .advice = "merge fewer results"};
}

}  // namespace

std::variant<CellPlan, MergeProblem> merged_plan(std::span<const MergeInput> inputs) {
  std::vector<Part> parts;
  for (const MergeInput& input : inputs) {
    std::optional<CellPlan> plan = plan_of(input.result.scenario_json);
    if (!plan || plan->seed != input.result.seed) {
      return MergeProblem{.message = input.name + ": its effective scenario does not say which cells there should be",
                          .advice = kRunAgain};
    }
    parts.push_back({&input.name, std::move(*plan)});
  }
  if (!inputs.front().result.shard) return add_up(std::move(parts));
  if (Problem problem = check_numbers(inputs)) return std::move(*problem);
  if (Problem problem = check_same(parts)) return std::move(*problem);
  return parts.front().plan;
}

}  // namespace stampede
