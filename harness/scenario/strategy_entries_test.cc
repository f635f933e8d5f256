// The ways to write a strategy, and what becomes of them.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

StrategySpec only_strategy(const std::string& entry, const std::string& more = "") {
  const Scenario scenario = load_valid(more + "strategies:\n  - " + entry + "\n");
  EXPECT_EQ(scenario.strategies.size(), 1u);
  return scenario.strategies.empty() ? StrategySpec() : scenario.strategies[0];
}

TEST(StrategyEntry, MayBeTheNameOfAPreset) {
  const StrategySpec strategy = only_strategy("refresh-ahead");
  EXPECT_EQ(strategy.name, "refresh-ahead");
  EXPECT_EQ(strategy.preset, "refresh-ahead");
  ASSERT_EQ(strategy.axes.size(), 5u);
  EXPECT_EQ(strategy.axes.at("freshness").name, "refresh-ahead");
  EXPECT_EQ(strategy.axes.at("guard").name, "none");
  EXPECT_EQ(strategy.axes.at("writes").name, "invalidate");
  EXPECT_EQ(strategy.axes.at("fills").name, "overwrite");
  EXPECT_EQ(strategy.axes.at("on_error").name, "fail");
  EXPECT_EQ(strategy.axes.at("freshness").options.share("threshold"), Share::percent(80));
  EXPECT_EQ(strategy.axes.at("freshness").options.text("refresh"), "background");
}

TEST(StrategyEntry, MayGiveAPresetItsOptions) {
  const StrategySpec strategy = only_strategy("write-behind: {max_batch: 7, on_full: write-through, name: wb}");
  EXPECT_EQ(strategy.name, "wb");
  EXPECT_EQ(strategy.preset, "write-behind");
  const OptionValues& options = strategy.axes.at("writes").options;
  EXPECT_EQ(options.count("max_batch"), 7);
  EXPECT_EQ(options.text("on_full"), "write-through");
  EXPECT_EQ(options.duration("flush_interval"), 100 * kMillisecond);
  EXPECT_EQ(options.count("max_pending"), 10'000);
}

TEST(StrategyEntry, MayNameItselfBesideItsPreset) {
  const StrategySpec strategy = only_strategy("{name: long-ttl, preset: xfetch, beta: 2.5, ttl: 10m, jitter: 5%}");
  EXPECT_EQ(strategy.name, "long-ttl");
  EXPECT_EQ(strategy.preset, "xfetch");
  EXPECT_EQ(strategy.axes.at("freshness").options.number("beta"), 2.5);
  EXPECT_EQ(strategy.ttl, 10 * kMinute);
  EXPECT_EQ(strategy.jitter, Share::percent(5));
}

TEST(StrategyEntry, MayBeMadeOfAxes) {
  const StrategySpec strategy =
      only_strategy("{name: locked-xfetch, freshness: {xfetch: {beta: 2}}, guard: lock, writes: through}");
  EXPECT_EQ(strategy.name, "locked-xfetch");
  EXPECT_EQ(strategy.preset, "");
  EXPECT_EQ(strategy.axes.at("freshness").name, "xfetch");
  EXPECT_EQ(strategy.axes.at("freshness").options.number("beta"), 2);
  EXPECT_EQ(strategy.axes.at("guard").name, "lock");
  EXPECT_EQ(strategy.axes.at("guard").options.duration("wait"), kNever);
  EXPECT_TRUE(strategy.axes.at("writes").options.flag("allocate"));
  EXPECT_EQ(strategy.axes.at("fills").name, "overwrite");
}

TEST(StrategyEntry, MayBeAWholeStrategyOfItsOwn) {
  const StrategySpec strategy = only_strategy("no-cache");
  EXPECT_EQ(strategy.preset, "no-cache");
  EXPECT_TRUE(strategy.axes.empty());
}

TEST(StrategyEntry, TakesTheLifetimeOfTheCacheUnlessItHasItsOwn) {
  const std::string cache = "cache: {ttl: 30s, jitter: 10%}\n";
  EXPECT_EQ(only_strategy("locked", cache).ttl, 30 * kSecond);
  EXPECT_EQ(only_strategy("locked", cache).jitter, Share::percent(10));
  EXPECT_EQ(only_strategy("locked: {ttl: none}", cache).ttl, kNever);
  EXPECT_EQ(only_strategy("locked: {jitter: 0%}", cache).jitter, Share());
}

TEST(StrategyEntry, RemembersItsLine) {
  const Scenario scenario = load_valid("strategies:\n  - locked\n  - name: mine\n    preset: xfetch\n");
  EXPECT_EQ(scenario.strategies[0].line, 2);
  EXPECT_EQ(scenario.strategies[1].line, 3);
  EXPECT_EQ(load_valid("", {"strategies=[locked]"}).strategies[0].line, 0);
}

TEST(StrategyEntry, OfAPresetMayHaveOtherDefaultsThanTheAxis) {
  StrategyCatalogue catalogue = test_catalogue();
  catalogue.presets.push_back({.name = "eager",
                               .summary = "refreshes at half the TTL",
                               .axes = {{"freshness", "refresh-ahead"}},
                               .defaults = {{"threshold", "50%"}}});
  const LoadedScenario loaded =
      load_scenario_text(completed("strategies: [eager, refresh-ahead]\n"), "t.yaml", catalogue, {});
  ASSERT_EQ(render_diagnostics(loaded.diagnostics), "");
  EXPECT_EQ(loaded.scenario->strategies[0].axes.at("freshness").options.share("threshold"), Share::percent(50));
  EXPECT_EQ(loaded.scenario->strategies[1].axes.at("freshness").options.share("threshold"), Share::percent(80));
}

TEST(StrategyEntry, OfAWholeStrategyHasOptionsOfItsOwn) {
  StrategyCatalogue catalogue = test_catalogue();
  catalogue.presets.push_back({.name = "plugin",
                               .summary = "somebody's own",
                               .whole = true,
                               .options = {{"depth", OptionType::kCount, "3", "how deep"}}});
  const LoadedScenario loaded =
      load_scenario_text(completed("strategies: [{plugin: {depth: 4}}]\n"), "t.yaml", catalogue, {});
  ASSERT_EQ(render_diagnostics(loaded.diagnostics), "");
  EXPECT_EQ(loaded.scenario->strategies[0].options.count("depth"), 4);
  EXPECT_TRUE(loaded.scenario->strategies[0].axes.empty());
}

}  // namespace
}  // namespace stampede
