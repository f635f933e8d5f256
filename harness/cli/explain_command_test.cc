#include <gmock/gmock.h>

#include "harness/cli/testing.h"
#include "harness/engine/catalogue.h"
#include "harness/results/metric_catalogue.h"
#include "harness/scenario/grammar_path.h"

namespace stampede {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class Explain : public CommandTest {};

TEST_F(Explain, TellsTypeUnitsRangeDefaultAndAnExampleOfASetting) {
  EXPECT_EQ(run({"explain", "store.write_latency.lognormal.p50"}).out,
            "store.write_latency.lognormal.p50: median\n"
            "\n"
            "  type        a duration\n"
            "  units       ns, us, ms, s, m, h, d; several from the largest down, e.g. 9m30s\n"
            "  range       1ns .. 365d\n"
            "  default     none: must be given\n"
            "  example     store: {latency: 5ms, write_latency: {lognormal: {p50: 5ms, p99: 50ms}}}\n");
}

TEST_F(Explain, TellsTheFormulaAndTheSettingsOfAnAlternative) {
  EXPECT_EQ(run({"explain", "store.latency.exponential"}).out,
            "store.latency.exponential: memoryless\n"
            "\n"
            "  rule        P(X > x) = exp(-x / mean)\n"
            "  type        an alternative of 'distribution'\n"
            "  example     store: {latency: {exponential: {mean: 5ms}}}\n"
            "\n"
            "  settings\n"
            "    mean                    mean value (none: must be given)\n");
}

TEST_F(Explain, TellsWhichSettingsExcludeEachOther) {
  EXPECT_THAT(run({"explain", "arrivals.constant"}).out, HasSubstr("  needs       either 'rate' or 'interval'\n"));
}

TEST_F(Explain, TellsWhatAStrategyIsMadeOf) {
  const std::string out = run({"explain", "xfetch"}).out;
  EXPECT_THAT(out, StartsWith("strategies.xfetch: "));
  EXPECT_THAT(out, HasSubstr("    freshness: xfetch       each read may reload early"));
  EXPECT_THAT(out, HasSubstr("        reload when now - delta * beta * ln(U) >= expiry\n"));
  EXPECT_THAT(out, HasSubstr("PVLDB 8(8), 2015.\n"));
  EXPECT_THAT(out, HasSubstr("    guard: none  "));
  EXPECT_THAT(out, HasSubstr("    beta                    above 1 reloads earlier"));
}

TEST_F(Explain, TellsHowAMetricIsDefined) {
  EXPECT_EQ(run({"explain", "hit_ratio"}).out,
            "hit_ratio: hits per read; readers that wait are not hits\n"
            "\n"
            "  unit        ratio\n"
            "  direction   higher is better\n"
            "  definition  read.hit / read.count\n"
            "  null        where there is nothing: a ratio over zero, a statistic of no values\n");
}

TEST_F(Explain, ListsEverythingThatAShortNameMayMean) {
  EXPECT_EQ(run({"explain", "none"}).out,
            "none may mean\n"
            "  cache.eviction.none                       evict nothing: a full cache refuses new entries\n"
            "  strategies.guard.none                     every reader that needs a load starts one\n");
}

TEST_F(Explain, TakesPathsAsTheyAreGivenToSet) {
  EXPECT_EQ(run({"explain", "strategies[xfetch].beta"}).out, run({"explain", "strategies.xfetch.beta"}).out);
  EXPECT_EQ(run({"explain", "strategies[0].guard"}).out, run({"explain", "guard"}).out);
}

TEST_F(Explain, ListsWhatCanBeExplainedWhenNobodyNamesAnything) {
  const std::string out = run({"explain"}).out;
  EXPECT_THAT(out, HasSubstr("\n  cache.ttl    "));
  EXPECT_THAT(out, HasSubstr("\n  strategies.guard.lock    "));
  EXPECT_THAT(out, HasSubstr("\n  hit_ratio    "));
}

TEST_F(Explain, SuggestsTheNearestName) {
  const Outcome outcome = run({"explain", "cache.tll"});
  EXPECT_EQ(outcome.code, ExitCode::kUsage);
  EXPECT_EQ(outcome.err,
            "error: nothing is named 'cache.tll'; did you mean 'cache.ttl'?\n"
            "  'stampede explain' lists what can be explained\n"
            "exit code 2 (usage)\n");
}

TEST_F(Explain, KnowsEveryPathAndEveryMetric) {
  const GrammarNode grammar = scenario_grammar(catalogue_of(builtin_strategies(), builtin_evictions()));
  for (const GrammarPath& path : grammar_paths(grammar)) {
    EXPECT_THAT(run({"explain", path.text}).out, HasSubstr(path.text + ": " + path.node().help + "\n")) << path.text;
  }
  for (const Metric& metric : metric_catalogue()) {
    EXPECT_THAT(run({"explain", metric.name}).out, StartsWith(metric.name + ": ")) << metric.name;
  }
}

TEST_F(Explain, HasARuleForEachStrategyAxisValueAndEvictionPolicy) {
  const StrategyCatalogue catalogue = catalogue_of(builtin_strategies(), builtin_evictions());
  for (const PresetInfo& preset : catalogue.presets) EXPECT_FALSE(preset.details.empty()) << preset.name;
  for (const EvictionInfo& policy : catalogue.evictions) EXPECT_THAT(policy.details, HasSubstr("Source: "));
  for (const AxisValueInfo& value : catalogue.values) {
    EXPECT_THAT(value.details, HasSubstr("Source: ")) << value.axis << " " << value.name;
  }
}

}  // namespace
}  // namespace stampede
