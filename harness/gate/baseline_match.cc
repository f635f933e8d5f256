#include "harness/gate/baseline_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "harness/base/quote.h"
#include "harness/results/scenario_changes.h"

namespace stampede {

namespace {

constexpr std::string_view kStrategies = "strategies";
constexpr std::size_t kMostListed = 5;

// They say nothing about what is measured.
bool is_beside_the_point(const ScenarioChange& change) {
  constexpr std::array<std::string_view, 4> kBeside = {"description", "seed", "repetitions", "gate"};
  const bool order_only = change.path == kStrategies && change.to == "in another";
  return order_only || std::ranges::any_of(kBeside, [&](std::string_view key) {
           return change.path == key || change.path.starts_with(std::string(key) + "[");
         });
}

// The strategy in "strategies[NAME].wait", or "".
std::string strategy_in(const std::string& path) {
  if (!path.starts_with(std::string(kStrategies) + "[")) return "";
  const std::size_t begin = kStrategies.size() + 1;
  return path.substr(begin, path.find(']') - begin);
}

std::string listed(const std::vector<std::string>& changes) {
  std::string text = "the scenario changed: ";
  for (std::size_t i = 0; i < std::min(changes.size(), kMostListed); ++i) text += (i > 0 ? ", " : "") + changes[i];
  if (changes.size() > kMostListed) text += fmt::format(" and {} more", changes.size() - kMostListed);
  return text;
}

std::string seeds_text(const std::vector<std::uint64_t>& seeds) {
  if (seeds.empty()) return "no seed";
  if (seeds.size() == 1) return fmt::format("seed {}", seeds.front());
  if (seeds.back() - seeds.front() == seeds.size() - 1) {
    return fmt::format("seeds {} to {}", seeds.front(), seeds.back());
  }
  return fmt::format("seeds {}", fmt::join(seeds, ", "));
}

}  // namespace

BaselineMatch::BaselineMatch(const Baseline& result, const Baseline* accepted) : accepted_(accepted) {
  obstacle_ = whole_obstacle(result);
  if (obstacle_.empty()) compare_scenarios(result);
}

std::string BaselineMatch::whole_obstacle(const Baseline& result) const {
  if (accepted_ == nullptr) return "there is no baseline: name one with --baseline";
  if (result.scenario_name != accepted_->scenario_name) {
    return fmt::format("the baseline is of the scenario {}", in_quotes(accepted_->scenario_name));
  }
  if (result.clock != accepted_->clock) return fmt::format("the baseline has the {} clock", accepted_->clock);
  if (result.seeds != accepted_->seeds) {
    return fmt::format("the baseline is of {}, the result of {}", seeds_text(accepted_->seeds),
                       seeds_text(result.seeds));
  }
  if (result.data_digest != accepted_->data_digest) return "the contents of the scenario's data files changed";
  return "";
}

void BaselineMatch::compare_scenarios(const Baseline& result) {
  std::vector<std::string> of_all;
  std::map<std::string, std::vector<std::string>> of_one;
  for (const ScenarioChange& change : scenario_changes(accepted_->scenario_json, result.scenario_json)) {
    if (is_beside_the_point(change)) continue;
    const std::string text = fmt::format("{}: {} -> {}", change.path, change.from, change.to);
    const std::string strategy = strategy_in(change.path);
    if (strategy.empty() || strategy == "*") {
      of_all.push_back(text);
    } else {
      of_one[strategy].push_back(text);
    }
  }
  if (!of_all.empty()) obstacle_ = listed(of_all);
  for (const auto& [strategy, changes] : of_one) obstacles_[strategy] = listed(changes);
}

std::optional<NoMatch> BaselineMatch::obstacle(const std::string& strategy) const {
  if (!obstacle_.empty()) return NoMatch{GateVerdict::kNoBaseline, obstacle_};
  if (!accepted_->strategies.contains(strategy)) return NoMatch{GateVerdict::kNew, "the baseline does not have it"};
  const auto found = obstacles_.find(strategy);
  if (found == obstacles_.end()) return std::nullopt;
  return NoMatch{GateVerdict::kNoBaseline, found->second};
}

const BaselineStrategy& BaselineMatch::accepted(const std::string& strategy) const {
  return accepted_->strategies.at(strategy);
}

}  // namespace stampede
