#include "harness/gate/baseline_change.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/gate/margin.h"
#include "harness/results/metric_catalogue.h"
#include "harness/results/metric_text.h"
#include "harness/results/scenario_changes.h"

namespace stampede {

namespace {

std::string line(const std::string& name, const std::string& old, const std::string& made, const std::string& change) {
  return fmt::format("  {}: {} -> {}{}\n", name, old, made, change.empty() ? "" : fmt::format("  ({})", change));
}

class Changes {
 public:
  std::string of(const Baseline& old, const Baseline& made) {
    for (const ScenarioChange& change : scenario_changes(old.scenario_json, made.scenario_json)) {
      text_ += line("scenario: " + change.path, change.from, change.to, "");
    }
    if (old.data_digest != made.data_digest) text_ += "  the contents of the scenario's data files\n";
    for (const auto& [name, strategy] : old.strategies) {
      if (!made.strategies.contains(name)) text_ += fmt::format("  {}: gone\n", name);
    }
    for (const auto& [name, strategy] : made.strategies) {
      const auto before = old.strategies.find(name);
      if (before == old.strategies.end()) {
        text_ += fmt::format("  {}: new\n", name);
      } else {
        compare(name, before->second, strategy);
      }
    }
    return std::move(text_);
  }

 private:
  void compare(const std::string& name, const BaselineStrategy& old, const BaselineStrategy& made) {
    if (old == made) return;
    const std::size_t before = text_.size();
    for (const auto& [phase, window] : made.phases) {
      const auto other = old.phases.find(phase);
      if (other == old.phases.end()) continue;
      compare(phase == "all" ? name : fmt::format("{} @{}", name, phase), other->second, window);
    }
    if (text_.size() == before) text_ += fmt::format("  {}: requests or distributions, but no metric\n", name);
  }

  void compare(const std::string& where, const BaselinePhase& old, const BaselinePhase& made) {
    for (const Metric& metric : metric_catalogue()) {
      const auto before = old.metrics.find(metric.name);
      const MetricValue from = before == old.metrics.end() ? MetricValue() : before->second;
      const MetricValue& to = made.metrics.at(metric.name);
      if (from == to) continue;
      text_ += line(fmt::format("{} {}", where, metric.name), metric_text(metric.unit, from),
                    metric_text(metric.unit, to), change_text(metric, from, to));
    }
  }

  std::string text_;
};

}  // namespace

bool says_the_same(const Baseline& one, const Baseline& other) {
  Baseline copy = one;
  copy.reason = other.reason;
  copy.tool_version = other.tool_version;
  return copy == other;
}

std::string baseline_change_text(const std::optional<Baseline>& old, const Baseline& made) {
  if (!old) {
    return fmt::format("  a new baseline: {} strategies, {} seeds\n", made.strategies.size(), made.seeds.size());
  }
  if (says_the_same(*old, made)) return "  no difference: it stays as it is\n";
  const std::string changes = Changes().of(*old, made);
  return changes.empty() ? "  nothing that is measured\n" : changes;
}

}  // namespace stampede
