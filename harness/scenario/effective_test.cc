// The effective scenario as JSON text, and its digest.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

const std::string kRich =
    "cache: {capacity: 64MiB, eviction: random, ttl: 60s, jitter: 12.5%, latency: {uniform: {min: 1us, max: 1ms}}}\n"
    "workload:\n"
    "  arrivals: {closed: {clients: 64, think: {exponential: {mean: 10ms}}}}\n"
    "  keys: {zipf: {count: 100k, exponent: 0.0000001}}\n"
    "  operations: {read: 95, write: 5}\n"
    "  value_size: {lognormal: {mean: 1KiB, sigma: 1.5}}\n"
    "gate: ['xfetch: hit_ratio >= 95%']\n"
    "strategies: [no-cache, xfetch: {beta: 2}, {name: a, guard: {lock: {wait: 5s}}}, {name: b, preset: locked}]\n"
    "description: \"quotes \\\" and \\n lines and \u20ac\"\n";

TEST(Effective, HoldsEveryKeyWithItsDefaultInCanonicalSpelling) {
  EXPECT_EQ(
      load_valid("warmup: 60s\n").effective,
      R"({"version": 1, "name": "t", "description": "", "clock": "virtual", "seed": 1, "repetitions": 1, )"
      R"("warmup": "1m", "duration": "1m", "instances": 1, "workload": {"arrivals": {"poisson": {"rate": "1/s"}}, )"
      R"("keys": {"single": {}}, "operations": {"read": 1, "write": 0, "delete": 0}, )"
      R"("value_size": {"constant": "1KiB"}, "max_in_flight": 1000000, "sample": "100%"}, )"
      R"("cache": {"capacity": "unlimited", "eviction": {"lru": {}}, "ttl": "none", "jitter": "0%", "ttl_from": "fill", )"
      R"("latency": {"constant": "0s"}, "shared": false}, )"
      R"("store": {"latency": {"constant": "5ms"}, "write_latency": {"constant": "5ms"}, )"
      R"("concurrency": "unlimited", "queue": "unlimited", "snapshot": "0%", "timeout": "none", )"
      R"("cancel_abandoned": false, "late_result": "fill", "retries": {"max": 0, "backoff": {"constant": "0s"}, )"
      R"("growth": 1, "jitter": "0%"}, "error_rate": "0%"}, "timeline": [], "intervals": 120, )"
      R"("strategies": [{"preset": "cache-aside", "name": "cache-aside", "order": "after", "ttl": "none", )"
      R"("jitter": "0%", "ttl_from": "fill", "timeout": "none", "cancel_abandoned": false, "late_result": "fill"}], "gate": []})");
}

TEST(Effective, IsItselfTheSameScenario) {
  for (const std::string& yaml :
       {std::string(), kRich,
        std::string("workload: {trace: {file: a, format: csv, rate: x3, columns: {key: k, time: t, operation: "
                    "o, operations: {read: [get, '5']}}}}\n"),
        std::string("workload: {trace: {file: a, format: csv, columns: {key: k, time: t}}}\n"),
        std::string("timeline: [{at: 1s, for: 1s, workload: {rate: x0}},"
                    " {at: 3s, for: 1s, workload: {rate: {from: x0, to: x0.5}}}]\n")}) {
    const Scenario scenario = load_valid(yaml);
    const LoadedScenario again = load_text(scenario.effective);
    ASSERT_EQ(render_diagnostics(again.diagnostics), "");
    EXPECT_EQ(again.scenario->effective, scenario.effective);
    EXPECT_EQ(again.scenario->digest, scenario.digest);
  }
}

TEST(Digest, DoesNotDependOnSpellingOrderOrComments) {
  const std::string expected = load_valid("cache: {ttl: 60s, capacity: 50k}\nseed: 2\n").digest;
  EXPECT_EQ(load_valid("# a comment\nseed: 2\ncache:\n  capacity: 50000\n  ttl: 1m\n").digest, expected);
  EXPECT_EQ(load_valid("", {"cache.ttl=1m", "cache.capacity=50k", "seed=2"}).digest, expected);
  EXPECT_EQ(load_valid("repetitions: 1\nseed: 2\ncache: {ttl: 60000ms, capacity: 50k, jitter: 0%}\n").digest, expected);
}

TEST(Digest, ChangesWithEverySetting) {
  const std::string plain = load_valid("").digest;
  EXPECT_NE(load_valid("strategies: [{cache-aside: {order: before}}]\n").digest, plain);
  EXPECT_NE(load_valid("store: {latency: 5ms, snapshot: 0.0000001%}\n").digest, plain);
}

TEST(Digest, IsOfWhatIsSimulatedNotOfLuckWordsAndDemands) {
  const std::string plain = load_valid("").digest;
  EXPECT_EQ(load_valid("seed: 2\n").digest, plain);
  EXPECT_EQ(load_valid("repetitions: 9\n").digest, plain);
  EXPECT_EQ(load_valid("description: a story\n").digest, plain);
  EXPECT_EQ(load_valid("gate: [hit_ratio >= 5%]\n").digest, plain);
}

TEST(GateLines, RememberWhereTheirTextBegins) {
  const Scenario scenario = load_valid("gate:\n  - hit_ratio >= 5%\n  - \"ü: hit_ratio >= 5%\"\n");
  ASSERT_EQ(scenario.gate.size(), 2u);
  EXPECT_EQ(scenario.gate[0].text, "hit_ratio >= 5%");
  EXPECT_EQ(scenario.gate[0].place, (Diagnostic{"t.yaml", 2, 5, "", "  - hit_ratio >= 5%"}));
  EXPECT_EQ(scenario.gate[1].place, (Diagnostic{"t.yaml", 3, 6, "", "  - \"ü: hit_ratio >= 5%\""}));
  const Scenario given = load_valid("", {"gate=[hit_ratio >= 5%]"});
  EXPECT_EQ(given.gate[0].place, (Diagnostic{"--set 'gate=[hit_ratio >= 5%]'", 0, 0, "", ""}));
}

TEST(Digest, IsTheSameOnEveryMachine) {
  EXPECT_EQ(load_valid("").digest, "4e600f7351b00ebf");
  EXPECT_EQ(load_valid(kRich).digest, "4c5e014efbda52e1");
}

}  // namespace
}  // namespace stampede
