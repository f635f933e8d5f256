// Values that are not what their key asks for.
#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

class BadValues : public ::testing::TestWithParam<BadScenario> {};

TEST_P(BadValues, AreRefusedWithAKindText) {
  const BadScenario& bad = GetParam();
  EXPECT_EQ(errors_of(bad.yaml), bad.errors);
  EXPECT_FALSE(load_text(bad.yaml).scenario.has_value());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadValues,
    testing::Values(
        BadScenario{"WithoutUnit", completed("cache: {ttl: 60}\n"),
                    "t.yaml:1:14: error: 'cache.ttl': a duration needs a unit, e.g. '60s' (or 'none')\n"
                    "cache: {ttl: 60}\n"
                    "             ^\n"},
        BadScenario{"WithoutTime", completed("workload: {arrivals: {poisson: {rate: 5}}, keys: single}\n"),
                    "t.yaml:1:39: error: 'workload.arrivals.poisson.rate': a rate needs a time, e.g. '5/s'\n"
                    "workload: {arrivals: {poisson: {rate: 5}}, keys: single}\n"
                    "                                      ^\n"},
        BadScenario{
            "WithUnknownUnit", completed("warmup: 5sec\n"),
            "t.yaml:1:9: error: 'warmup': unknown unit 'sec' in '5sec'; a duration has one of ns, us, ms, s, m, h"
            ", d\n"
            "warmup: 5sec\n"
            "        ^\n"},
        BadScenario{"OctalOrNot", completed("seed: 010\n"),
                    "t.yaml:1:7: error: 'seed': numbers are plain decimals: no leading zeros as in '010'\n"
                    "seed: 010\n"
                    "      ^\n"},
        BadScenario{"Hexadecimal", completed("seed: 0x10\n"),
                    "t.yaml:1:7: error: 'seed': '0x10' is not a count, e.g. '50k'\n"
                    "seed: 0x10\n"
                    "      ^\n"},
        BadScenario{"Exponent", completed("repetitions: 15e-1\n"),
                    "t.yaml:1:14: error: 'repetitions': '15e-1' is finer than 1\n"
                    "repetitions: 15e-1\n"
                    "             ^\n"},
        BadScenario{"Negative", completed("seed: -1\n"),
                    "t.yaml:1:7: error: 'seed': a count has no sign, unlike '-1'\n"
                    "seed: -1\n"
                    "      ^\n"},
        BadScenario{
            "NotFinite",
            completed("workload: {arrivals: {poisson: {rate: 1/s}}, keys: {zipf: {count: 5, exponent: .inf}}}\n"),
            "t.yaml:1:80: error: 'workload.keys.zipf.exponent': '.inf' is not a number, e.g. '0.99'\n"
            "workload: {arrivals: {poisson: {rate: 1/s}}, keys: {zipf: {count: 5, exponent: .inf}}}\n"
            "                                                                               ^\n"},
        BadScenario{"InQuotes", completed("seed: \"1\"\n"),
                    "t.yaml:1:7: error: 'seed' must not be in quotes\n"
                    "seed: \"1\"\n"
                    "      ^\n"},
        BadScenario{"YesIsNotTrue", completed("cache: {shared: yes}\n"),
                    "t.yaml:1:17: error: 'cache.shared': 'yes' is neither 'true' nor 'false'\n"
                    "cache: {shared: yes}\n"
                    "                ^\n"},
        BadScenario{"TooMany", completed("repetitions: 1001\n"),
                    "t.yaml:1:14: error: 'repetitions': '1001' is too large: at most 1k\n"
                    "repetitions: 1001\n"
                    "             ^\n"},
        BadScenario{"TooFew", completed("store: {latency: 5ms, concurrency: 0}\n"),
                    "t.yaml:1:36: error: 'store.concurrency': '0' is too small: at least 1\n"
                    "store: {latency: 5ms, concurrency: 0}\n"
                    "                                   ^\n"},
        BadScenario{"NotAWord", completed("store: {latency: 5ms, queue: infinite}\n"),
                    "t.yaml:1:30: error: 'store.queue': 'infinite' is not a count, e.g. '50k' (or 'unlimited')\n"
                    "store: {latency: 5ms, queue: infinite}\n"
                    "                             ^\n"},
        BadScenario{"TooLong", completed("duration: 366d\n"),
                    "t.yaml:1:11: error: 'duration': '366d' is too large: at most 365d\n"
                    "duration: 366d\n"
                    "          ^\n"},
        BadScenario{"ZeroDuration", completed("duration: 0s\n"),
                    "t.yaml:1:11: error: 'duration': '0s' is too small: at least 1ns\n"
                    "duration: 0s\n"
                    "          ^\n"},
        BadScenario{"TooFast", completed("workload: {arrivals: {poisson: {rate: 2G/s}}, keys: single}\n"),
                    "t.yaml:1:39: error: 'workload.arrivals.poisson.rate': '2G/s' is out of range for a rate\n"
                    "workload: {arrivals: {poisson: {rate: 2G/s}}, keys: single}\n"
                    "                                      ^\n"},
        BadScenario{"MoreThanAll", completed("cache: {jitter: 101%}\n"),
                    "t.yaml:1:17: error: 'cache.jitter': '101%' is too large: at most 100%\n"
                    "cache: {jitter: 101%}\n"
                    "                ^\n"},
        BadScenario{
            "HotterThanAll",
            completed(
                "workload: {arrivals: {poisson: {rate: 1/s}}, keys: {hotspot: {count: 5, hot: 101%, traffic: 90%}}}\n"),
            "t.yaml:1:78: error: 'workload.keys.hotspot.hot': '101%' is too large: at most 100%\n"
            "workload: {arrivals: {poisson: {rate: 1/s}}, keys: {hotspot: {count: 5, hot: 101%, traffic: 90%}}}\n"
            "                                                                             ^\n"},
        BadScenario{
            "NotAChoice", completed("strategies: [{write-behind: {on_full: blok}}]\n"),
            "t.yaml:1:39: error: 'strategies[0].write-behind.on_full': 'blok' is not one of 'block', 'write-throu"
            "gh'; did you mean 'block'?\n"
            "strategies: [{write-behind: {on_full: blok}}]\n"
            "                                      ^\n"},
        BadScenario{
            "NoCapacity", completed("cache: {capacity: 50x}\n"),
            "t.yaml:1:19: error: 'cache.capacity': '50x' is not a capacity: entries ('50k'), bytes ('64MiB') or '"
            "unlimited'\n"
            "cache: {capacity: 50x}\n"
            "                  ^\n"},
        BadScenario{"NothingFits", completed("cache: {capacity: 0}\n"),
                    "t.yaml:1:19: error: 'cache.capacity': '0' is too small: at least 1 entry or 1B\n"
                    "cache: {capacity: 0}\n"
                    "                  ^\n"},
        BadScenario{"RealClockNotAvailableYet", completed("clock: real\n"),
                    "t.yaml:1:8: error: 'clock: real' is not available yet in this version\n"
                    "clock: real\n"
                    "       ^\n"},
        BadScenario{"OtherVersion", completed("version: 2\n"),
                    "t.yaml:1:10: error: 'version': '2' is too large: at most 1\n"
                    "version: 2\n"
                    "         ^\n"},
        BadScenario{"Empty",
                    completed("cache:\n"
                              "  ttl:\n"
                              "  jitter: 1%\n"),
                    "t.yaml:2:3: error: 'ttl' has no value\n"
                    "  ttl:\n"
                    "  ^\n"},
        BadScenario{"Null", completed("cache: {ttl: ~}\n"),
                    "t.yaml:1:9: error: 'ttl' has no value\n"
                    "cache: {ttl: ~}\n"
                    "        ^\n"},
        BadScenario{"MapForAValue", completed("cache: {ttl: {}}\n"),
                    "t.yaml:1:14: error: 'cache.ttl' must be a single value, not a map\n"
                    "cache: {ttl: {}}\n"
                    "             ^\n"},
        BadScenario{"ValueForAMap", completed("cache: 5\n"),
                    "t.yaml:1:8: error: 'cache' must be a map, 'key: value', not a single value\n"
                    "cache: 5\n"
                    "       ^\n"},
        BadScenario{"ValueForAList", completed("strategies: cache-aside\n"),
                    "t.yaml:1:13: error: 'strategies' must be a list, '- ...' or '[...]', not a single value\n"
                    "strategies: cache-aside\n"
                    "            ^\n"},
        BadScenario{"ListForAnAlternative", completed("store: {latency: [5ms]}\n"),
                    "t.yaml:1:18: error: 'store.latency' needs one of 'constant', 'uniform', 'exponential', 'erlang', "
                    "'lognormal' a"
                    "nd 'empirical'\n"
                    "store: {latency: [5ms]}\n"
                    "                 ^\n"},
        BadScenario{
            "NoName", completed("name: 'hot key'\n"),
            "t.yaml:1:7: error: 'name': 'hot key' is not a name: up to 64 letters, digits, '-' and '_', beginning"
            " with a letter or digit\n"
            "name: 'hot key'\n"
            "      ^\n"},
        BadScenario{
            "AnEmptyName", completed("name: ''\n"),
            "t.yaml:1:7: error: 'name': '' is not a name: up to 64 letters, digits, '-' and '_', beginning with a"
            " letter or digit\n"
            "name: ''\n"
            "      ^\n"},
        BadScenario{
            "ALongName", completed("name: " + std::string(65, 'x') + "\n"),
            "t.yaml:1:7: error: 'name': 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...' is not "
            "a name: up to 64 letters, digits, '-' and '_', beginning with a letter or digit\n"
            "name: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n"
            "      ^\n"},
        BadScenario{"UnknownEviction", completed("cache: {eviction: lfru}\n"),
                    "t.yaml:1:19: error: unknown eviction policy 'lfru' in 'cache.eviction'; did you mean 'lru'?\n"
                    "cache: {eviction: lfru}\n"
                    "                  ^\n"},
        BadScenario{
            "UnknownDistribution", completed("store: {latency: {logormal: {p50: 5ms, p99: 9ms}}}\n"),
            "t.yaml:1:19: error: unknown distribution 'logormal' in 'store.latency'; did you mean 'lognormal'?\n"
            "store: {latency: {logormal: {p50: 5ms, p99: 9ms}}}\n"
            "                  ^\n"},
        BadScenario{"TwoDistributions", completed("store: {latency: {constant: 5ms, uniform: {min: 1ms, max: 2ms}}}\n"),
                    "t.yaml:1:34: error: 'uniform' in 'store.latency' contradicts 'constant': give one or the other\n"
                    "store: {latency: {constant: 5ms, uniform: {min: 1ms, max: 2ms}}}\n"
                    "                                 ^\n"},
        BadScenario{"UnknownKeys", completed("workload: {arrivals: {poisson: {rate: 1/s}}, keys: zpif}\n"),
                    "t.yaml:1:52: error: unknown kind of keys 'zpif' in 'workload.keys'; did you mean 'zipf'?\n"
                    "workload: {arrivals: {poisson: {rate: 1/s}}, keys: zpif}\n"
                    "                                                   ^\n"},
        BadScenario{"BareAlternativeWithoutItsParameters", completed("workload: {arrivals: poisson, keys: single}\n"),
                    "t.yaml:1:22: error: 'workload.arrivals.poisson' needs 'rate' (mean requests per time)\n"
                    "workload: {arrivals: poisson, keys: single}\n"
                    "                     ^\n"},
        BadScenario{"LognormalFromZero", completed("store: {latency: {lognormal: {p50: 0s, p99: 1s}}}\n"),
                    "t.yaml:1:36: error: 'store.latency.lognormal.p50': '0s' is too small: at least 1ns\n"
                    "store: {latency: {lognormal: {p50: 0s, p99: 1s}}}\n"
                    "                                   ^\n"}),
    bad_scenario_name);

}  // namespace
}  // namespace stampede
