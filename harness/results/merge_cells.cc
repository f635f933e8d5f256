#include "harness/results/merge_cells.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "harness/base/quote.h"
#include "harness/results/merge_plan.h"

namespace stampede {

namespace {

struct Held {
  CellRecord* cell;
  const std::string* by;  // the name of the input
};

// Where the cells of the plan stand.
class Places {
 public:
  explicit Places(const CellPlan& plan) : plan_(plan) {
    for (const std::string& name : plan.strategies) strategies_.emplace(name, strategies_.size());
  }

  // Nothing if the plan has no such cell.
  std::optional<std::size_t> place_of(const CellRecord& cell) const {
    const auto strategy = strategies_.find(cell.strategy);
    const std::uint64_t repetition = cell.seed - plan_.seed;  // of a seed before the first: larger than any
    if (strategy == strategies_.end() || repetition >= plan_.repetitions) return std::nullopt;
    return strategy->second * plan_.repetitions + repetition;
  }

  std::string words(std::size_t place) const {
    return fmt::format("{} with seed {}", in_quotes(plan_.strategies[place / plan_.repetitions]),
                       plan_.seed + place % plan_.repetitions);
  }

 private:
  const CellPlan& plan_;
  std::map<std::string, std::size_t> strategies_;
};

}  // namespace

std::variant<std::vector<CellRecord>, MergeProblem> merged_cells(std::span<MergeInput> inputs, const CellPlan& plan) {
  const Places places(plan);
  std::map<std::size_t, Held> held;
  for (MergeInput& input : inputs) {
    for (CellRecord& cell : input.result.cells) {
      const std::optional<std::size_t> place = places.place_of(cell);
      if (!place) {
        return MergeProblem{.message = fmt::format("{} holds '{}' with seed {}, which its scenario does not ask for",
                                                   input.name, cell.strategy, cell.seed),
                            .advice = kRunAgain};
      }
      const auto [other, is_new] = held.emplace(*place, Held{&cell, &input.name});
      if (is_new) continue;
      return MergeProblem{
          .message = fmt::format("{} and {} both hold {}", *other->second.by, input.name, places.words(*place)),
          .advice = kRunAgain};
    }
  }
  std::vector<CellRecord> cells;
  for (std::size_t place = 0; place < plan.cells(); ++place) {
    if (held.contains(place)) continue;
    return MergeProblem{.message = fmt::format("no result holds {}", places.words(place)), .advice = kRunAgain};
  }
  for (const auto& [place, each] : held) cells.push_back(std::move(*each.cell));
  return cells;
}

}  // namespace stampede
