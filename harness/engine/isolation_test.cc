// Differences between strategies are paired: whatever a strategy is and does, the traffic it meets is the same, and so
// is whoever else is measured.

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

#include "harness/engine/testing.h"

namespace stampede {
namespace {

using testing::run_all;
using testing::scenario_of;

// Chance wherever there can be any.
std::string busy(const std::string& strategies, const std::string& arrivals = "{poisson: {rate: 300/s}}") {
  return fmt::format(
      "name: t\nwarmup: 1s\nduration: 10s\n"
      "workload:\n"
      "  arrivals: {}\n"
      "  keys: {{zipf: {{count: 200, exponent: 0.9}}}}\n"
      "  operations: {{read: 90, write: 8, delete: 2}}\n"
      "  value_size: {{lognormal: {{p50: 1KiB, p99: 8KiB}}}}\n"
      "cache: {{capacity: 60KiB, eviction: random, ttl: 2s, jitter: 20%, latency: {{exponential: {{mean: 100us}}}}}}\n"
      "store: {{latency: {{exponential: {{mean: 20ms}}}}, concurrency: 8, error_rate: 2%, timeout: 100ms, "
      "retries: {{max: 1, backoff: 5ms, jitter: 50%}}}}\n"
      "timeline:\n"
      "  - {{at: 2s, for: 1s, name: brownout, store: {{slowdown: 5}}}}\n"
      "  - {{at: 6s, for: 200ms, name: crash, process: crash}}\n"
      "strategies: [{}]\n",
      arrivals, strategies);
}

const std::string kFew = "cache-aside, write-behind, xfetch";
const std::string kMany =
    "{name: other, preset: cache-aside, ttl: 10s}, xfetch, refresh-ahead, locked, write-through, cache-aside, "
    "no-cache, "
    "write-behind";

TEST(Isolation, AddingAStrategyChangesNoNumberOfTheOthers) {
  std::map<std::string, CellResult> many;
  for (const CellResult& cell : run_all(scenario_of(busy(kMany)))) many[cell.strategy] = cell;
  const std::vector<CellResult> few = run_all(scenario_of(busy(kFew)));
  ASSERT_EQ(few.size(), 3u);
  for (const CellResult& cell : few) {
    const CellResult& beside_others = many.at(cell.strategy);
    EXPECT_EQ(cell.digest, beside_others.digest) << cell.strategy;
    EXPECT_TRUE(cell.measured == beside_others.measured) << cell.strategy;
    EXPECT_TRUE(cell.series == beside_others.series) << cell.strategy;
    EXPECT_TRUE(cell.phases == beside_others.phases) << cell.strategy;
    EXPECT_EQ(cell.phases.size(), 5u);
  }
  EXPECT_FALSE(few[0].measured == few[1].measured) << "whoever compares must see differences";
}

// What a strategy is asked, and when.
struct Issued {
  RequestNumber number;
  Instant at;
  Key key;
  char operation;
  std::uint32_t size;
  Duration ttl;

  bool operator==(const Issued&) const = default;
};

// A strategy of the scenario with somebody at its door, who writes down what comes in. Rows are made by plain
// functions: whom to watch and where to write stands here.
const StrategySpec* watched = nullptr;
std::vector<Issued>* notes = nullptr;
// How large a value is, of those that are answered at once: by key and version.
std::map<std::pair<Key, std::uint64_t>, std::uint32_t>* sizes = nullptr;

class Watched final : public Strategy {
 public:
  explicit Watched(const Environment& environment)
      : environment_(environment), inner_(make_strategy(builtin_strategies(), choice_of(*watched), environment)) {}

  void start() override { inner_->start(); }
  Later<ReadResult> read(Context context, Key key) override {
    note(context, key, 'r');
    Later<ReadResult> result = inner_->read(context, key);
    if (result.ready() && result.value().ok) note(key, result.value().value);
    return result;
  }
  Later<WriteResult> write(WriteRequest request) override {
    note(request.context, request.key, request.remove ? 'd' : 'w');
    return inner_->write(request);
  }
  Task<void> drain() override { return inner_->drain(); }

 private:
  void note(const Context& context, Key key, char operation) {
    notes->push_back({context.request, environment_.runtime.now(), key, operation, context.size, context.ttl});
  }

  static void note(Key key, const Value& value) {
    if (sizes == nullptr || value.absent || !value.version.is_committed()) return;
    const auto [known, is_new] = sizes->try_emplace({key, value.version.number()}, value.size);
    EXPECT_EQ(known->second, value.size) << "key " << key << ", version " << value.version.number();
  }

