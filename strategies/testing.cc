#include "strategies/testing.h"

#include <fmt/format.h>

#include <algorithm>

#include "harness/engine/outcome_rule.h"
#include "harness/engine/testing.h"
#include "harness/engine/world.h"

namespace stampede::testing {

namespace {

std::string ms(Instant instant) {
  if (instant % kMillisecond == 0) return fmt::format("{}", instant / kMillisecond);
  return fmt::format("{}ns", instant);
}

std::string name_of(const Value& value) {
  if (value.absent) return "absent";
  if (value.version.is_committed()) return fmt::format("v{}", value.version.number());
  return fmt::format("w{}", value.version.write());
}

Scenario scenario_of_world(const WorldText& text) {
  return scenario_of(
      fmt::format("name: world\nduration: 1h\nseed: {}\n"
                  "workload: {{arrivals: {{constant: {{rate: 1/s}}}}, keys: {{uniform: {{count: 100}}}}}}\n"
                  "cache: {}\nstore: {}\nstrategies: [{}]\n",
                  text.seed, text.cache, text.store, text.strategy));
}

}  // namespace

StrategyWorld::StrategyWorld(const WorldText& text) : StrategyWorld(scenario_of_world(text)) {}

StrategyWorld::StrategyWorld(const Scenario& scenario)
    : entry_ttl_(make_entry_ttl(scenario.strategies.at(0), scenario.seed)),
      cache_(runtime_, cache_options(scenario.cache, 100, entry_ttl_),
             make_eviction(builtin_evictions(), scenario.cache.eviction, RandomStream(scenario.seed, "cache.eviction")),
             RandomStream(scenario.seed, "cache.latency"), *this),
      store_(runtime_, store_options(scenario, scenario.strategies.at(0)), scenario.seed, *this),
      client_(runtime_, store_, client_options(scenario.store, scenario.strategies.at(0)), scenario.seed, *this),
      process_(runtime_),
      requests_(runtime_),
      disturbances_(runtime_),
      strategy_(make_strategy(builtin_strategies(), choice_of(scenario.strategies.at(0)),
                              {.runtime = runtime_,
                               .cache = cache_,
                               .store = store_,
                               .client = client_,
                               .process = process_,
                               .loads = *this,
                               .entry_ttl = entry_ttl_,
                               .flushes = flushes_,
                               .random = RandomStream(scenario.seed, "strategy")})) {
  strategy_->start();
}

// What still runs refers to the strategy and goes first.
StrategyWorld::~StrategyWorld() {
  requests_.clear();
  process_.clear();
}

void StrategyWorld::read_at_ns(Instant at, Key key) {
  requests_.spawn(read(at, key, arrive()));
}

RequestNumber StrategyWorld::arrive() {
  const RequestNumber number = requests_by_number_.size();
  requests_by_number_.emplace_back().request.number = number;
  return number;
}

void StrategyWorld::write_at(std::int64_t ms, Key key) {
  issue_write(ms, key, false);
}
void StrategyWorld::delete_at(std::int64_t ms, Key key) {
  issue_write(ms, key, true);
}

void StrategyWorld::issue_write(std::int64_t ms, Key key, bool remove) {
  WriteRequest request;
  request.context.request = arrive();
  request.context.record = 0;
  request.key = key;
  request.write = next_write_++;
  request.remove = remove;
  requests_.spawn(write(ms * kMillisecond, request));
}

void StrategyWorld::finish() {
  Scope scope(runtime_);
  scope.spawn(settle());
  runtime_.run();
  EXPECT_EQ(scope.size(), 0u) << "a request or the drain waits for ever";
  EXPECT_EQ(process_.size(), 0u) << "something goes on after the drain";
}

void StrategyWorld::disturb(std::int64_t from_ms, std::int64_t to_ms, const StoreFault& fault) {
  disturbances_.spawn(fail_for_a_while(from_ms * kMillisecond, to_ms * kMillisecond, fault));
}

Task<void> StrategyWorld::fail_for_a_while(Instant from, Instant to, StoreFault fault) {
  co_await runtime_.sleep_until(from);
  const StoreFaults::Number number = store_.begin_fault(fault);
  co_await runtime_.sleep_until(to);
  store_.end_fault(number);
}

Task<void> StrategyWorld::settle() {
  co_await requests_.join();
  co_await strategy_->drain();
  co_await process_.join();
}

Task<void> StrategyWorld::read(Instant at, Key key, RequestNumber request) {
  co_await runtime_.sleep_until(at);
  const Instant started = runtime_.now();
  Context context;
  context.request = request;
  context.record = 0;
  const ReadResult result = co_await strategy_->read(context, key);
  requests_by_number_[request].started = started;
  const Outcome outcome = outcome_of(requests_by_number_[request], result, runtime_.now());
  std::string text = fmt::format("r{} [{},{}] {}", request, ms(started), ms(runtime_.now()),
                                 kOutcomeNames[static_cast<std::size_t>(outcome)]);
  if (result.ok) text += " " + name_of(result.value);
  reads_.push_back(std::move(text));
}

Task<void> StrategyWorld::write(Instant at, WriteRequest request) {
  co_await runtime_.sleep_until(at);
  const Instant started = runtime_.now();
  const WriteResult result = co_await strategy_->write(request);
  writes_.push_back(fmt::format("w{} [{},{}] {}", request.write, ms(started), ms(runtime_.now()),
                                result == WriteResult::kAcknowledged ? "acknowledged" : "failed"));
}

void StrategyWorld::on_lookup(const Context& context, Key, const Lookup& lookup) {
  if (context.record == kNoRecord || requests_by_number_[context.request].looked_up) return;
  RequestRecord& record = requests_by_number_[context.request];
  record.looked_up = true;
  record.found = lookup.found;
  record.looked_up_at = runtime_.now();
}

void StrategyWorld::on_fill(Key key, const Value& value, std::optional<Version>) {
  cache_changes_.push_back(fmt::format("{}: fill {} {}", ms(runtime_.now()), key, name_of(value)));
}

void StrategyWorld::note_cache(const char* what, Key key) {
  cache_changes_.push_back(fmt::format("{}: {} {}", ms(runtime_.now()), what, key));
}

void StrategyWorld::on_arrival(const Call& call, bool is_write, std::size_t keys, Admission admission) {
  if (call.load != kNoLoad && admission != Admission::kRejected) loads_in_flight_.call_entered(call.load);
  if (is_write) write_calls_.push_back(fmt::format("{}: {} keys", ms(runtime_.now()), keys));
}

void StrategyWorld::on_commit(const WriteItem& item, Version version) {
  commits_.push_back(fmt::format("{}: {}w{} makes v{} of {}", ms(runtime_.now()), item.remove ? "delete " : "",
                                 item.write, version.number(), item.key));
}

void StrategyWorld::on_abandoned(const Call& call) {
  abandoned_.push_back(fmt::format("{}: r{}", ms(runtime_.now()), call.number));
}

void StrategyWorld::leave_store(const Call& call) {
  if (call.load != kNoLoad) loads_in_flight_.call_left(call.load);
}

LoadStart StrategyWorld::on_load_started(const Context& context, Key key) {
  const LoadPlace place = loads_in_flight_.open({.key = key});
  peak_loads_ = std::max(peak_loads_, loads_in_flight_.in_flight());
  if (context.record != kNoRecord) requests_by_number_[context.request].loaded = true;
  const std::string who = is_timed(context.request) ? "the time" : fmt::format("r{}", context.request);
  loads_.push_back(fmt::format("{}: {} loads {}", ms(runtime_.now()), who, key));
  return {++next_load_, place};
}

}  // namespace stampede::testing
