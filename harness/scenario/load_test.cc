#include "harness/scenario/load.h"

#include "harness/scenario/scenario_testing.h"

namespace stampede {
namespace {

TEST(Scenario, HasADefaultForEverythingThatIsNotMandatory) {
  const Scenario scenario = load_valid("");
  EXPECT_EQ(scenario.name, "t");
  EXPECT_EQ(scenario.description, "");
  EXPECT_EQ(scenario.clock, ClockKind::kVirtual);
  EXPECT_EQ(scenario.seed, 1u);
  EXPECT_EQ(scenario.repetitions, 1);
  EXPECT_EQ(scenario.warmup, 0);
  EXPECT_EQ(scenario.duration, kMinute);
  EXPECT_EQ(scenario.workload.operations.read, 1'000'000'000);
  EXPECT_EQ(scenario.workload.operations.write, 0);
  EXPECT_EQ(scenario.workload.operations.remove, 0);
  EXPECT_EQ(scenario.workload.value_size, Distribution::constant(1024));
  EXPECT_EQ(scenario.workload.max_in_flight, 1'000'000);
  EXPECT_FALSE(scenario.workload.trace.has_value());
  EXPECT_EQ(scenario.cache.capacity.kind, CapacityKind::kUnlimited);
  EXPECT_EQ(scenario.cache.eviction.name, "lru");
  EXPECT_EQ(scenario.cache.ttl, kNever);
  EXPECT_EQ(scenario.cache.jitter, Share());
  EXPECT_TRUE(scenario.cache.latency.is_zero());
  EXPECT_FALSE(scenario.cache.shared);
  EXPECT_EQ(scenario.store.write_latency, Distribution::constant(5 * kMillisecond));
  EXPECT_EQ(scenario.store.concurrency, kUnlimited);
  EXPECT_EQ(scenario.store.queue, kUnlimited);
  EXPECT_EQ(scenario.store.snapshot, Share());
  EXPECT_EQ(scenario.store.error_rate, Share());
}

TEST(Scenario, SaysWhatItSays) {
  const Scenario scenario = load_valid(
      "version: 1\nname: hot-key\ndescription: |\n  two\n  lines\nseed: 7\nrepetitions: 5\nwarmup: 2m\nduration: "
      "9m30s\n"
      "cache: {ttl: 60s, jitter: 10%, eviction: fifo, latency: 1ms}\n"
      "store: {latency: 5ms, write_latency: 7ms, concurrency: 64, queue: 0, snapshot: 50%, error_rate: 0.1%}\n");
  EXPECT_EQ(scenario.name, "hot-key");
  EXPECT_EQ(scenario.description, "two\nlines\n");
  EXPECT_EQ(scenario.seed, 7u);
  EXPECT_EQ(scenario.repetitions, 5);
  EXPECT_EQ(scenario.warmup, 2 * kMinute);
  EXPECT_EQ(scenario.duration, 570 * kSecond);
  EXPECT_EQ(scenario.cache.ttl, kMinute);
  EXPECT_EQ(scenario.cache.jitter, Share::percent(10));
  EXPECT_EQ(scenario.cache.eviction.name, "fifo");
  EXPECT_EQ(scenario.cache.latency, Distribution::constant(kMillisecond));
  EXPECT_EQ(scenario.store.latency, Distribution::constant(5 * kMillisecond));
  EXPECT_EQ(scenario.store.write_latency, Distribution::constant(7 * kMillisecond));
  EXPECT_EQ(scenario.store.concurrency, 64);
  EXPECT_EQ(scenario.store.queue, 0);
  EXPECT_EQ(scenario.store.snapshot, Share::percent(50));
  EXPECT_EQ(scenario.store.error_rate, Share{1'000'000});
}

Capacity capacity_of(const std::string& text) {
  return load_valid("cache: {capacity: " + text + "}\n").cache.capacity;
}

TEST(Capacity, CountsEntriesOrBytes) {
  EXPECT_EQ(capacity_of("50k").kind, CapacityKind::kEntries);
  EXPECT_EQ(capacity_of("50k").amount, 50'000);
  EXPECT_EQ(capacity_of("64MiB").kind, CapacityKind::kBytes);
  EXPECT_EQ(capacity_of("64MiB").amount, 64 << 20);
  EXPECT_EQ(capacity_of("unlimited").kind, CapacityKind::kUnlimited);
}

Arrivals arrivals_of(const std::string& text) {
  return load_valid("workload: {keys: single, arrivals: " + text + "}\n").workload.arrivals;
}

TEST(Arrivals, AreOpenOrClosed) {
  const auto poisson = std::get<OpenLoop>(arrivals_of("{poisson: {rate: 2000/s}}"));
  EXPECT_EQ(poisson.process, ArrivalProcess::kPoisson);
  EXPECT_EQ(poisson.rate, Rate::per_second(2000));
  const auto constant = std::get<OpenLoop>(arrivals_of("{constant: {rate: 500/s}}"));
  EXPECT_EQ(constant.process, ArrivalProcess::kConstant);
  EXPECT_EQ(constant.rate, Rate::per_second(500));
  EXPECT_EQ(std::get<OpenLoop>(arrivals_of("{constant: {interval: 7ms}}")).rate, Rate::every(7 * kMillisecond));
  const auto renewal = std::get<OpenLoop>(arrivals_of("{renewal: {gap: {erlang: {shape: 2, mean: 250ms}}}}"));
  EXPECT_EQ(renewal.process, ArrivalProcess::kRenewal);
  EXPECT_EQ(renewal.gap, Distribution::erlang(2, 250 * kMillisecond));
  const auto closed = std::get<ClosedLoop>(arrivals_of("{closed: {clients: 64, think: {exponential: {mean: 10ms}}}}"));
  EXPECT_EQ(closed.clients, 64);
  EXPECT_EQ(closed.think, Distribution::exponential(1e7));
}

TEST(Sample, IsAShareOfTheKeys) {
  constexpr const char* kTraffic = "workload: {keys: single, arrivals: {poisson: {rate: 1/s}}";
  EXPECT_EQ(load_valid(std::string(kTraffic) + "}\n").workload.sample, Share::whole());
  EXPECT_EQ(load_valid(std::string(kTraffic) + ", sample: 12.5%}\n").workload.sample.ppb, 125'000'000);
}

TEST(Clients, NeedNotThink) {
  const Scenario scenario = load_valid("workload: {keys: single, arrivals: {closed: {clients: 64}}}\n");
  EXPECT_TRUE(std::get<ClosedLoop>(scenario.workload.arrivals).think.is_zero());
}

KeySettings keys_of(const std::string& text) {
  return load_valid("workload: {arrivals: {poisson: {rate: 1/s}}, keys: " + text + "}\n").workload.keys;
}

TEST(Keys, ArePopularInFourWays) {
  const KeySettings zipf = keys_of("{zipf: {count: 100k, exponent: 1.1}}");
  EXPECT_EQ(zipf.population, KeyPopulation::kZipf);
  EXPECT_EQ(zipf.count, 100'000);
  EXPECT_EQ(zipf.exponent, 1.1);
  EXPECT_EQ(keys_of("{zipf: {count: 5}}").exponent, 0.99);
  EXPECT_EQ(keys_of("{uniform: {count: 1M}}").population, KeyPopulation::kUniform);
  EXPECT_EQ(keys_of("{uniform: {count: 1M}}").count, 1'000'000);
  const KeySettings hotspot = keys_of("{hotspot: {count: 10, hot: 1%, traffic: 90%}}");
  EXPECT_EQ(hotspot.population, KeyPopulation::kHotspot);
  EXPECT_EQ(hotspot.hot, Share::percent(1));
  EXPECT_EQ(hotspot.traffic, Share::percent(90));
  EXPECT_EQ(keys_of("single").population, KeyPopulation::kSingle);
  EXPECT_EQ(keys_of("{single: {}}").count, 1);
}

Distribution latency_of(const std::string& text) {
  return load_valid("store: {latency: " + text + "}\n").store.latency;
}

TEST(Latency, IsADistribution) {
  EXPECT_EQ(latency_of("5ms"), Distribution::constant(5'000'000));
  EXPECT_EQ(latency_of("{constant: 5ms}"), Distribution::constant(5'000'000));
  EXPECT_EQ(latency_of("{uniform: {min: 1ms, max: 2ms}}"), Distribution::uniform(1'000'000, 2'000'000));
  EXPECT_EQ(latency_of("{exponential: {mean: 3ms}}"), Distribution::exponential(3e6));
  EXPECT_EQ(latency_of("{lognormal: {p50: 20ms, p99: 120ms}}"), Distribution::lognormal_percentiles(2e7, 1.2e8));
  EXPECT_EQ(latency_of("{lognormal: {mean: 20ms, sigma: 0.5}}"), Distribution::lognormal_mean(2e7, 0.5));
}

TEST(ValueSize, IsADistributionOfBytes) {
  const Scenario scenario = load_valid(
      "workload: {arrivals: {poisson: {rate: 1/s}}, keys: single, value_size: {uniform: {min: 100B, max: 4KiB}}}\n");
  EXPECT_EQ(scenario.workload.value_size, Distribution::uniform(100, 4096));
}

TEST(Operations, NotListedHaveNoWeight) {
  const Scenario scenario =
      load_valid("workload: {arrivals: {poisson: {rate: 1/s}}, keys: single, operations: {write: 5, delete: 2}}\n");
  EXPECT_EQ(scenario.workload.operations.read, 0);
  EXPECT_EQ(scenario.workload.operations.write, 5'000'000'000);
  EXPECT_EQ(scenario.workload.operations.remove, 2'000'000'000);
}

TEST(Operations, MayHaveFractions) {
  const Scenario scenario = load_valid(
      "workload: {arrivals: {poisson: {rate: 1e3/s}}, keys: single, operations: {read: 99.5, write: 1e-9}}\n");
  EXPECT_EQ(scenario.workload.operations.read, 99'500'000'000);
  EXPECT_EQ(scenario.workload.operations.write, 1);
}

TEST(Trace, TakesThePlaceOfArrivalsKeysAndOperations) {
  const std::string yaml =
      "name: t\nstore: {latency: 5ms}\nstrategies: [locked]\n"
      "workload:\n  value_size: 2KiB\n  trace: {file: data/t.bin, format: oracle-general, rate: x2.5}\n";
  const LoadedScenario loaded = load_scenario_text(yaml, "folder/t.yaml", test_catalogue(), {});
  ASSERT_EQ(render_diagnostics(loaded.diagnostics), "");
  EXPECT_EQ(loaded.scenario->duration, kNever);
  const TraceSettings& trace = *loaded.scenario->workload.trace;
  EXPECT_EQ(trace.file, "folder/data/t.bin");
  EXPECT_EQ(trace.format, TraceFormat::kOracleGeneral);
  EXPECT_EQ(std::get<RecordedSpeed>(trace.speed).factor_billionths, 2'500'000'000);
  EXPECT_EQ(loaded.scenario->workload.value_size, Distribution::constant(2048));
}

TEST(Trace, TellsTheColumnsOfCsv) {
  const Scenario scenario = load_valid(
      "workload:\n  trace:\n    file: /traces/t.csv.gz\n    format: csv\n    columns:\n      key: lbn\n      time: "
      "time\n"
      "      time_unit: ms\n      operation: op\n      operations: {read: [28, '0x88'], write: [2a]}\n      size: "
      "size\n"
      "      ttl: ttl\n      ttl_unit: us\n");
  const TraceSettings& trace = *scenario.workload.trace;
  EXPECT_EQ(trace.file, "/traces/t.csv.gz");
  EXPECT_EQ(trace.format, TraceFormat::kCsv);
  EXPECT_EQ(std::get<RecordedSpeed>(trace.speed).factor_billionths, 1'000'000'000);
  EXPECT_TRUE(trace.columns.header);
  EXPECT_EQ(trace.columns.key, "lbn");
  EXPECT_EQ(trace.columns.time, "time");
  EXPECT_EQ(trace.columns.time_unit, kMillisecond);
  EXPECT_EQ(trace.columns.operation, "op");
  const std::map<std::string, Operation> words = {
      {"28", Operation::kRead}, {"0x88", Operation::kRead}, {"2a", Operation::kWrite}};
  EXPECT_EQ(trace.columns.operations, words);
  EXPECT_EQ(trace.columns.size, "size");
  EXPECT_EQ(trace.columns.ttl, "ttl");
  EXPECT_EQ(trace.columns.ttl_unit, kMicrosecond);
}

TEST(Trace, MayHaveNumberedColumnsAndARateOfItsOwn) {
  const Scenario scenario =
      load_valid("workload: {trace: {file: t, format: csv, rate: 5k/s, columns: {header: false, key: 2}}}\n");
  EXPECT_EQ(std::get<Rate>(scenario.workload.trace->speed), Rate::per_second(5000));
  EXPECT_FALSE(scenario.workload.trace->columns.header);
  EXPECT_EQ(scenario.workload.trace->columns.key, "2");
  EXPECT_EQ(scenario.workload.trace->columns.time, "");
}

TEST(Mistakes, AreReportedAllAtOnceInTheOrderOfTheText) {
  EXPECT_EQ(errors_of("name: t\n"
                      "duration: 0s\n"
                      "cache:\n"
                      "  tll: 60s\n"
                      "  ttl: 60\n"
                      "store: {latency: {uniform: {min: 5ms, max: 3ms}}}\n"
                      "strategies: [xfetsh, locked, locked]\n"),
            "t.yaml:1:1: error: the scenario needs 'workload' (the traffic, the same for every strategy)\n"
            "name: t\n"
            "^\n"
            "t.yaml:2:11: error: 'duration': '0s' is too small: at least 1ns\n"
            "duration: 0s\n"
            "          ^\n"
            "t.yaml:4:3: error: unknown key 'tll' in 'cache'; did you mean 'ttl'?\n"
            "  tll: 60s\n"
            "  ^\n"
            "t.yaml:5:8: error: 'cache.ttl': a duration needs a unit, e.g. '60s' (or 'none')\n"
            "  ttl: 60\n"
            "       ^\n"
            "t.yaml:6:44: error: 'max' (3ms) is less than 'min' (5ms)\n"
            "store: {latency: {uniform: {min: 5ms, max: 3ms}}}\n"
            "                                           ^\n"
            "t.yaml:7:14: error: unknown strategy 'xfetsh' in 'strategies[0]'; did you mean 'xfetch'?\n"
            "strategies: [xfetsh, locked, locked]\n"
            "             ^\n"
            "t.yaml:7:30: error: two strategies are named 'locked': give one another name with 'name:'\n"
            "strategies: [xfetsh, locked, locked]\n"
            "                             ^\n");
}

}  // namespace
}  // namespace stampede
