#include "harness/scenario/set_path.h"

#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

Scenario with(const std::vector<std::string>& settings, const std::string& yaml = "") {
  return load_valid(yaml, settings);
}

std::string refused(const std::string& setting, const std::string& yaml = "") {
  return errors_of(completed(yaml), {setting});
}

const std::string kStrategies =
    "strategies:\n"
    "  - no-cache\n"
    "  - xfetch\n"
    "  - locked: {wait: 1s}\n"
    "  - {name: mine, preset: xfetch, beta: 3}\n"
    "  - {name: made, guard: lock}\n";

TEST(Set, ChangesASettingThatIsThere) {
  EXPECT_EQ(with({"cache.ttl=30s"}, "cache: {ttl: 60s}\n").cache.ttl, 30 * kSecond);
}

TEST(Set, MakesTheMapsOnTheWay) {
  EXPECT_EQ(with({"cache.ttl=30s"}).cache.ttl, 30 * kSecond);
  EXPECT_EQ(with({"seed=7"}).seed, 7u);
}

TEST(Set, LetsTheLastOneWin) {
  EXPECT_EQ(with({"seed=7", "seed=8"}).seed, 8u);
}

TEST(Set, MayReplaceAMapAsAWhole) {
  const Scenario scenario = with({"store={latency: {uniform: {min: 1ms, max: 2ms}}, concurrency: 3}"});
  EXPECT_EQ(scenario.store.latency, Distribution::uniform(kMillisecond, 2 * kMillisecond));
  EXPECT_EQ(scenario.store.concurrency, 3);
}

TEST(Set, ReplacesAnotherAlternative) {
  const Scenario scenario = with({"workload.arrivals.closed.clients=64"}, "cache: {latency: 1us}\n");
  EXPECT_EQ(std::get<ClosedLoop>(scenario.workload.arrivals).clients, 64);
}

TEST(Set, ChangesTheSameAlternative) {
  const Scenario scenario =
      with({"store.latency.lognormal.p99=9ms"}, "store: {latency: {lognormal: {p50: 1ms, p99: 2ms}}}\n");
  EXPECT_EQ(scenario.store.latency, Distribution::lognormal_percentiles(1e6, 9e6));
}

TEST(Set, ReplacesAKeyThatExcludesIt) {
  const std::string yaml = "workload: {arrivals: {constant: {rate: 5/s}}, keys: single}\n";
  const Scenario scenario = with({"workload.arrivals.constant.interval=7ms"}, yaml);
  EXPECT_EQ(std::get<OpenLoop>(scenario.workload.arrivals).rate, Rate::every(7 * kMillisecond));
  const Scenario replay = with({"workload.trace={file: a.bin, format: oracle-general}"}, yaml);
  EXPECT_EQ(replay.workload.trace->file, "a.bin");
}

TEST(Set, ReplacesABareValueByADistribution) {
  const Scenario scenario = with({"store.latency.exponential.mean=3ms"});
  EXPECT_EQ(scenario.store.latency, Distribution::exponential(3e6));
}

TEST(Set, FindsAStrategyByPositionFromZero) {
  EXPECT_EQ(with({"strategies[1].beta=2"}, kStrategies).strategies[1].axes.at("freshness").options.number("beta"), 2);
  EXPECT_EQ(with({"strategies[2].wait=2s"}, kStrategies).strategies[2].axes.at("guard").options.duration("wait"),
            2 * kSecond);
}

TEST(Set, FindsAStrategyByName) {
  EXPECT_EQ(with({"strategies[xfetch].beta=2"}, kStrategies).strategies[1].axes.at("freshness").options.number("beta"),
            2);
  EXPECT_EQ(with({"strategies[locked].ttl=5s"}, kStrategies).strategies[2].ttl, 5 * kSecond);
  EXPECT_EQ(with({"strategies[mine].beta=2"}, kStrategies).strategies[3].axes.at("freshness").options.number("beta"),
            2);
  EXPECT_EQ(with({"strategies[made].freshness=xfetch"}, kStrategies).strategies[4].axes.at("freshness").name, "xfetch");
  EXPECT_EQ(with({"strategies[made].guard.lock.wait=5s"}, kStrategies)
                .strategies[4]
                .axes.at("guard")
                .options.duration("wait"),
            5 * kSecond);
  EXPECT_EQ(with({"strategies[mine].preset=locked", "strategies[mine].name=theirs"},
                 "strategies: [{name: mine, preset: xfetch}]\n")
                .strategies[0]
                .preset,
            "locked");
}

