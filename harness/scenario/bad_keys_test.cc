// Keys that do not exist, stand twice, are missing or exclude each other.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class BadKeys : public ::testing::TestWithParam<BadScenario> {};

TEST_P(BadKeys, AreRefusedWithAKindText) {
  const BadScenario& bad = GetParam();
  EXPECT_EQ(errors_of(bad.yaml), bad.errors);
  EXPECT_FALSE(load_text(bad.yaml).scenario.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadKeys,
    testing::Values(
        BadScenario{"UnknownAtTheTop", completed("cahce: {ttl: 5s}\n"),
                    "t.yaml:1:1: error: unknown key 'cahce'; did you mean 'cache'?\n"
                    "cahce: {ttl: 5s}\n"
                    "^\n"},
        BadScenario{"UnknownInAMap",
                    completed("cache:\n"
                              "  tll: 60s\n"),
                    "t.yaml:2:3: error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n"
                    "  tll: 60s\n"
                    "  ^\n"},
        BadScenario{
            "UnknownAndUnlikeAny",
            completed("cache:\n"
                      "  retries: 3\n"),
            "t.yaml:2:3: error: unknown key 'retries' in 'cache'; known are 'capacity', 'eviction', 'ttl', 'jitte"
            "r', 'ttl_from', 'latency' and 'shared'\n"
            "  retries: 3\n"
            "  ^\n"},
        BadScenario{"UnknownInAnOption",
                    completed("strategies:\n"
                              "  - xfetch: {bta: 2}\n"),
                    "t.yaml:2:14: error: unknown key 'bta' in 'strategies[0].xfetch'; did you mean 'beta'?\n"
                    "  - xfetch: {bta: 2}\n"
                    "             ^\n"},
        BadScenario{
            "OptionOfAnotherAxis",
            completed("strategies:\n"
                      "  - xfetch: {wait: 1s}\n"),
            "t.yaml:2:14: error: unknown key 'wait' in 'strategies[0].xfetch'; known are 'name', 'beta', 'refresh"
            "', 'order', 'ttl', 'jitter', 'ttl_from', 'timeout', 'cancel_abandoned' and 'late_result'\n"
            "  - xfetch: {wait: 1s}\n"
            "             ^\n"},
        BadScenario{
            "OptionOfAnUnusedAxisValue",
            completed("strategies:\n"
                      "  - {name: x, guard: none, wait: 1s}\n"),
            "t.yaml:2:28: error: unknown key 'wait' in 'strategies[0]'; known are 'name', 'freshness', 'guard', '"
            "writes', 'fills', 'on_error', 'ttl', 'jitter', 'ttl_from', 'timeout', 'cancel_abandoned' and "
            "'late_result'\n"
            "  - {name: x, guard: none, wait: 1s}\n"
            "                           ^\n"},
        BadScenario{"Duplicate",
                    completed("seed: 1\n"
                              "name: t\n"
                              "seed: 2\n"),
                    "t.yaml:3:1: error: duplicate key 'seed'; first given on line 1\n"
                    "seed: 2\n"
                    "^\n"},
        BadScenario{"DuplicateInFlow", completed("cache: {ttl: 5s, jitter: 1%, ttl: 6s}\n"),
                    "t.yaml:1:30: error: duplicate key 'ttl'; first given on line 1\n"
                    "cache: {ttl: 5s, jitter: 1%, ttl: 6s}\n"
                    "                             ^\n"},
        BadScenario{"Missing", completed("store: {concurrency: 4}\n"),
                    "t.yaml:1:8: error: 'store' needs 'latency' (service time of a read)\n"
                    "store: {concurrency: 4}\n"
                    "       ^\n"},
        BadScenario{"MissingInAnAlternative", completed("store: {latency: {lognormal: {p50: 5ms}}}\n"),
                    "t.yaml:1:30: error: 'store.latency.lognormal' needs 'p99' (99th percentile)\n"
                    "store: {latency: {lognormal: {p50: 5ms}}}\n"
                    "                             ^\n"},
        BadScenario{"NeitherOfTwo", completed("workload: {arrivals: {constant: {}}, keys: single}\n"),
                    "t.yaml:1:33: error: 'workload.arrivals.constant' needs either 'rate' or 'interval'\n"
                    "workload: {arrivals: {constant: {}}, keys: single}\n"
                    "                                ^\n"},
        BadScenario{
            "BothOfTwo", completed("workload: {arrivals: {constant: {rate: 1/s, interval: 1s}}, keys: single}\n"),
            "t.yaml:1:45: error: 'workload.arrivals.constant.interval' contradicts 'rate': give one or the other"
            "\n"
            "workload: {arrivals: {constant: {rate: 1/s, interval: 1s}}, keys: single}\n"
            "                                            ^\n"},
        BadScenario{"BothWaysOfALognormal",
                    completed("store: {latency: {lognormal: {p50: 5ms, p99: 9ms, sigma: 1}}}\n"),
                    "t.yaml:1:51: error: 'store.latency.lognormal.sigma' contradicts 'p50': give one or the other\n"
                    "store: {latency: {lognormal: {p50: 5ms, p99: 9ms, sigma: 1}}}\n"
                    "                                                  ^\n"},
        BadScenario{"GateOfMapsInsteadOfTexts", completed("gate: [xfetch: hit_ratio >= 95%]\n"),
                    "t.yaml:1:8: error: 'gate[0]' must be a text, not a map: put it in quotes\n"
                    "gate: [xfetch: hit_ratio >= 95%]\n"
                    "       ^\n"}),
    bad_scenario_name);

}  // namespace
}  // namespace stampede
