#include "harness/scenario/number_setting.h"

#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

using Kind = NumberScale::Kind;

const std::string kScenario =
    "workload: {arrivals: {poisson: {rate: 90/m}}, keys: {zipf: {count: 1k}}}\n"
    "cache: {capacity: 64MiB, ttl: 1m, jitter: 10%}\n"
    "store: {latency: {lognormal: {p50: 20ms, p99: 120ms}}, write_latency: 7ms, timeout: none}\n"
    "timeline:\n"
    "  - {at: 10s, name: flush, cache: flush}\n"
    "  - {at: 20s, for: 1s, name: burst, workload: {rate: x2.5}}\n"
    "  - {at: 30s, for: 1s, store: {slowdown: 1.5}}\n"
    "strategies: [cache-aside, xfetch, {name: mine, preset: xfetch, beta: 3}, {name: made, guard: lock}]\n";

Parsed<NumberSetting> at(const std::string& path) {
  return number_at(load_valid(kScenario), test_catalogue(), path);
}

std::string value_at(const std::string& path) {
  const Parsed<NumberSetting> number = at(path);
  return number.ok() ? number.value().scale.format(number.value().value) : "no number: " + number.reason();
}

TEST(NumberSetting, IsFoundWhereverItStands) {
  EXPECT_EQ(value_at("workload.arrivals.poisson.rate"), "90/m");
  EXPECT_EQ(value_at("workload.keys.zipf.count"), "1k");
  EXPECT_EQ(value_at("cache.capacity"), "64MiB");
  EXPECT_EQ(value_at("cache.ttl"), "1m");
  EXPECT_EQ(value_at("cache.jitter"), "10%");
  EXPECT_EQ(value_at("store.latency.lognormal.p99"), "120ms");
  EXPECT_EQ(value_at("timeline[1].at"), "20s");
  EXPECT_EQ(value_at("timeline[burst].workload.rate.constant"), "x2.5");
  EXPECT_EQ(value_at("timeline[2].store.slowdown"), "1.5");
  EXPECT_EQ(value_at("strategies[mine].beta"), "3");
  EXPECT_EQ(value_at("duration"), "1m");
}

TEST(NumberSetting, MayBeADefault) {
  EXPECT_EQ(value_at("workload.keys.zipf.exponent"), "0.99");
  EXPECT_EQ(value_at("workload.max_in_flight"), "1M");
  EXPECT_EQ(value_at("workload.value_size"), "1KiB");
  EXPECT_EQ(value_at("strategies[1].beta"), "1");
  EXPECT_EQ(value_at("strategies[xfetch].ttl"), "1m");
}

TEST(NumberSetting, AnAlternativeForBareValuesMayBeLeftOut) {
  EXPECT_EQ(value_at("store.write_latency"), "7ms");
  EXPECT_EQ(value_at("store.write_latency.constant"), "7ms");
  EXPECT_EQ(value_at("timeline[1].workload.rate"), "x2.5");
}