TEST(Set, ReplacesAWholeEntryOrTheWholeList) {
  EXPECT_EQ(with({"strategies[0]=write-through"}, kStrategies).strategies[0].name, "write-through");
  EXPECT_EQ(with({"strategies=[locked, xfetch]"}, kStrategies).strategies.size(), 2u);
}

TEST(Set, GivesTextAsYaml) {
  EXPECT_EQ(with({"description=\"a: b\""}).description, "a: b");
}

TEST(Set, JudgesLikeTheFile) {
  EXPECT_EQ(refused("cache.tll=3s"),
            "--set 'cache.tll=3s': error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n");
  EXPECT_EQ(refused("cache.ttl=3"),
            "--set 'cache.ttl=3': error: 'cache.ttl': a duration needs a unit, e.g. '3s' (or 'none')\n");
  EXPECT_EQ(refused("clock=real"), "--set 'clock=real': error: 'clock: real' is not available yet in this version\n");
  EXPECT_EQ(refused("timeline.x=3"),
            "--set 'timeline.x=3': error: 'timeline' is a list: choose an entry, e.g. 'timeline[0]'\n");
  EXPECT_EQ(refused("gate.x=3"), "--set 'gate.x=3': error: 'gate' is a list: choose an entry, e.g. 'gate[0]'\n");
  EXPECT_EQ(refused("store.latency.uniform.min=5ms"),
            "--set 'store.latency.uniform.min=5ms': error: 'store.latency.uniform' needs 'max' (largest value)\n");
  EXPECT_EQ(refused("seed=&a 1"), "--set 'seed=&a 1': error: anchors ('&') are not allowed here\n");
  EXPECT_EQ(refused("cache={ttl: 1s, ttl: 2s}"), "--set 'cache={ttl: 1s, ttl: 2s}': error: duplicate key 'ttl'\n");
  EXPECT_EQ(refused("seed=["), "--set 'seed=[': error: not valid YAML: end of sequence flow not found\n");
}

TEST(Set, MeetsTheFileInContradictions) {
  EXPECT_EQ(refused("store.latency.uniform.max=1ms", "store: {latency: {uniform: {min: 5ms, max: 9ms}}}\n"),
            "--set 'store.latency.uniform.max=1ms': error: 'max' (1ms) is less than 'min' (5ms)\n");
}

TEST(Set, ExplainsPathsThatLeadNowhere) {
  const std::string form = ": error: not of the form PATH=VALUE, e.g. 'cache.ttl=30s' or 'strategies[xfetch].beta=2'\n";
  for (const std::string text : {"cache.ttl", "=3", "cache..ttl=3s", ".cache=3", "cache.=3", "strategies[=3",
                                 "strategies[]=3", "strategies[0]x=3", "cache.ttl=", ""}) {
    EXPECT_EQ(refused(text), "--set '" + text + "'" + form);
  }
  EXPECT_EQ(refused("cache.ttl.x=3s"), "--set 'cache.ttl.x=3s': error: 'cache.ttl' is a single value: it has no 'x'\n");
  EXPECT_EQ(refused("cache[0]=3s"), "--set 'cache[0]=3s': error: 'cache' is not a list\n");
  EXPECT_EQ(refused("strategies.xfetch=3"),
            "--set 'strategies.xfetch=3': error: 'strategies' is a list: choose an entry, e.g. 'strategies[0]'\n");
  EXPECT_EQ(refused("strategies[5].beta=3"),
            "--set 'strategies[5].beta=3': error: 'strategies' has 1 entry, counted from 0: there is no '5'\n");
  EXPECT_EQ(refused("strategies[xfetsh].beta=3", kStrategies),
            "--set 'strategies[xfetsh].beta=3': error: 'strategies' has no entry named 'xfetsh'; did you mean "
            "'xfetch'?\n");
}

TEST(Set, ReportsTogetherWithTheFileAndAfterIt) {
  EXPECT_EQ(errors_of(completed("sed: 1\n"), {"cache.tll=1s", "seed=x"}),
            "t.yaml:1:1: error: unknown key 'sed'; did you mean 'seed'?\n"
            "sed: 1\n"
            "^\n"
            "--set 'seed=x': error: 'seed': 'x' is not a count, e.g. '50k'\n"
            "--set 'cache.tll=1s': error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n");
}

}  // namespace
}  // namespace stampede
