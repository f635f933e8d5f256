#include "harness/scenario/grammar_path.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class GrammarPaths : public ::testing::Test {
 protected:
  const GrammarPath& path(const std::string& text) const {
    const auto found = std::ranges::find(paths_, text, &GrammarPath::text);
    EXPECT_NE(found, paths_.end()) << text;
    return *found;
  }
  std::string sample(const std::string& text) const { return snippet(path(text), sample_of(path(text).node())); }

  const GrammarNode grammar_ = scenario_grammar(test_catalogue());
  const std::vector<GrammarPath> paths_ = grammar_paths(grammar_);
};

TEST_F(GrammarPaths, NameKeysAndAlternativesButNeitherListsNorWhatHasNoName) {
  EXPECT_EQ(path("cache.ttl").node().help, "lifetime of an entry");
  EXPECT_EQ(path("workload.arrivals.poisson.rate").node().option.type, OptionType::kRate);
  EXPECT_EQ(path("strategies.locked.wait").node().help, "longest wait for the leader");
  EXPECT_EQ(path("strategies.guard.lock").parent().name, "guard");
  EXPECT_TRUE(path("strategies.guard").is_inside_list());
  EXPECT_FALSE(path("strategies").is_inside_list());
}

TEST_F(GrammarPaths, AreUnique) {
  std::vector<std::string> texts;
  for (const GrammarPath& each : paths_) texts.push_back(each.text);
  std::ranges::sort(texts);
  EXPECT_EQ(std::ranges::adjacent_find(texts), texts.end());
}

TEST_F(GrammarPaths, AreShownWithWhatMustStandBesideThem) {
  EXPECT_EQ(sample("cache.ttl"), "cache: {ttl: none}");
  EXPECT_EQ(sample("store.latency.lognormal.sigma"), "store: {latency: {lognormal: {mean: 5ms, sigma: 1}}}");
  EXPECT_EQ(sample("strategies.guard.lock.wait"), "strategies: [{name: my-strategy, guard: {lock: {wait: none}}}]");
  EXPECT_EQ(sample("strategies.locked.ttl"), "strategies: [{locked: {ttl: 60s}}]");
  EXPECT_EQ(sample("workload.max_in_flight"),
            "workload: {arrivals: {poisson: {rate: 1000/s}}, keys: {zipf: {count: 100k, exponent: 0.99}}, "
            "max_in_flight: 1M}");
}

// Left out is what needs a file, and what only a rule says must stand beside it.
TEST_F(GrammarPaths, AreShownWithValuesThatLoad) {
  for (const GrammarPath& each : paths_) {
    const bool needs_more =
        each.text.find("trace") != std::string::npos || each.text.find("empirical") != std::string::npos ||
        each.text.starts_with("workload.operations.") || each.text.starts_with("timeline") ||
        each.text == "strategies.name" || each.text == "strategies.ttl" || each.text == "strategies.jitter" ||
        each.text == "strategies.ttl_from" || each.text == "strategies.timeout" ||
        each.text == "strategies.cancel_abandoned" || each.text == "strategies.late_result";
    if (needs_more || !each.is_available()) continue;
    const std::string yaml = completed(snippet(each, sample_of(each.node())) + "\n");
    EXPECT_EQ(errors_of(yaml), "") << each.text;
  }
}

}  // namespace
}  // namespace stampede