  const Environment environment_;
  const std::unique_ptr<Strategy> inner_;
};

std::unique_ptr<Strategy> make_watched(const Environment& environment, const OptionValues&) {
  return std::make_unique<Watched>(environment);
}

std::vector<Issued> issued_to(const Scenario& scenario, const StrategySpec& strategy) {
  StrategyTable table = builtin_strategies();
  table.presets.push_back({.name = "watched", .summary = "somebody at the door", .make = make_watched});
  std::vector<Issued> issued;
  watched = &strategy;
  notes = &issued;
  StrategySpec at_the_door = strategy;
  at_the_door.preset = "watched";
  at_the_door.axes.clear();
  const KeyDistribution keys = make_keys(scenario.workload.keys);
  CellProgress progress;
  run_cell({scenario, table, builtin_evictions(), keys}, at_the_door, scenario.seed, progress);
  return issued;
}

const std::string kVariants =
    "cache-aside, no-cache, {name: long-ttl, preset: cache-aside, ttl: 10s}, {name: no-jitter, preset: cache-aside, "
    "jitter: 0%}, {name: patient, preset: cache-aside, timeout: none}, {name: from-load, preset: cache-aside, "
    "ttl_from: "
    "load}, {name: sliding, preset: cache-aside, ttl_from: access}, {cache-aside: {name: careless, delay: 50ms, lost: "
    "10%}}, {name: first-wins, fills: add}, {name: versioned, fills: versioned}, {name: forgiving, on_error: "
    "serve-expired}, xfetch, {xfetch: {name: eager, beta: 10}}, {xfetch: {name: backstage, refresh: background}}, "
    "proportional-early, stale-while-revalidate, refresh-ahead, {refresh-ahead: {name: early, threshold: 20%}}, "
    "{refresh-ahead: {name: timed, trigger: timer}}, locked, {locked: {name: hasty, wait: 5ms}}, {locked: {name: "
    "leased, "
    "lease: 30ms, poll: 5ms}}, write-around, write-through, {write-through: {name: sparing, allocate: false}}, "
    "{write-through: {name: parallel, cache: parallel}}, write-behind, {write-behind: {name: full, flush_interval: 1s, "
    "max_pending: 2}}, {write-behind: {name: timers, flush: per-key}}";

TEST(Isolation, AStrategysParametersChangeNoArrivalKeyOrOperationOfAnOpenLoop) {
  for (const char* arrivals : {"{poisson: {rate: 300/s}}", "{constant: {rate: 300/s}}",
                               "{renewal: {gap: {lognormal: {mean: 3ms, sigma: 1}}}}"}) {
    const Scenario scenario = scenario_of(busy(kVariants, arrivals));
    const std::vector<Issued> expected = issued_to(scenario, scenario.strategies.front());
    ASSERT_GT(expected.size(), 2500u);
    for (const StrategySpec& strategy : scenario.strategies) {
      EXPECT_TRUE(issued_to(scenario, strategy) == expected) << strategy.name << " with " << arrivals;
    }
  }
}

TEST(Isolation, AStrategysParametersChangeNoSizeOfAValue) {
  std::string text = busy(kVariants);
  text.replace(text.find("latency: {exponential: {mean: 100us}}"), 37, "latency: 0s");
  const Scenario scenario = scenario_of(text);
  std::map<std::pair<Key, std::uint64_t>, std::uint32_t> known;
  sizes = &known;
  for (const StrategySpec& strategy : scenario.strategies) issued_to(scenario, strategy);
  sizes = nullptr;
  EXPECT_GT(known.size(), 300u);
}

// When a client asks depends on the answers; what it asks does not.
TEST(Isolation, AStrategysParametersChangeNoKeyOrOperationOfAClosedLoop) {
  const Scenario scenario = scenario_of(busy(kVariants, "{closed: {clients: 5, think: {exponential: {mean: 20ms}}}}"));
  std::map<RequestNumber, std::pair<Key, char>> known;
  std::size_t compared = 0;
  for (const StrategySpec& strategy : scenario.strategies) {
    for (const Issued& request : issued_to(scenario, strategy)) {
      const std::pair content(request.key, request.operation);
      const auto [first, is_new] = known.emplace(request.number, content);
      ASSERT_EQ(first->second, content) << strategy.name << ", request " << request.number;
      compared += is_new ? 0 : 1;
    }
  }
  EXPECT_GT(compared, 10'000u);
}

TEST(Isolation, InstancesChangeNoArrivalKeyOrOperation) {
  Scenario scenario = scenario_of(busy("locked"));
  const std::vector<Issued> expected = issued_to(scenario, scenario.strategies.front());
  scenario.instances = 3;
  EXPECT_TRUE(issued_to(scenario, scenario.strategies.front()) == expected);
}

TEST(Isolation, EvictionAndCapacityChangeNoArrivalKeyOrOperation) {
  const Scenario scenario = scenario_of(busy("cache-aside"));
  const std::vector<Issued> expected = issued_to(scenario, scenario.strategies.front());
  for (const EvictionRow& row : builtin_evictions()) {
    Scenario other = scenario;
    other.cache.eviction.name = row.name;
    other.cache.capacity.amount /= 3;
    EXPECT_TRUE(issued_to(other, other.strategies.front()) == expected) << row.name;
  }
}

}  // namespace
}  // namespace stampede