TEST(NumberSetting, ComesWithItsBounds) {
  EXPECT_EQ(at("cache.ttl").value(), (NumberSetting{{Kind::kDuration}, kMinute, 1, 365 * kDay}));
  EXPECT_EQ(at("cache.capacity").value(), (NumberSetting{{Kind::kSize}, 64 << 20, 1, INT64_MAX}));
  EXPECT_EQ(at("cache.jitter").value(), (NumberSetting{{Kind::kShare}, 100'000'000, 0, Share::kWhole}));
  EXPECT_EQ(at("workload.arrivals.poisson.rate").value(),
            (NumberSetting{{Kind::kRate, kMinute}, 90'000'000'000, 1, INT64_MAX}));
  EXPECT_EQ(at("strategies[mine].beta").value(), (NumberSetting{{Kind::kNumber}, 3'000'000'000, 0, INT64_MAX}));
  EXPECT_EQ(at("timeline[1].workload.rate").value(),
            (NumberSetting{{Kind::kFactor}, 2'500'000'000, 1, 1'000'000'000'000'000'000}));
}

TEST(NumberSetting, IsNotWhatIsNoNumberOrNotThere) {
  const std::vector<std::pair<std::string, std::string>> mistakes = {
      {"cache..ttl", "'cache..ttl' is not a path, e.g. 'cache.ttl' or 'strategies[xfetch].beta'"},
      {"cache.tll", "unknown key 'tll' in 'cache'; did you mean 'ttl'?"},
      {"cache", "'cache' is a map, not a number"},
      {"name", "'name' is a name, not a number"},
      {"cache.shared", "'cache.shared' is true or false, not a number"},
      {"store.latency", "'store.latency' is a map, not a number"},
      {"store.timeout", "'store.timeout' is 'none', which is no number to start from"},
      {"store.concurrency", "'store.concurrency' is 'unlimited', which is no number to start from"},
      {"store.latency.exponential.mean",
       "the scenario has no value at 'store.latency.exponential.mean': store.latency is 'lognormal'"},
      {"workload.trace.rate", "the scenario has no value at 'workload.trace.rate': workload.trace is not set"},
      {"timeline[0].for", "the scenario has no value at 'timeline[0].for': timeline[0].for is not set"},
      {"timeline.at", "'timeline' is a list: choose an entry, e.g. 'timeline[0]'"},
      {"timeline[3].at", "'timeline' has 3 entries, counted from 0: there is no '3'"},
      {"timeline[brust].at", "'timeline' has no entry named 'brust'; did you mean 'burst'?"},
      {"cache[0]", "'cache' is not a list"},
      {"cache.ttl.p50", "'cache.ttl' is a single value: it has no 'p50'"},
      {"strategies[made].guard.none.wait",
       "the scenario has no value at 'strategies[made].guard.none.wait': strategies[made].guard is 'lock'"},
      {"strategies[made].guard.lock.wait",
       "'strategies[made].guard.lock.wait' is 'none', which is no number to start "
       "from"},
  };
  for (const auto& [path, reason] : mistakes) EXPECT_EQ(value_at(path), "no number: " + reason);
}

TEST(NumberSetting, IsNoNumberFinerThanItsSteps) {
  const Scenario scenario = load_valid("strategies: [{name: mine, preset: xfetch, beta: 0.12345678901}]\n");
  EXPECT_EQ(number_at(scenario, test_catalogue(), "strategies[mine].beta").reason(),
            "'strategies[mine].beta' cannot be varied in steps: '0.12345678901' is not a number from 0.000000001 to "
            "1000000000 with at most nine decimals");
}

TEST(NumberScale, ReadsAndWritesWholeSteps) {
  const std::vector<std::pair<NumberScale, std::pair<std::string, std::int64_t>>> cases = {
      {{Kind::kDuration}, {"1500us", 1'500'000}}, {{Kind::kCount}, {"1500", 1500}},
      {{Kind::kSize}, {"1500B", 1500}},           {{Kind::kShare}, {"12.5%", 125'000'000}},
      {{Kind::kRate}, {"0.5/s", 500'000'000}},    {{Kind::kRate, kMinute}, {"30/m", 30'000'000'000}},
      {{Kind::kNumber}, {"0.25", 250'000'000}},   {{Kind::kNumber}, {"0", 0}},
      {{Kind::kFactor}, {"x3", 3'000'000'000}},
  };
  for (const auto& [scale, pair] : cases) {
    EXPECT_EQ(scale.parse(pair.first).value(), pair.second) << pair.first;
    EXPECT_EQ(scale.parse(scale.format(pair.second)).value(), pair.second) << pair.first;
  }
  EXPECT_EQ(NumberScale{Kind::kDuration}.format(1'500'000), "1.5ms");
  EXPECT_EQ((NumberScale{Kind::kRate, kMinute}.format(30'000'000'000)), "30/m");
}

TEST(NumberScale, TakesARatePerAnotherTime) {
  EXPECT_EQ((NumberScale{Kind::kRate, kSecond}.parse("90/m").value()), 1'500'000'000);
  EXPECT_EQ((NumberScale{Kind::kRate, kNanosecond}.parse("1/d").reason()), "'1/d' is out of range for this rate");
  EXPECT_EQ((NumberScale{Kind::kFactor}.parse("3").reason()), "'3' is not a factor, e.g. 'x10'");
  EXPECT_EQ((NumberScale{Kind::kFactor}.parse("recorded").value()), 1'000'000'000);
}

}  // namespace
}  // namespace stampede
